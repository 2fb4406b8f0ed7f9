// How one element is read and written. `decode` throws `ProtocolError` when something required is missing.
import type { XmlElement } from './xml';
import { localName } from './xml-reader';

export interface Codec<T> {
  /** Name on the wire. */
  readonly element: string;
  decode(element: XmlElement): T;
  encode(value: T): XmlElement;
}

/** What a codec reads and writes. */
export type ValueOf<C> = C extends Codec<infer T> ? T : never;

interface OfAKind {
  readonly kind: string;
}

/** A union of which each kind is named as its element. */
export interface Union<T extends OfAKind> {
  /** By the name, whatever its prefix and case (7.7), or by another one that it goes by. */
  find(source: XmlElement): Codec<T> | undefined;
  encode(value: T): XmlElement;
}

/** `aliases`: names on the wire, and what they stand for. */
export function unionOf<C extends Codec<OfAKind>>(
  codecs: readonly C[],
  aliases: Readonly<Record<string, ValueOf<C>['kind']>> = {},
): Union<ValueOf<C>> {
  const byKind = new Map(codecs.map((codec) => [codec.element, codec as unknown as Codec<ValueOf<C>>]));
  const names = [...[...byKind.keys()].map((kind) => [kind, kind] as const), ...Object.entries<string>(aliases)];
  const byName = new Map(names.map(([name, kind]) => [name.toLowerCase(), byKind.get(kind)]));
  return {
    find: (source) => byName.get(localName(source.name).toLowerCase()),
    encode(value) {
      const codec = byKind.get(value.kind);
      // A bug of ours: no document is to blame.
      if (!codec) throw new Error(`no codec writes ${value.kind}`);
      return codec.encode(value);
    },
  };
}
