// What says the texts of the table in the language of this window.
import { useI18n } from 'vue-i18n';
import type { Speech } from './settings-table';

export function useSpeech(): Speech {
  const { t, n, locale } = useI18n({ useScope: 'global' });
  return {
    t,
    n,
    clock: (minute) =>
      new Intl.DateTimeFormat(locale.value, { timeStyle: 'short', timeZone: 'UTC' }).format(minute * 60_000),
  };
}
