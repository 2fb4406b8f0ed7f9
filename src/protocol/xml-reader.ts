// Looking into elements: by local name and without regard to case (protocol.md 7.7).
import { ProtocolError, type ProtocolErrorCode } from './protocol-error';
import type { XmlElement } from './xml';

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function hasName(element: XmlElement, name: string): boolean {
  return element.name === name || localName(element.name).toLowerCase() === name.toLowerCase();
}

export function elements(parent: XmlElement): XmlElement[] {
  return parent.children.filter((child): child is XmlElement => typeof child !== 'string');
}

export function childrenNamed(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent).filter((child) => hasName(child, name));
}

/** The first of that name: surplus ones are ignored (7.19). */
export function childNamed(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find((child): child is XmlElement => typeof child !== 'string' && hasName(child, name));
}

/** All text below, as written. */
export function rawText(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
}

/** Text that is a value: blanks around it do not count (7.36). */
export function trimmedText(element: XmlElement): string {
  return rawText(element).trim();
}

export function childText(parent: XmlElement, name: string): string | undefined {
  const child = childNamed(parent, name);
  return child && trimmedText(child);
}

/** The value without blanks around it (7.36). One with a prefix is somebody else's. */
export function attributeText(element: XmlElement, name: string): string | undefined {
  const exact = element.attributes[name];
  if (exact !== undefined) return exact.trim();
  const wanted = name.toLowerCase();
  const key = Object.keys(element.attributes).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : element.attributes[key]?.trim();
}

/** The value of an attribute that is written with a prefix, whatever that is (`xsi:type`), or without. */
export function prefixedAttribute(element: XmlElement, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const key = Object.keys(element.attributes).find(
    (candidate) => localName(candidate).toLowerCase() === wanted && !candidate.startsWith('xmlns:'),
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

export function requiredInteger(text: string | undefined, what: string): number {
  return required(optionalInteger(text), what);
}

export function optionalBoolean(text: string | undefined): boolean | undefined {
  const lower = text?.toLowerCase();
  return lower === 'true' || lower === '1' ? true : lower === 'false' || lower === '0' ? false : undefined;
}

export function optionalWord<const T extends string>(text: string | undefined, values: readonly T[]): T | undefined {
  const lower = text?.toLowerCase();
  return values.find((value) => value.toLowerCase() === lower);
}

/** The fields that have a value: what was not there stays away, so that a value compares equal to its copy. */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** What was left out of a list. */
export interface Skipped {
  /** How many entries broke their rules and were left out. */
  readonly skipped?: number;
  /** Why the first of them; before one that lacks a value, one that could not be read at all. */
  readonly skippedFor?: ProtocolErrorCode;
}

/**
 * Each entry of a list, and how many broke their rules: one odd contact must not cost all the others
 * (design.md, "How data flows").
 */
export function decodeEach<T>(
  sources: readonly XmlElement[],
  decode: (source: XmlElement) => T,
): Skipped & { readonly values: T[] } {
  const values: T[] = [];
  let skipped: Skipped = {};
  for (const source of sources) {
    try {
      if (source.lost) throw new ProtocolError(source.lost, 'an entry that cannot be read');
      values.push(decode(source));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      skipped = allSkipped([skipped, { skipped: 1, skippedFor: error.code }]);
    }
  }
  return { values, ...skipped };
}

/** Of several lists that are told as one. */
export function allSkipped(parts: readonly Skipped[]): Skipped {
  const skipped = parts.reduce((sum, part) => sum + (part.skipped ?? 0), 0);
  const reasons = parts.flatMap(({ skippedFor }) => skippedFor ?? []);
  const skippedFor = reasons.find((reason) => reason !== 'missing-value') ?? reasons[0];
  return { ...(skipped > 0 && { skipped }), ...(skippedFor && { skippedFor }) };
}
