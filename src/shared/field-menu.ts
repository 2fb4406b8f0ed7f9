// What the main process knows of a field whose menu somebody wants.

export interface FieldMenuFacts {
  /** The word at the caret, if it is marked as wrong. */
  readonly misspelled: string;
  /** What the system's own checker would say; empty where Parley looks up. */
  readonly suggestions: readonly string[];
  readonly can: Readonly<Record<'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll', boolean>>;
}
