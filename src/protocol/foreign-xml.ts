// XML of others, kept as text: canonical as our own writer makes it, with the namespaces that were in scope around it, so that it
// means the same wherever it is put.
import { ProtocolError } from './protocol-error';
import { element, parseXml, serializeXml, type NamespaceScope, type XmlElement } from './xml';
import { isQualifiedName } from './xml-names';
import { elements } from './xml-reader';

/** The child elements as text, without what stands between them. Throws `ProtocolError` for a prefix that nothing declares. */
export function foreignXml(parent: XmlElement): string {
  return foreignText(elements(parent));
}

/** As `foreignXml`, of the elements given. */
export function foreignText(children: readonly XmlElement[]): string {
  return children.map((child) => serializeXml(detached(child))).join('');
}

/** Elements to put into a document. Throws `ProtocolError` unless the text is well-formed elements with their namespaces declared. */
export function parseForeignXml(xml: string): readonly XmlElement[] {
  const wrapper = parseXml(`<x>${xml}</x>`);
  if (wrapper.children.some((child) => typeof child === 'string' && child.trim() !== '')) {
    throw new ProtocolError('not-well-formed', 'text beside elements');
  }
  return elements(wrapper).map((child) => {
    const { needed } = freePrefixes(child);
    // A request has a default namespace, which is not theirs.
    const isOfNone = needed.delete('');
    if (needed.size > 0) throw undeclaredPrefix();
    return isOfNone ? element(child.name, { xmlns: '', ...child.attributes }, child.children) : child;
  });
}

/** The element with the declarations that it had from around it. */
function detached(child: XmlElement): XmlElement {
  const { needed, mentioned } = freePrefixes(child);
  const declarations: Record<string, string> = {};
  for (const prefix of new Set([...needed, ...mentioned])) {
    const namespace = find(child.scope, prefix);
    if (namespace) declarations[prefix === '' ? 'xmlns' : `xmlns:${prefix}`] = namespace;
    else if (prefix !== '' && needed.has(prefix)) throw undeclaredPrefix();
  }
  const { xmlns, ...attributes } = child.attributes;
  // Where nothing is around it there is nothing to undo.
  const kept = xmlns === undefined || xmlns === '' ? attributes : child.attributes;
  return element(child.name, { ...declarations, ...kept }, child.children);
}

function find(scope: NamespaceScope | undefined, prefix: string): string | undefined {
  for (let at = scope; at; at = at.outer) {
    const namespace = at.declared.get(prefix);
    if (namespace !== undefined) return namespace;
  }
  return undefined;
}

interface FreePrefixes {
  /** Of names; '' when an element without a prefix leaves its namespace to the outside. */
  readonly needed: Set<string>;
  /** Of values such as that of `xsi:type`, which may be names and may be not. */
  readonly mentioned: Set<string>;
}

/** The prefixes that an element uses and does not declare. */
function freePrefixes(top: XmlElement): FreePrefixes {
  const free: FreePrefixes = { needed: new Set(), mentioned: new Set() };
  /** How often each prefix is declared on the way down to where the walk is. */
  const declared = new Map([['xml', 1]]);
  const isFree = (prefix: string): boolean => !declared.get(prefix);
  function walk(at: XmlElement): void {
    const names = Object.keys(at.attributes);
    // XML allows more colons than namespaces can tell the meaning of.
    if (![at.name, ...names].every(isQualifiedName))
      throw new ProtocolError('not-well-formed', 'a name of two prefixes');
    const own = names.filter((name) => name === 'xmlns' || name.startsWith('xmlns:')).map((name) => name.slice(6));
    for (const prefix of own) declared.set(prefix, (declared.get(prefix) ?? 0) + 1);
    if (isFree(prefixOf(at.name))) free.needed.add(prefixOf(at.name));
    for (const name of names) {
      const prefix = prefixOf(name);
      if (prefix === '' || prefix === 'xmlns') continue;
      if (isFree(prefix)) free.needed.add(prefix);
      const mentioned = name.endsWith(':type') ? prefixOf(at.attributes[name] ?? '') : '';
      if (mentioned !== '' && isFree(mentioned)) free.mentioned.add(mentioned);
    }
    for (const child of elements(at)) walk(child);
    for (const prefix of own) declared.set(prefix, (declared.get(prefix) ?? 1) - 1);
  }
  walk(top);
  return free;
}

function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(':')));
}

function undeclaredPrefix(): ProtocolError {
  return new ProtocolError('not-well-formed', 'an undeclared prefix');
}
