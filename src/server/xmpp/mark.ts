// How far a client has got in the archive of its account (XEP-0313): kept by the service, so that whatever gateway it comes to next goes
// on from there. The ids of an archive are opaque: what is known of their order is the order in which they were heard.
import type { Clock } from '../base/clock';
import { mostAnswers } from './archive';
import type { Line } from './line';
import { checkMs, loadPrivate, mostChecks, savePrivate } from './private-storage';
import { spaces } from './spaces';
import { children, xml, type XmlElement } from './stream/element';

/** Heard and not acknowledged; beyond, the oldest counts as acknowledged. All that one look into the archive brings is far from that. */
const mostOpen = 2 * mostAnswers;
/** Acknowledged before something that is not: of more than these the oldest are told once more by the next session. */
const mostPassed = 1_000;
/** Of those who say the same again while they do not know that it has arrived, after 5 seconds at first: so many have come since at most. */
const mostRead = 32;
/** Until what could not be kept is tried once more. */
const retryMs = 5_000;
/** What it has passed and that may come once more. */
const mostBehind = 5_000;

export class Mark {
  /** All before and with this one the client has; empty: nothing of an archive that was empty. */
  private reached: string | undefined;
  /** After it, in the order in which they were heard: whether the client has it. */
  private readonly open = new Map<string, boolean>();
  /** It does not go past what is not among these, nor is it known what lies between; undefined: it does. */
  private settled: Set<string> | undefined;
  /** Where it stood with the service when it was last read or written here. */
  private kept: string | undefined;
  /** What it has passed in this session, the last of it. */
  private readonly behind = new Set<string>();
  /** Before it, though not heard in this session: they do not move it. */
  private readonly older = new Set<string>();
  /** After it, and acknowledged to another session. */
  private passed: ReadonlySet<string> = new Set();
  /** The messages that were acknowledged last (`message-id.ts`): said again they have another place in the archive. */
  private read = new Set<string>();
  /** Those of them that stood with the mark when it was last read: the others are news to it. */
  private keptRead: ReadonlySet<string> = new Set();
  /** To be called when what they are about is kept. */
  private afterwards: (() => void)[] = [];
  private saving: Promise<void> | undefined;
  private timer: unknown;
  private isSaved = true;
  /** More was acknowledged here than was put down. */
  private hasNews = false;
  /** What was put down last was not seen there since: so often it is looked for still. */
  private checks = 0;
  private isClosed = false;

  constructor(
    private readonly line: Line,
    private readonly clock: Clock,
    private readonly log: (line: string) => void,
  ) {}

  /** Undefined: there never was one. */
  get position(): string | undefined {
    return this.reached;
  }

  async load(): Promise<void> {
    const stored = await this.loadStored();
    if (!stored || this.reached !== undefined) return;
    this.reached = stored.reached;
    this.kept = stored.reached;
    this.passed = new Set(stored.passed);
    this.keptRead = new Set(stored.read);
    for (const id of stored.read) this.remember(id);
  }

  /** Nobody has read here by a gateway before: what the archive has up to this one is no news, and what comes after it is. */
  async begin(last: string): Promise<void> {
    this.reached = last;
    this.hasNews = true;
    this.isSaved = false;
    await this.save();
  }

  /** The first that was heard and that it has not passed. */
  get firstOpen(): string | undefined {
    const [first] = this.open.keys();
    return first;
  }

  /** All that one look into the archive brings can be heard, and nothing is passed over. */
  get hasRoom(): boolean {
    return this.open.size <= mostOpen - mostAnswers;
  }

  /** Whether this place in the archive has been heard before, here or in an earlier session. */
  knows(id: string): boolean {
    return this.isBehind(id) || this.open.has(id) || this.passed.has(id);
  }

  /** Whether the message of this id (`message-id.ts`) is one of those that were acknowledged last, here or in an earlier session. */
  hasRead(messageId: string): boolean {
    return this.read.has(messageId);
  }

  /** Neither this client nor another of the account has it, as far as that was put down when it was looked at last. */
  isUnread(id: string | undefined, messageId: string | undefined): boolean {
    if (messageId !== undefined && this.hasRead(messageId)) return false;
    return id === undefined || this.open.get(id) === false;
  }

