// Which messages have been heard, so that one which is said again, or comes by another way, is told once.

/** Many more than can be on their way at once. */
const remembered = 5_000;

export type Fate = 'told' | 'acknowledged';

export class Heard {
  private readonly fates = new Map<string, Fate>();

  get size(): number {
    return this.fates.size;
  }

  fateOf(key: string): Fate | undefined {
    return this.fates.get(key);
  }

  /** What was heard last is remembered longest. */
  remember(key: string, fate: Fate): void {
    this.fates.delete(key);
    this.fates.set(key, fate);
    const [oldest] = this.fates.keys();
    if (this.fates.size > remembered && oldest !== undefined) this.fates.delete(oldest);
  }
}
