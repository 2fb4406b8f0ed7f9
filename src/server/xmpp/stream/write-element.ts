// Elements as they go over the wire (RFC 6120, 4.8 and 11).
import { isQualifiedName } from '../../../protocol/xml-names';
import { toXmlText } from '../../../protocol/xml-text';
import type { XmlElement } from './element';
import { ns } from './namespaces';

/**
 * `around`: the namespace of what it is written into. Characters that XML cannot carry become U+FFFD. Throws where a name is none: that is
 * never what somebody has typed.
 */
export function writeElement(element: XmlElement, around: string = ns.client): string {
  const { name, attrs, children } = element;
  const space = element.ns === '' ? around : element.ns;
  let written = `<${checked(name)}`;
  if (space !== around) written += ` xmlns='${escapeValue(space)}'`;
  for (const [key, value] of Object.entries(attrs)) written += ` ${checked(key)}='${escapeValue(value)}'`;
  if (children.length === 0) return `${written}/>`;
  written += '>';
  for (const node of children) written += typeof node === 'string' ? escapeText(node) : writeElement(node, space);
  return `${written}</${name}>`;
}

/** The beginning of a stream: an element that is not closed before its end. */
export function writeStreamHeader(to: string): string {
  return `<?xml version='1.0'?><stream:stream to='${escapeValue(to)}' version='1.0' xml:lang='en' xmlns='${ns.client}' xmlns:stream='${ns.stream}'>`;
}

export const streamEnd = '</stream:stream>';

/** Prefixes are for nobody to declare. */
function checked(name: string): string {
  if (name !== 'xml:lang' && (name.includes(':') || !isQualifiedName(name)))
    throw new Error(`no name of XML: ${JSON.stringify(name)}`);
  return name;
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
const reference = (character: string): string => references[character] ?? '';

/** A carriage return that is not a reference would be read as a line feed. */
function escapeText(text: string): string {
  return toXmlText(text).text.replace(/[&<>\r]/gu, reference);
}

function escapeValue(value: string): string {
  return toXmlText(value).text.replace(/[&<>'"\t\n\r]/gu, reference);
}
