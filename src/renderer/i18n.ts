// The catalogue of texts (shared/locales) in a window, through vue-i18n. Messages are compiled without eval.
import { createI18n } from 'vue-i18n';
import { english } from '../shared/locales/catalogue';
import type { Named } from '../shared/locales/format-message';
import { languages } from '../shared/locales/languages';
import { pluralRule } from '../shared/locales/plural-forms';
import { pseudoLanguages } from '../shared/locales/pseudo';
import { valuesIn } from '../shared/locales/values';

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

// vue-i18n puts what it is given into a text as it is: here it is written as the language has it, in every text at once.
const { t } = i18n.global;
const translate = t as unknown as (...args: readonly unknown[]) => string;
i18n.global.t = ((key: unknown, ...rest: readonly unknown[]): string => {
  const [first, second] = rest;
  const count = [first, second].find((each) => typeof each === 'number');
  const isNamed = typeof first === 'object' && first !== null && !Array.isArray(first);
  if (count === undefined ? !isNamed : !isNamed && typeof first !== 'number') return translate(key, ...rest);
  const values = valuesIn(i18n.global.locale.value, isNamed ? (first as Named) : {}, count);
  return count === undefined ? translate(key, values, ...rest.slice(1)) : translate(key, values, count);
}) as unknown as typeof t;
