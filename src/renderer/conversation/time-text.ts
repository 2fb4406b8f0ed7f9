// Times and days in words of the window's language.
import { onScopeDispose, ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';

export interface TimeText {
  /** `14:05` */
  readonly time: (at: number) => string;
  /** `Monday, 6 May 2024 at 14:05` */
  readonly full: (at: number) => string;
  /** `Today`, `Yesterday`, `Monday, 6 May`, with the year where it is another one. */
  readonly day: (at: number) => string;
  /** In a list: `14:05` today, then `Yesterday`, `Mon`, `6 May`, with the year where it is another one. */
  readonly brief: (at: number) => string;
}

const dayMs = 86_400_000;

export function useTimeText(): TimeText {
  const { t, locale } = useI18n();
  const today = useToday();
  const format = (options: Intl.DateTimeFormatOptions, at: number): string =>
    formatter(locale.value, options).format(at);

  return {
    time: (at) => format({ timeStyle: 'short' }, at),
    full: (at) => format({ dateStyle: 'full', timeStyle: 'short' }, at),
    day: (at) => {
      const days = Math.round((today.value - startOfDay(at)) / dayMs);
      if (days === 0) return t('conversation.day.today');
      if (days === 1) return t('conversation.day.yesterday');
      const isThisYear = new Date(at).getFullYear() === new Date(today.value).getFullYear();
      return format({ weekday: 'long', day: 'numeric', month: 'long', ...(!isThisYear && { year: 'numeric' }) }, at);
    },
    brief: (at) => {
      const days = Math.round((today.value - startOfDay(at)) / dayMs);
      // A clock that was put back makes a day to come of what has been: its date says so.
      if (days === 0) return format({ timeStyle: 'short' }, at);
      if (days === 1) return t('conversation.day.yesterday');
      if (days > 1 && days < 7) return format({ weekday: 'short' }, at);
      const isThisYear = new Date(at).getFullYear() === new Date(today.value).getFullYear();
      return format({ day: 'numeric', month: 'short', ...(!isThisYear && { year: 'numeric' }) }, at);
    },
  };
}

/** Making a formatter costs a hundred times as much as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) formatters.set(key, (found = new Intl.DateTimeFormat(locale, options)));
  return found;
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** The beginning of this day; moves on at midnight, also after a sleep. */
function useToday(): Ref<number> {
  const today = ref(startOfDay(Date.now()));
  const timer = setInterval(() => (today.value = startOfDay(Date.now())), 60_000);
  onScopeDispose(() => clearInterval(timer));
  return today;
}
