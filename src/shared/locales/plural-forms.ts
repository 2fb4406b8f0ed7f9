// Which form of a message goes with a number: `{n} day | {n} days`. As each language has it (CLDR), so that none has to be registered.
import { pseudoLanguages } from './pseudo';

/** The order in which a message has its forms. */
const categories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/** The index of the form. One form more than the language has is for none at all, and comes first. */
export type PluralRule = (count: number, forms: number) => number;

export function pluralRule(language: string): PluralRule {
  const { rules, own } = rulesOf(language);
  return (count, forms) => {
    const hasNone = forms > own.length;
    if (hasNone && count === 0) return 0;
    return Math.min(own.indexOf(rules.select(count)) + (hasNone ? 1 : 0), forms - 1);
  };
}

/** How many forms a counting text has. `hasNone`: it says something else for none at all, for which Arabic has a form anyway. */
export function formsOf(language: string, hasNone: boolean): number {
  const { own } = rulesOf(language);
  return own.length + (hasNone && !own.includes('zero') ? 1 : 0);
}

function rulesOf(language: string): { readonly rules: Intl.PluralRules; readonly own: readonly Intl.LDMLPluralRule[] } {
  const rules = new Intl.PluralRules(language in pseudoLanguages ? 'en' : language);
  return { rules, own: categories.filter((category) => rules.resolvedOptions().pluralCategories.includes(category)) };
}
