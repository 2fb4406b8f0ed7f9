// How one element is read and written. `decode` throws `ProtocolError` when something required is missing.
import type { XmlElement } from './xml';
import { localName } from './xml-reader';

export interface Codec<T> {
  /** Name on the wire. */
  readonly element: string;
  decode(element: XmlElement): T;
  encode(value: T): XmlElement;
}

/** A codec for each kind of a union. */
export type CodecTable<T extends { readonly kind: string }> = {
  readonly [Kind in T['kind']]: Codec<Extract<T, { readonly kind: Kind }>>;
};

/** Finds the codec of an element by its name, whatever its prefix and case (7.7), or by another name that it goes by. */
export function codecFinder<T extends { readonly kind: string }>(
  table: CodecTable<T>,
  aliases: Readonly<Record<string, T['kind']>> = {},
): (source: XmlElement) => Codec<T> | undefined {
  const codecs = table as Readonly<Record<string, Codec<T>>>;
  const byName = new Map(Object.values(codecs).map((codec) => [codec.element.toLowerCase(), codec]));
  for (const [name, kind] of Object.entries<T['kind']>(aliases)) {
    const codec = codecs[kind];
    if (codec) byName.set(name.toLowerCase(), codec);
  }
  return (source) => byName.get(localName(source.name).toLowerCase());
}

export function encodeWith<T extends { readonly kind: string }>(table: CodecTable<T>, value: T): XmlElement {
  return (table[value.kind as T['kind']] as unknown as Codec<T>).encode(value);
}
