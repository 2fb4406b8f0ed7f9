// Writing a file that may not take it (a full disk, a read-only profile): that is told, and so is that everything is written again.

export type SaveTrouble =
  | { readonly kind: 'not-saved'; readonly error: unknown }
  /** All of it, also what could not be before. */
  | { readonly kind: 'saved-again' };

/** `write` writes the whole file, so that one that succeeds makes good those before it that did not. */
export function toldWrites(onTrouble: (trouble: SaveTrouble) => void): (write: () => void) => void {
  let hasFailed = false;
  return (write) => {
    try {
      write();
    } catch (error) {
      hasFailed = true;
      return onTrouble({ kind: 'not-saved', error });
    }
    if (hasFailed) onTrouble({ kind: 'saved-again' });
    hasFailed = false;
  };
}
