// Which messages have been heard, so that one which is said again, or comes by another way, is told once.
import { digestOf } from './digest';

/** Many more than can be on their way at once. */
const remembered = 5_000;
/** So far apart is what is said again from when it was said first: so long services let a stream that has broken be taken up. */
const againMs = 5 * 60_000;

export type Fate = 'told' | 'acknowledged';

/** By what a message is known again (`conversations/message-id.ts`). */
export interface Known {
  readonly key: string;
  /** When it was said, in epoch milliseconds: long before or after that the key names another one. Undefined: it never does. */
  readonly saidAt: number | undefined;
}

/** Its sender chooses what it is known by, and how long that is. */
export const knownAs = (key: string, saidAt: number | undefined): Known => ({ key: digestOf(key), saidAt });

/** Its key names no other one. */
export const always = (key: string): Known => knownAs(key, undefined);

export class Heard {
  private readonly fates = new Map<string, { readonly fate: Fate; readonly saidAt: number | undefined }>();

  get size(): number {
    return this.fates.size;
  }

  /** What is asked for has come again, and may once more: it is remembered anew. */
  fateOf({ key, saidAt }: Known): Fate | undefined {
    const known = this.fates.get(key);
    if (!known) return undefined;
    const { fate, saidAt: firstAt = saidAt } = known;
    if (saidAt !== undefined && firstAt !== undefined && Math.abs(saidAt - firstAt) > againMs) return undefined;
    this.remember({ key, saidAt: firstAt }, fate);
    return fate;
  }

  /** What was heard last is remembered longest. */
  remember({ key, saidAt }: Known, fate: Fate): void {
    this.fates.delete(key);
    this.fates.set(key, { fate, saidAt });
    const [oldest] = this.fates.keys();
    if (this.fates.size > remembered && oldest !== undefined) this.fates.delete(oldest);
  }
}
