// How one element is read and written. `decode` throws `ProtocolError` when something required is missing.
import type { XmlElement } from './xml';

export interface Codec<T> {
  /** Name on the wire. */
  readonly element: string;
  decode(element: XmlElement): T;
  encode(value: T): XmlElement;
}
