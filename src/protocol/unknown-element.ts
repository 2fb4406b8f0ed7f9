// What the codecs do not know: kept, counted and logged, never fatal (design.md, "How data flows").

export interface UnknownElement {
  readonly kind: 'unknown';
  /** Element name as written. */
  readonly name: string;
}
