// Numbers that count something, as a language writes them: `1,200`. By their names in a text: a port or a year has no thousands.
import type { Named } from './format-message';
import { pseudoLanguages } from './pseudo';

const countNames: ReadonlySet<string> = new Set(['count', 'n', 'position', 'total', 'online', 'most', 'written']);
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: string): Intl.NumberFormat {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language in pseudoLanguages ? 'en' : language);
    formats.set(language, format);
  }
  return format;
}

/** `count` chooses the form of a text, and is `{n}` and `{count}` unless `named` has them. */
export function withCounts(language: string, named: Named, count?: number): Named {
  const values = count === undefined ? named : { n: count, count, ...named };
  const counted = Object.entries(values).filter(([name, value]) => typeof value === 'number' && countNames.has(name));
  if (counted.length === 0) return values;
  const format = formatOf(language);
  return { ...values, ...Object.fromEntries(counted.map(([name, value]) => [name, format.format(Number(value))])) };
}
