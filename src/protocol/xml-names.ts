// Names as XML 1.0 and its namespaces allow them, and what is handed to the parser in their place.

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

/**
 * The parser refuses or renames what JavaScript has names for (`constructor`, `toString`, `__proto__`), and takes some characters of
 * names for blanks. It is given `:0`, `:1` … in place of all but the plainest names; none that it is given as written begins so.
 */
export class NamesForParser {
  private readonly given = new Map<string, string>();
  private readonly odd: string[] = [];

  constructor(private readonly isName: (name: string) => boolean) {}

  /** Undefined when it is no name. */
  give(name: string): string | undefined {
    const known = this.given.get(name);
    if (known !== undefined) return known;
    if (!this.isName(name)) return undefined;
    const given = isPlain(name) ? name : `:${this.odd.push(name) - 1}`;
    this.given.set(name, given);
    return given;
  }

  /** The name as it was written. */
  written(given: string): string {
    return given.startsWith(':') ? (this.odd[Number(given.slice(1))] ?? '') : given;
  }
}

function isPlain(name: string): boolean {
  return /^[A-Za-z][\w.:-]*$/.test(name) && !(name in Object.prototype) && name !== 'prototype';
}
