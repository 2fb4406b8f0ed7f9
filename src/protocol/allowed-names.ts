// Which names may stand in an element. A careful server refuses the others (protocol.md 3.8, 4.7, 7.19); whether all that is needed is
// there, and what it says, is the codecs' part.
import { ProtocolError } from './protocol-error';
import type { XmlElement } from './xml';
import { elements, localName } from './xml-reader';

export interface AllowedNames {
  /** In lower case. 'any': the pages leave them open. */
  readonly attributes: ReadonlySet<string> | 'any';
  /** By their local name in lower case. */
  readonly children: ReadonlyMap<string, AllowedNames> | 'any';
  /** Elements of other namespaces may stand here. */
  readonly isOpen?: boolean;
}

export function allowedNames(
  attributes: readonly string[] | 'any',
  children: Readonly<Record<string, AllowedNames>> | 'any' = {},
): AllowedNames {
  return {
    attributes: attributes === 'any' ? 'any' : new Set(attributes.map((name) => name.toLowerCase())),
    children:
      children === 'any'
        ? 'any'
        : new Map(Object.entries(children).map(([name, inside]) => [name.toLowerCase(), inside])),
  };
}

/** What either of them allows. */
export function allOf(some: AllowedNames, others: AllowedNames): AllowedNames {
  const children = new Map(some.children === 'any' ? [] : some.children);
  for (const [name, inside] of others.children === 'any' ? [] : others.children) {
    const known = children.get(name);
    children.set(name, known ? allOf(known, inside) : inside);
  }
  return {
    attributes:
      some.attributes === 'any' || others.attributes === 'any'
        ? 'any'
        : new Set([...some.attributes, ...others.attributes]),
    children: some.children === 'any' || others.children === 'any' ? 'any' : children,
    ...((some.isOpen || others.isOpen) && { isOpen: true }),
  };
}

export const textOnly = allowedNames([]);
/** Of what only a server sends: nobody checks those names, surplus ones are ignored (7.19). */
export const uncheckedNames = allowedNames('any', 'any');

interface Named {
  readonly element: string;
  readonly names: AllowedNames;
}

/** Where one of these may stand. `aliases`: other names that they go by. */
export function namesIn(records: readonly Named[], aliases: Readonly<Record<string, string>> = {}): AllowedNames {
  const byName = Object.fromEntries(records.map(({ element, names }) => [element, names]));
  const others = Object.entries(aliases).map(([alias, name]) => [alias, byName[name] ?? textOnly] as const);
  return allowedNames([], { ...byName, ...Object.fromEntries(others) });
}

/** Throws `ProtocolError` for a child of an element that holds a name which the protocol does not define there. */
export function checkNames(source: XmlElement, around: AllowedNames): void {
  if (around.children === 'any') return;
  const own = around.children.get(localName(source.name).toLowerCase());
  if (!own) {
    if (around.isOpen && (source.name.includes(':') || source.attributes['xmlns'] !== undefined)) return;
    throw new ProtocolError('unknown-name', 'an unknown element');
  }
  for (const name of own.attributes === 'any' ? [] : Object.keys(source.attributes)) {
    // With a prefix it is somebody else's, or a declaration.
    const isOthers = name.includes(':') || name === 'xmlns';
    if (!isOthers && own.attributes !== 'any' && !own.attributes.has(name.toLowerCase())) {
      throw new ProtocolError('unknown-name', 'an unknown attribute');
    }
  }
  for (const child of elements(source)) checkNames(child, own);
}
