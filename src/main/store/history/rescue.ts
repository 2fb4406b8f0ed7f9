// What must not go with a file that turns out to be damaged: what came back from it at start, what was done since, and what is
// half-written. Kept until the file is known to be sound, then only what can still be read counts.
import type { Draft } from '../../../shared/domain/history';
import type { Change } from '../../../shared/domain/model';
import type { JournalContents } from '../../uc/journal';
import { isDiskTrouble } from './disk-trouble';
import type { HistoryDatabase } from './history-database';

/** What changes a history. */
export type Deed =
  | { readonly kind: 'write'; readonly changes: readonly Change[] }
  | { readonly kind: 'deleteConversation'; readonly conversationId: string }
  | { readonly kind: 'deleteAll' }
  | { readonly kind: 'forgetBefore'; readonly before: number }
  | { readonly kind: 'saveDraft'; readonly draft: Draft };

export interface Rescue {
  readonly contents?: JournalContents;
  readonly drafts: readonly Draft[];
  /** In order, after all the rest. */
  readonly deeds: readonly Deed[];
}

export class RescueLog {
  #contents: JournalContents | undefined;
  #deeds: Deed[] = [];
  #isOver = false;

  /** This came out of the file; it has all the deeds before it. */
  loaded(contents: JournalContents): void {
    if (this.#isOver) return;
    this.#contents = contents;
    this.#deeds = this.#deeds.filter(({ kind }) => kind === 'saveDraft');
  }

  note(deed: Deed): void {
    if (!this.#isOver) this.#deeds.push(deed);
  }

  /** The file is sound. */
  end(): void {
    this.#isOver = true;
    this.#contents = undefined;
    this.#deeds = [];
  }

  take(damaged: HistoryDatabase): Rescue {
    const contents = this.#contents ?? tried(() => damaged.load());
    return { ...(contents && { contents }), drafts: tried(() => damaged.drafts()) ?? [], deeds: this.#deeds };
  }
}

/** Doing it twice is the same as once. @throws only when the disk takes nothing */
export function restore(database: HistoryDatabase, { contents, drafts, deeds }: Rescue): void {
  const steps: (() => void)[] = [
    ...(contents ? [() => database.writeContents(contents)] : []),
    ...drafts.map((draft) => () => database.saveDraft(draft, Date.now())),
    ...deeds.map((deed) => () => doAgain(database, deed)),
  ];
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      // Of what was rescued, what makes no sense must not keep the rest from the disk.
      if (isDiskTrouble(error)) throw error;
    }
  }
}

function doAgain(database: HistoryDatabase, deed: Deed): void {
  switch (deed.kind) {
    case 'write':
      return database.write(deed.changes);
    case 'deleteConversation':
      return database.deleteConversation(deed.conversationId);
    case 'deleteAll':
      return database.deleteAll();
    case 'forgetBefore':
      while (database.forgetBefore(deed.before));
      return;
    case 'saveDraft':
      return database.saveDraft(deed.draft, Date.now());
  }
}

function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    // It is damaged: what cannot be read any more is in the file that is set aside.
    return undefined;
  }
}
