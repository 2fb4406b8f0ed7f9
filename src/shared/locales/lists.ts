// Several names, or other parts, in one line: `Lee and Kim`. Each of them keeps a direction of its own, as what is put into a text does.
import { inOwnDirection } from './values';

/** `narrow`: with commas alone, where the language has that. */
export function listIn(language: string, parts: readonly string[], style: 'long' | 'narrow' = 'long'): string {
  // One alone stands as it is: whoever puts it into a text sees to it there.
  const each = parts.length > 1 ? parts.map((part) => inOwnDirection(language, part)) : parts;
  return new Intl.ListFormat(language, { style, type: 'conjunction' }).format(each);
}
