// The language and the direction of this window.
import { messagesIn } from '../shared/locales/catalogue';
import { chooseLanguage } from '../shared/locales/languages';
import { directionOf } from '../shared/locales/direction';
import { i18n } from './i18n';

/** `system` follows the system. */
export async function applyLanguage(wanted: string): Promise<void> {
  const language = chooseLanguage(wanted, navigator.languages);
  if (!i18n.global.availableLocales.includes(language as never)) {
    i18n.global.setLocaleMessage(language, (await messagesIn(language)) as never);
  }
  i18n.global.locale.value = language as never;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
