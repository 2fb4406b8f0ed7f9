// How far a client has got in the archive of its account (XEP-0313): kept by the service, so that whatever gateway it comes to next goes
// on from there. The ids of an archive are opaque: what is known of their order is the order in which they were heard.
import type { Clock } from '../base/clock';
import type { Line } from './line';
import { loadPrivate, savePrivate } from './private-storage';
import { spaces } from './spaces';
import { child, children, xml } from './stream/element';

const saveAfterMs = 1_000;
/** Heard and not acknowledged; beyond, the oldest counts as acknowledged. */
const mostOpen = 1_000;

export class Mark {
  /** All before and with this one the client has; empty: nothing of an archive that was empty. */
  private reached: string | undefined;
  /** After it, in the order in which they were heard: whether the client has it. */
  private readonly open = new Map<string, boolean>();
  /** After it, and acknowledged to another session. */
  private passed: ReadonlySet<string> = new Set();
  private timer: unknown;
  private isSaved = true;

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
    const mark = await loadPrivate(this.line, 'mark', spaces.mark);
    const id = mark && child(mark, 'reached')?.attrs['id'];
    if (!mark || id === undefined || this.reached !== undefined) return;
    this.reached = id;
    this.passed = new Set(children(mark, 'passed').flatMap(({ attrs }) => attrs['id'] ?? []));
  }

  /** Nobody has read here by a gateway before: what is in the archive is no news, and what comes after it is. */
  async begin(last: string): Promise<void> {
    this.reached = last;
    this.isSaved = false;
    await this.save();
  }

  /** Whether this has been heard before, here or in an earlier session. */
  knows(id: string): boolean {
    return id === this.reached || this.open.has(id) || this.passed.has(id);
  }

  heard(id: string): void {
    if (!this.open.has(id)) this.open.set(id, false);
    const [oldest] = this.open.keys();
    if (this.open.size > mostOpen && oldest !== undefined) this.acknowledge(oldest);
  }

  acknowledge(id: string): void {
    this.open.set(id, true);
    for (const [each, isAcknowledged] of this.open) {
      if (!isAcknowledged) break;
      this.open.delete(each);
      this.reached = each;
    }
    this.isSaved = false;
    this.timer ??= this.clock.setTimeout(() => void this.save(), saveAfterMs);
  }

  /** At once; never rejects. */
  async save(): Promise<void> {
    this.clock.clearTimeout(this.timer);
    this.timer = undefined;
    if (this.isSaved || this.reached === undefined) return;
    this.isSaved = true;
    const passed = [...this.open].filter(([, isAcknowledged]) => isAcknowledged).map(([id]) => xml('passed', { id }));
    try {
      // What has nothing in it one service takes for nothing.
      const reached = xml('reached', { id: this.reached });
      await savePrivate(this.line, xml('mark', { xmlns: spaces.mark }, reached, passed));
    } catch {
      // Then the same is heard once more next time, and told once more at worst.
      this.isSaved = false;
      this.log('the mark in the archive could not be kept');
    }
  }
}

/** The id that an archive has given a message (XEP-0359). Whoever else says so has no say in it. */
export function archiveIdOf(message: Parameters<typeof child>[0], archive: string): string | undefined {
  return children(message, 'stanza-id', spaces.stanzaIds).find(({ attrs }) => attrs['by'] === archive)?.attrs['id'];
}
