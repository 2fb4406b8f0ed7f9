// A text of the catalogue with its values, in the syntax that vue-i18n has in windows: `{name}`, `{'@'}`, forms between ` | `. The main
// process has this instead of vue-i18n's core, which takes 8 ms to load.
import type { PluralRule } from './plural-forms';

export type Named = Readonly<Record<string, string | number>>;

/** `count` chooses the form, and is `{n}` and `{count}` unless `named` has them. */
export function formatMessage(text: string, named: Named, plural: PluralRule, count?: number): string {
  const forms = text.split(' | ');
  const form = forms[count === undefined ? 0 : plural(count, forms.length)] ?? text;
  const values: Named = count === undefined ? named : { n: count, count, ...named };
  return form.replace(/\{(?:'([^']*)'|(\w+))\}/gu, (_, literal?: string, name?: string) =>
    name === undefined ? (literal ?? '') : String(values[name] ?? ''),
  );
}
