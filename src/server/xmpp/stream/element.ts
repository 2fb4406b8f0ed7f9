// An element of XMPP (RFC 6120, 8): what the reader gives and the writer takes. Values, never changed after they were made.

export interface XmlElement {
  readonly name: string;
  /** The namespace that is in force here, by `xmlns` of the element or of what it stands in. */
  readonly ns: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

/** What an element is made from: `undefined` is left out. */
export type XmlPart = XmlElement | string | undefined | readonly XmlPart[];
