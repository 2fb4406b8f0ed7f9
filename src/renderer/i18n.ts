// The catalogue of texts (shared/locales) in a window, through vue-i18n. Messages are compiled without eval.
import { createI18n } from 'vue-i18n';
import { chooseLanguage, english, languages, messagesIn } from '../shared/locales/catalogue';
import { pluralRule } from '../shared/locales/plural-forms';
import { pseudoLanguages } from '../shared/locales/pseudo';

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en: english },
  pluralRules: Object.fromEntries(
    [...languages, ...Object.keys(pseudoLanguages)].map((language) => [language, pluralRule(language)]),
  ),
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
});

/** Languages that are written from right to left. */
const rightToLeft = /^(ar|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/u;

export function directionOf(language: string): 'rtl' | 'ltr' {
  return rightToLeft.test(language) ? 'rtl' : 'ltr';
}

/** Switches the language and the direction of this window; `system` follows the system. */
export async function applyLanguage(wanted: string): Promise<void> {
  const language = chooseLanguage(wanted, navigator.languages);
  if (!i18n.global.availableLocales.includes(language as never)) {
    i18n.global.setLocaleMessage(language, (await messagesIn(language)) as never);
  }
  i18n.global.locale.value = language as never;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
