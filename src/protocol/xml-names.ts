// Names as XML 1.0 and its namespaces allow them, and which of them the parser bears.

const nameStart =
  'A-Za-z_\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const nameRest = `${nameStart}\\-.\\d\\u00B7\\u0300-\\u036F\\u203F\\u2040`;
const part = `[${nameStart}][${nameRest}]*`;

const xmlName = new RegExp(`^[:${nameStart}][:${nameRest}]*$`, 'u');
const qualifiedName = new RegExp(`^${part}(?::${part})?$`, 'u');
const startOfName = new RegExp(`[:${nameStart}]`, 'uy');

/** Any name that XML 1.0 allows, however many colons it has. */
export function isXmlName(name: string): boolean {
  return xmlName.test(name);
}

/** A name with one prefix at most, which namespaces can tell something about. */
export function isQualifiedName(name: string): boolean {
  return qualifiedName.test(name);
}

/** Whether a name can begin here. */
export function beginsName(text: string, at: number): boolean {
  startOfName.lastIndex = at;
  return startOfName.test(text);
}

export interface KnownName {
  readonly name: string;
  /** Whether the parser can be given a tag of this name as it is written. */
  readonly isPlain: boolean;
}

/** Names of one document: what has been found out about one is not asked again. */
export class KnownNames {
  private readonly known = new Map<string, KnownName>();

  constructor(private readonly isName: (name: string) => boolean) {}

  /** Undefined when it is no name. */
  find(written: string): KnownName | undefined {
    const known = this.known.get(written);
    if (known) return known;
    if (!this.isName(written)) return undefined;
    const found = { name: written, isPlain: isPlain(written) };
    this.known.set(written, found);
    return found;
  }
}

/**
 * The parser refuses what JavaScript has names for (`constructor`, `toString`, `__proto__`), and takes some characters of names for
 * blanks. In the place of all but the plainest names it is given this one.
 */
export const standInName = 'x';

function isPlain(name: string): boolean {
  return /^[A-Za-z][\w.:-]*$/.test(name) && !(name in Object.prototype) && name !== 'prototype';
}