  /** What other sessions have put down is known here then, if it can be; never rejects. */
  async look(): Promise<void> {
    this.isSaved = false;
    await this.save();
  }

  /** What else the archive has before what is heard from now on is not known. */
  hold(): void {
    this.settled ??= new Set(this.open.keys());
  }

  /** All that the archive has after the mark, or after what was settled last, in its order. `isHeld`: what comes next is not known again. */
  settle(order: readonly string[], isHeld: boolean): void {
    const before = new Map(this.open);
    const settled = [...(this.settled ?? [])];
    this.settled = isHeld ? new Set([...settled, ...order].filter((id) => before.has(id))) : undefined;
    this.open.clear();
    for (const id of [...settled, ...order, ...before.keys()]) {
      const isAcknowledged = before.get(id);
      if (isAcknowledged !== undefined) this.open.set(id, isAcknowledged);
    }
    const { reached } = this;
    this.advance();
    if (this.reached !== reached) this.acknowledge(undefined);
  }

  /** The service has kept this one for whoever comes: what does not stand after the mark then stands before it. */
  keptByService(id: string): void {
    if (!this.settled && !this.knows(id)) this.older.add(id);
  }

  heard(id: string): void {
    if (this.older.has(id)) return;
    if (!this.open.has(id)) this.open.set(id, false);
    const [oldest] = this.open.keys();
    if (this.open.size <= mostOpen || oldest === undefined) return;
    this.acknowledge(oldest);
    // Held before it: it is told once more at worst.
    if (this.open.size > mostOpen) this.open.delete(oldest);
  }

  /**
   * The client has it: its place in the archive, its id, or both. `then` is called once that is kept, or cannot be: whoever is told
   * that it has arrived says it no more, so from then on it must not come twice.
   */
  acknowledge(id: string | undefined, messageId?: string, then?: () => void): void {
    if (id !== undefined && this.open.has(id)) this.open.set(id, true);
    this.advance();
    if (messageId !== undefined) this.remember(messageId);
    if (then) this.afterwards.push(then);
    this.hasNews = true;
    this.isSaved = false;
    void this.save();
  }

  /** There is nothing in it for the client, or an earlier session has acknowledged it. */
  passOver(id: string): void {
    if (this.isBehind(id) || this.open.has(id)) return;
    this.heard(id);
    this.acknowledge(id);
  }

  /** Resolves when all that is acknowledged is kept, or could not be; never rejects. */
  async save(): Promise<void> {
    await (this.saving ??= this.saveAll());
  }

  /** Nothing more is acknowledged. Resolves when that is kept, if it can be; never rejects. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.clock.clearTimeout(this.timer);
    if (this.checks > 0) this.isSaved = false;
    if (this.line.isUp) await this.save();
  }

  /** One after the other; what is acknowledged meanwhile goes with the next. */
  private async saveAll(): Promise<void> {
    // One `AckID` acknowledges many.
    await Promise.resolve();
    this.clock.clearTimeout(this.timer);
    let isKept = true;
    while (isKept && (!this.isSaved || this.afterwards.length > 0)) {
      const afterwards = this.afterwards.splice(0);
      isKept = await this.saveOnce();
      for (const then of afterwards) then();
    }
    this.saving = undefined;
    if (this.isClosed || (isKept && this.checks === 0)) return;
    this.timer = this.clock.setTimeout(() => void this.look(), isKept ? checkMs : retryMs);
  }

