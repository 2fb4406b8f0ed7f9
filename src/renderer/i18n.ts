// The catalogue of texts (shared/locales) in a window, through vue-i18n. Messages are compiled without eval.
import { createI18n } from 'vue-i18n';
import { english, languages } from '../shared/locales/catalogue';
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
