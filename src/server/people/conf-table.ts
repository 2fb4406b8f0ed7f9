// The conversations and calls of one session by `confId` (protocol.md 7.5, field notes). For 0, or none, the server assigns the next
// number, from 1 for each session. An id that the client has chosen is taken if nothing living has it; an ended one may be used again.

/** The highest that every client can read as a number. */
const highestId = 2 ** 31 - 1;

/** So many ids that clients have chosen are remembered after their end. */
const rememberedIds = 1_000;

export class ConfTable<Entry> {
  private readonly entries = new Map<number, Entry>();
  /**
   * Ids that the client has chosen, also of what has ended. The count passes over them: what is still on its way under an old number
   * must not reach whoever rings next.
   */
  private readonly chosen = new Set<number>();
  private nextId = 1;

  get size(): number {
    return this.entries.size;
  }

  get all(): readonly Entry[] {
    return [...this.entries.values()];
  }

  /** Gives something new the next number that nothing has. */
  add(entry: Entry): number {
    const confId = this.pickId();
    this.entries.set(confId, entry);
    return confId;
  }

  /**
   * Gives something new the number that the client wants for it. False: it cannot have that one, because something living has it or
   * because it is no number for a conversation. Which ones are is not documented (section 8): ours are those from 1 to 2³¹−1.
   */
  adopt(wanted: number, entry: Entry): boolean {
    if (!this.canAdopt(wanted)) return false;
    this.entries.set(wanted, entry);
    this.remember(wanted);
    return true;
  }

  canAdopt(wanted: number): boolean {
    return Number.isInteger(wanted) && wanted > 0 && wanted <= highestId && !this.entries.has(wanted);
  }

  get(confId: number): Entry | undefined {
    return this.entries.get(confId);
  }

  /** Only if it is still this one: the number may have been given away again. */
  remove(confId: number, entry: Entry): void {
    if (this.entries.get(confId) === entry) this.entries.delete(confId);
  }

  private pickId(): number {
    for (;;) {
      const confId = this.nextId;
      this.nextId = confId < highestId ? confId + 1 : 1;
      if (!this.entries.has(confId) && !this.chosen.has(confId)) return confId;
    }
  }

  /** What was chosen last stays longest. */
  private remember(confId: number): void {
    this.chosen.delete(confId);
    this.chosen.add(confId);
    const [oldest] = this.chosen;
    if (this.chosen.size > rememberedIds && oldest !== undefined) this.chosen.delete(oldest);
  }
}
