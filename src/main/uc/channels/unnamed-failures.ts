// Failures that name no request that was made: the pages print numbers of other requests (protocol.md 4.4, 4.6, 7.32), and nothing says
// that a server does better. Such a failure is that of the only request that it can be about; among several, of the one that is left
// when the others have succeeded. What is never cleared up leaves each of them in doubt.
import type { CwaError } from '../../../protocol/cwa-error';

interface Doubt {
  readonly error: CwaError;
  readonly suspects: Set<string>;
  /** One of them ended without a word, or the failure may be that of a request that has failed: the rest cannot be told apart. */
  isInsoluble: boolean;
}

interface Named {
  readonly error: CwaError;
  readonly at: number;
}

/** Older ones are not cleared up any more. */
const remembered = 100;
/** A server that tells a failure on both channels tells it twice within this time (our choice). */
const repeatedWithinMs = 10_000;

export class UnnamedFailures {
  private doubts: Doubt[] = [];
  private named: Named[] = [];

  /** `now`: of a monotonic clock. `onFound`: it is the failure of this request. */
  constructor(
    private readonly now: () => number,
    private readonly onFound: (rid: string, error: CwaError) => void,
  ) {}

  heard(error: CwaError, suspects: ReadonlySet<string>): void {
    const isInsoluble = this.isRepeated(error);
    const [only, second] = suspects;
    if (only === undefined) return;
    if (second === undefined && !isInsoluble) return this.onFound(only, error);
    this.doubts.push({ error, suspects: new Set(suspects), isInsoluble });
    if (this.doubts.length > remembered) this.doubts.shift();
  }

  isSuspected(rid: string): boolean {
    return this.doubts.some(({ suspects }) => suspects.has(rid));
  }

  succeeded(rid: string): void {
    const found: (readonly [string, CwaError])[] = [];
    for (const doubt of this.doubts) {
      if (!doubt.suspects.delete(rid)) continue;
      const [only, second] = doubt.suspects;
      if (only === undefined || second !== undefined || doubt.isInsoluble) continue;
      doubt.suspects.clear();
      found.push([only, doubt.error]);
    }
    this.forgetSolved();
    for (const each of found) this.onFound(...each);
  }

  /** Its failure was told by name. What has been told without may have been the same. */
  failed(rid: string, error: CwaError): void {
    const same = this.doubts.findIndex(({ suspects, error: told }) => suspects.has(rid) && isSameError(told, error));
    if (same >= 0) this.doubts.splice(same, 1);
    else {
      this.named.push({ error, at: this.now() });
      if (this.named.length > remembered) this.named.shift();
    }
    this.endedUnknown(rid);
  }

  endedUnknown(rid: string): void {
    for (const doubt of this.doubts) if (doubt.suspects.delete(rid)) doubt.isInsoluble = true;
    this.forgetSolved();
  }

  clear(): void {
    this.doubts = [];
    this.named = [];
  }

  private isRepeated(error: CwaError): boolean {
    const since = this.now() - repeatedWithinMs;
    const index = this.named.findIndex((told) => told.at >= since && isSameError(told.error, error));
    if (index >= 0) this.named.splice(index, 1);
    return index >= 0;
  }

  private forgetSolved(): void {
    this.doubts = this.doubts.filter(({ suspects }) => suspects.size > 0);
  }
}

function isSameError(one: CwaError, other: CwaError): boolean {
  return one.code === other.code && one.sipResponse?.code === other.sipResponse?.code;
}
