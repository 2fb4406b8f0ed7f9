// The conversations and calls of one session by `confId` (protocol.md 7.5, field notes): the server assigns on 0 or none, counting
// from 1 for each session; takes an id that the client has chosen if no living one has it; an ended one may be used again.

/** The highest that every client can read as a number. */
const highestId = 2 ** 31 - 1;

export class ConfTable<Entry> {
  private readonly entries = new Map<number, Entry>();
  private nextId = 1;

  get size(): number {
    return this.entries.size;
  }

  get all(): readonly Entry[] {
    return [...this.entries.values()];
  }

  /** Gives a number to something new. */
  add(wanted: number, entry: Entry): number {
    const isFree = Number.isInteger(wanted) && wanted > 0 && wanted <= highestId && !this.entries.has(wanted);
    const confId = isFree ? wanted : this.pickId();
    this.entries.set(confId, entry);
    return confId;
  }

  get(confId: number): Entry | undefined {
    return this.entries.get(confId);
  }

  /** Only if it is still this one: the number may have been given away again. */
  remove(confId: number, entry: Entry): void {
    if (this.entries.get(confId) === entry) this.entries.delete(confId);
  }

  private pickId(): number {
    while (this.entries.has(this.nextId)) this.nextId += 1;
    this.nextId += 1;
    return this.nextId - 1;
  }
}
