// The language and the direction of this window.
import { chooseLanguage, messagesIn } from '../shared/locales/catalogue';
import { i18n } from './i18n';

/** Languages that are written from right to left. */
const rightToLeft = /^(ar|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/u;

export function directionOf(language: string): 'rtl' | 'ltr' {
  return rightToLeft.test(language) ? 'rtl' : 'ltr';
}

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
