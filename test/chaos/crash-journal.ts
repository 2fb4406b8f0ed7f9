// The real history database as the engine's journal, with a plug to pull: what was not on disk by then is gone, as after `kill -9`.
import { HistoryDatabase } from '../../src/main/store/history/history-database';
import { isKept } from '../../src/main/store/history/kept-changes';
import type { Journal, JournalContents } from '../../src/main/uc/journal';
import type { Change } from '../../src/shared/domain/model';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class CrashJournal implements Journal {
  private readonly database: HistoryDatabase;
  private pending: Change[] = [];
  private isPulled = false;

  constructor(file: string) {
    this.database = new HistoryDatabase(file);
  }

  async load(): Promise<JournalContents> {
    await nextTurn();
    return this.database.load();
  }

  write(changes: readonly Change[]): void {
    if (this.isPulled) return;
    this.pending.push(...changes.filter(isKept));
  }

  /** A turn later, as if a thread had to be asked. */
  async flushed(): Promise<void> {
    await nextTurn();
    if (this.isPulled) throw new Error('the plug was pulled');
    this.commit();
  }

  /** At once, and without a word. */
  pull(): void {
    this.isPulled = true;
    this.pending = [];
    this.database.close();
  }

  /** In good order. */
  close(): void {
    this.commit();
    this.pull();
  }

  private commit(): void {
    const changes = this.pending;
    if (changes.length === 0) return;
    this.pending = [];
    this.database.write(changes);
  }
}
