// Writing a file that may not take it (a full disk, a read-only profile): that is told, and so is that everything is written again.

export type SaveTrouble =
  | { readonly kind: 'not-saved'; readonly error: unknown }
  /** All of it, also what could not be before. */
  | { readonly kind: 'saved-again' };

export interface ToldWrites {
  /** `write` writes the whole file, so that one that succeeds makes good those before it that did not. */
  (write: () => void): void;
  /** Some of it is written later: whether that could be. Undefined: it was. */
  readonly later: (error: unknown) => void;
}

export function toldWrites(onTrouble: (trouble: SaveTrouble) => void): ToldWrites {
  const failed = { now: false, later: false };
  let isTold = false;

  function came(of: keyof typeof failed, error: unknown): void {
    failed[of] = error !== undefined;
    if (failed[of]) {
      isTold = true;
      onTrouble({ kind: 'not-saved', error });
    } else if (isTold && !failed.now && !failed.later) {
      isTold = false;
      onTrouble({ kind: 'saved-again' });
    }
  }

  const told = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      return came('now', error ?? new Error('not written'));
    }
    came('now', undefined);
  };
  return Object.assign(told, { later: (error: unknown) => came('later', error) });
}
