// `search` (protocol.md 3.31). An empty criterion means that it is absent (field notes, "Presence").

export interface SearchRequest {
  readonly kind: 'search';
  readonly rid: string;
  readonly firstName: readonly string[];
  readonly lastName: readonly string[];
  readonly displayName: readonly string[];
  readonly emailAlias: readonly string[];
  /** Absent: `or`. */
  readonly function?: 'and' | 'or';
}