  private async saveOnce(): Promise<boolean> {
    let hasNews = false;
    try {
      const stored = await this.loadStored();
      ({ hasNews } = this);
      const beyond = this.join(stored);
      this.isSaved = true;
      this.hasNews = false;
      if (this.reached === undefined) return true;
      const acknowledged = [...this.open].flatMap(([id, isAcknowledged]) => (isAcknowledged ? [id] : []));
      const passed = [...acknowledged, ...beyond.passed].slice(-mostPassed);
      const next: Stored = { reached: beyond.reached ?? this.reached, passed, read: [...this.read] };
      const isThere = JSON.stringify(stored) === JSON.stringify(next);
      if (!isThere) await savePrivate(this.line, written(next));
      if (isThere) this.checks = 0;
      else this.checks = hasNews ? mostChecks : Math.max(this.checks - 1, 0);
      if (beyond.reached === undefined) this.kept = next.reached;
      return true;
    } catch {
      // Then the same is heard once more next time, and told once more at worst.
      this.isSaved = false;
      this.hasNews ||= hasNews;
      this.log('the mark in the archive could not be kept');
      return false;
    }
  }

  /**
   * What the person has read at another endpoint is read: the mark does not go back to where this one is. Others may be there of whom this
   * one does not know, since who hides neither sees nor is seen. Returns how far they have got beyond what is known here.
   */
  private join(stored: Stored | undefined): {
    readonly reached?: string | undefined;
    readonly passed: readonly string[];
  } {
    if (!stored) return { passed: [] };
    const fresh = [...this.read].filter((id) => !this.keptRead.has(id));
    this.keptRead = new Set(stored.read);
    this.read = new Set();
    for (const id of [...stored.read, ...fresh]) this.remember(id);
    for (const id of stored.passed) if (this.open.has(id)) this.open.set(id, true);
    // What has come by itself while the archive is still to be looked at may stand anywhere in it.
    const inOrder = this.settled ?? this.open;
    if (inOrder.has(stored.reached)) {
      for (const id of inOrder.keys()) {
        if (this.open.has(id)) this.open.set(id, true);
        if (id === stored.reached) break;
      }
    }
    // Otherwise everything has come here as well, and what has not is what was said here.
    const mayBeBeyond = this.settled !== undefined || !this.hasNews;
    const isBeyond = (id: string): boolean => mayBeBeyond && !this.isBehind(id);
    const beyond = {
      passed: stored.passed.filter((id) => isBeyond(id) && !this.open.has(id)),
      reached: isBeyond(stored.reached) && !inOrder.has(stored.reached) ? stored.reached : undefined,
    };
    this.advance();
    return beyond;
  }

  private advance(): void {
    for (const [each, isAcknowledged] of this.open) {
      if (!isAcknowledged || this.settled?.has(each) === false) break;
      this.open.delete(each);
      this.settled?.delete(each);
      if (this.reached !== undefined) this.behind.add(this.reached);
      this.reached = each;
      const [oldest] = this.behind;
      if (this.behind.size > mostBehind && oldest !== undefined) this.behind.delete(oldest);
    }
  }

  /** At the mark, or before it. */
  private isBehind(id: string): boolean {
    return id === this.reached || id === this.kept || this.behind.has(id);
  }

  private remember(messageId: string): void {
    this.read.add(messageId);
    const [oldest] = this.read;
    if (this.read.size > mostRead && oldest !== undefined) this.read.delete(oldest);
  }

  private async loadStored(): Promise<Stored | undefined> {
    const mark = await loadPrivate(this.line, 'mark', spaces.mark);
    const ids = (name: string): readonly string[] =>
      mark ? children(mark, name).flatMap(({ attrs }) => attrs['id'] ?? []) : [];
    const [reached] = ids('reached');
    return reached === undefined ? undefined : { reached, passed: ids('passed'), read: ids('read') };
  }
}

interface Stored {
  readonly reached: string;
  readonly passed: readonly string[];
  readonly read: readonly string[];
}

function written({ reached, passed, read }: Stored): XmlElement {
  const all = (name: string, ids: readonly string[]): XmlElement[] => ids.map((id) => xml(name, { id }));
  // What has nothing in it one service takes for nothing.
  return xml('mark', { xmlns: spaces.mark }, all('reached', [reached]), all('passed', passed), all('read', read));
}

/** The id that an archive has given a message (XEP-0359). Whoever else says so has no say in it. */
export function archiveIdOf(message: XmlElement, archive: string): string | undefined {
  return children(message, 'stanza-id', spaces.stanzaIds).find(({ attrs }) => attrs['by'] === archive)?.attrs['id'];
}
