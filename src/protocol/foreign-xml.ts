// XML of others, kept as text: canonical as our own writer makes it, with the namespaces that were in scope around it.
import { ProtocolError } from './protocol-error';
import { element, parseXml, serializeXml, type XmlElement, type XmlNode } from './xml';
import { elements } from './xml-reader';

/** The child elements as text. */
export function foreignXml(parent: XmlElement): string {
  return elements(parent)
    .map((child) => serializeXml(child))
    .join('');
}

/** Throws `ProtocolError` unless the text is well-formed elements. */
export function parseForeignXml(xml: string): readonly XmlNode[] {
  const wrapper = parseXml(`<x>${xml}</x>`);
  if (wrapper.children.some((child) => typeof child === 'string' && child.trim() !== '')) {
    throw new ProtocolError('not-well-formed', 'text beside elements');
  }
  return elements(wrapper);
}

/** Declares what an outer element declared and the inner one leaves to it. */
export function withScope(child: XmlElement, scope: Readonly<Record<string, string>>): XmlElement {
  return element(child.name, { ...scope, ...child.attributes }, child.children);
}
