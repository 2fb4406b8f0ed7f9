// Looking into elements: by local name and without regard to case (protocol.md 7.7).
import { ProtocolError } from './protocol-error';
import type { XmlElement } from './xml';

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function hasName(element: XmlElement, name: string): boolean {
  return localName(element.name).toLowerCase() === name.toLowerCase();
}

export function elements(parent: XmlElement): XmlElement[] {
  return parent.children.filter((child): child is XmlElement => typeof child !== 'string');
}

export function childrenNamed(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent).filter((child) => hasName(child, name));
}

/** The first of that name: surplus ones are ignored (7.19). */
export function childNamed(parent: XmlElement, name: string): XmlElement | undefined {
  return elements(parent).find((child) => hasName(child, name));
}

/** All text below, as written. */
export function rawText(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
}

export function childText(parent: XmlElement, name: string): string | undefined {
  const child = childNamed(parent, name);
  return child && rawText(child).trim();
}

export function attribute(element: XmlElement, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const key = Object.keys(element.attributes).find(
    (candidate) => localName(candidate).toLowerCase() === wanted && !candidate.startsWith('xmlns'),
  );
  return key === undefined ? undefined : element.attributes[key]?.trim();
}

export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new ProtocolError('missing-value', what);
  return value;
}

export function optionalInteger(text: string | undefined): number | undefined {
  if (text === undefined || !/^[+-]?\d{1,15}$/u.test(text)) return undefined;
  return Number(text);
}

export function integer(text: string | undefined, what: string): number {
  return required(optionalInteger(text), what);
}

export function optionalBoolean(text: string | undefined): boolean | undefined {
  const lower = text?.toLowerCase();
  return lower === 'true' || lower === '1' ? true : lower === 'false' || lower === '0' ? false : undefined;
}

export function oneOf<const T extends string>(text: string | undefined, values: readonly T[]): T | undefined {
  const lower = text?.toLowerCase();
  return values.find((value) => value.toLowerCase() === lower);
}
