// What an account has not heard, by its archive (XEP-0313): what came while nobody was here, and, while the person hides, what the service
// keeps for them because it takes them for gone. Until it is known what that is the mark stays before it; what comes meanwhile is told.
import type { Clock } from '../base/clock';
import { archiveRetryMs, hearEach, type Archive, type Archived } from './archive';
import type { Mark } from './mark';
import { StanzaError } from './stream/stanza-error';

/** There is no archive: nothing in it can be missed. */
const noArchive = new Set(['service-unavailable', 'feature-not-implemented']);
/** From then on it is tried that often. */
const longestRetryMs = archiveRetryMs[archiveRetryMs.length - 1]!;
/** So late is what is said to somebody who hides. */
const hiddenMs = 5_000;

/** What is older is no news where nobody has read before (our choice). */
const newsMs = 30 * 24 * 3_600_000;

/** `isLate`: said while nobody was here. */
export type HearMissed = (missed: Archived, isLate: boolean) => void;

export class Missed {
  /** What was missed is not known: how often it was asked for in vain. */
  private failures = 0;
  private nextAt = 0;
  private isAsking = false;
  /** More stands in the archive than one question brings: how that is heard. */
  private rest: { readonly isLate: boolean } | undefined;
  private hasNoArchive = false;
  /** The person hides: the last place in the archive that was looked at. */
  private lookedAt: string | undefined;
  private isHidden = false;
  /** When the session has begun. */
  private begunAt = Infinity;
  /** A stream that is bound anew looks anew. */
  private turn = 0;

  constructor(
    private readonly archive: Archive,
    private readonly mark: Mark,
    private readonly clock: Clock,
    private readonly hear: HearMissed,
    private readonly log: (line: string) => void,
    /** Called when it has become unknown, or known, what was missed. */
    private readonly onKnown: (isKnown: boolean) => void,
    /** Of what the service has brought and is heard later, the place of the first in the archive. */
    private readonly firstHeld: () => string | undefined,
  ) {}

  /**
   * On a new stream. `arrive`: from now on the service brings what is said to us. What was said before that stands in the archive then, and
   * some services bring it in no other way. Resolves when it is told what was missed, or when that has to wait; rejects where the stream has
   * broken.
   */
  async begin(arrive: () => void): Promise<void> {
    this.turn += 1;
    this.begunAt = Math.min(this.begunAt, this.clock.now());
    this.lookedAt = undefined;
    this.rest = undefined;
    this.mark.hold();
    // Prosody keeps back what waits for somebody who has asked the archive before.
    arrive();
    await this.look(true);
  }

  /** Called about once a second, while the service can be reached. */
  tick(isHidden: boolean): void {
    if (this.isAsking || this.clock.now() < this.nextAt) return;
    // Of what has come so far the client has too little yet.
    if (this.rest && !this.mark.hasRoom) return;
    const wasHidden = this.isHidden;
    this.isHidden = isHidden;
    if (isHidden && !wasHidden) this.mark.hold();
    // Whoever shows themselves again is looked for once more: the last of it may have come before the service knew.
    const isLate = this.failures > 0 || this.rest?.isLate === true;
    if (this.failures > 0 || this.rest || isHidden || wasHidden) void this.look(isLate).catch(() => undefined);
  }

  private async look(isLate: boolean): Promise<void> {
    const { turn } = this;
    this.isAsking = true;
    try {
      const order: string[] = [];
      const isAll = await hearEach(this.missed(), (missed) => {
        if (turn !== this.turn) return false;
        order.push(missed.id);
        this.hear(missed, isLate);
        return true;
      });
      if (turn !== this.turn) return;
      this.hasNoArchive = false;
      this.known(order, isAll ? undefined : { isLate });
    } catch (error) {
      if (turn !== this.turn) return;
      if (error instanceof StanzaError && error.origin === 'broken') throw error;
      if (noArchive.has(conditionIn(error))) this.none();
      else this.unknown();
    } finally {
      if (turn === this.turn) this.isAsking = false;
    }
  }

  private known(order: readonly string[], rest: { readonly isLate: boolean } | undefined): void {
    const goesOn = this.isHidden || rest !== undefined;
    this.rest = rest;
    this.lookedAt = goesOn ? (order.at(-1) ?? this.lookedAt) : undefined;
    this.nextAt = this.clock.now() + (this.isHidden && !rest ? hiddenMs : 0);
    this.mark.settle(order, goesOn);
    const wasUnknown = this.failures > 0;
    this.failures = 0;
    if (wasUnknown) this.onKnown(true);
  }

  private none(): void {
    if (!this.hasNoArchive) this.log('the service has no archive for what was missed');
    this.hasNoArchive = true;
    this.known([], undefined);
    this.nextAt = this.clock.now() + longestRetryMs;
  }

  private unknown(): void {
    this.log('the archive could not be asked for what was missed');
    this.nextAt = this.clock.now() + (archiveRetryMs[this.failures] ?? longestRetryMs);
    this.failures += 1;
    if (this.failures === 1) this.onKnown(false);
  }

  /** In order; in the end, whether that was all. */
  private async *missed(): AsyncGenerator<Archived, boolean> {
    if (this.mark.position === undefined) await this.mark.begin(await this.beginning());
    const position = this.lookedAt ?? this.mark.position ?? '';
    try {
      return yield* this.archive.ask(afterPlace(position));
    } catch (error) {
      // The service has cleared it away, and all before it: whatever is there has come after it.
      return yield* this.archive.ask(unlessGone({})(error));
    }
  }

  /**
   * At an account's first session at a gateway nobody can say what was read in other programs. All up to what the person has said last before
   * this session, and up to 30 days ago, counts as read; but nothing that the service brings now, or has brought since.
   */
  private async beginning(): Promise<string> {
    let place = await this.last({ end: new Date(this.clock.now() - newsMs).toISOString() });
    // What waits has come before the first answer: they keep their order.
    const first = this.mark.firstOpen ?? this.firstHeld();
    for await (const { id, isOwn, at = 0 } of this.archive.ask(afterPlace(place))) {
      if (id === first) return place;
      if (isOwn && at < this.begunAt) place = id;
    }
    if (first === undefined) return place;
    // It is older than that; or so old that the archive has it no more.
    return this.last({ before: first }).catch(unlessGone(place));
  }

  /** Its place in the archive; empty: none. */
  private async last(of: { readonly end: string } | { readonly before: string }): Promise<string> {
    let last = '';
    for await (const { id } of this.archive.ask({ ...of, isLast: true })) last = id;
    return last;
  }
}

const afterPlace = (place: string): { readonly after?: string } => (place === '' ? {} : { after: place });
const conditionIn = (error: unknown): string => (error instanceof StanzaError ? error.condition : '');

/** What is taken instead where the archive has cleared away the place that it was asked for. */
const unlessGone =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (conditionIn(error) !== 'item-not-found') throw error;
    return instead;
  };
