// In which rooms somebody is, and how far their client has got in each: kept by the service (XEP-0049), so that whatever gateway they come
// to next can tell them what they have missed there.
import type { Clock } from '../../base/clock';
import type { Line } from '../line';
import { checkMs, loadPrivate, mostChecks, savePrivate } from '../private-storage';
import { spaces } from '../spaces';
import { children, xml } from '../stream/element';

/** Beyond, those in which nothing was heard for longest are forgotten. */
const mostMarks = 50;

export interface RoomMark {
  readonly room: string;
  /** Epoch milliseconds: what was said before is none of theirs. */
  readonly from: number;
  /** Epoch milliseconds: what the room's archive had before, their client has. */
  readonly settled: number;
  /** They may take the room away. */
  readonly isOwner: boolean;
}

export class RoomMarks {
  private marks: readonly RoomMark[] = [];
  /** Of the rooms that this session is in: about them no other one knows better. */
  private current: readonly RoomMark[] = [];
  /** Left, or no more: dropped until they are seen to be gone. */
  private readonly left = new Set<string>();
  private written = JSON.stringify([[], []]);
  private saving: Promise<void> = Promise.resolve();
  /** There is more than was put down. */
  private hasNews = false;
  /** What was put down last was not seen there since: so often it is looked for still. */
  private checks = 0;
  private timer: unknown;
  private isClosed = false;

  constructor(
    private readonly line: Line,
    private readonly clock: Clock,
    private readonly log: (line: string) => void,
  ) {}

  of(room: string): RoomMark | undefined {
    return this.marks.find((mark) => mark.room === room);
  }

  get all(): readonly RoomMark[] {
    return this.marks;
  }

  /** Rejects where the service cannot be asked. */
  async load(): Promise<void> {
    this.marks = await this.read();
  }

  /** It has been left, or is no more: the next `save` drops it. */
  forget(room: string): void {
    this.left.add(room);
    this.marks = this.marks.filter((mark) => mark.room !== room);
  }

  /** It has been left here, and another session is in it still: what that one puts down holds. */
  release(room: string): void {
    this.left.delete(room);
    this.current = this.current.filter((mark) => mark.room !== room);
  }

  /** What holds for the rooms that this session is in; what other sessions have put down stays. Never rejects. */
  save(current: readonly RoomMark[]): Promise<void> {
    for (const { room } of this.current) this.left.add(room);
    for (const { room } of current) this.left.delete(room);
    this.current = current;
    const text = JSON.stringify([current, [...this.left]]);
    if (text === this.written) return this.saving;
    this.written = text;
    this.hasNews = true;
    return this.putDown();
  }

  /** Nothing more is said of rooms. Resolves when what was put down is seen there, if it can be; never rejects. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.clock.clearTimeout(this.timer);
    await this.saving;
    if (this.checks > 0 && this.line.isUp) await this.putDown();
  }

  private async read(): Promise<readonly RoomMark[]> {
    const stored = await loadPrivate(this.line, 'rooms', spaces.rooms);
    return (stored ? children(stored, 'room') : []).flatMap(({ attrs }) => {
      const [from, settled] = [Date.parse(attrs['from'] ?? ''), Date.parse(attrs['settled'] ?? '')];
      const { jid: room } = attrs;
      const isReadable = room !== undefined && !Number.isNaN(from) && !Number.isNaN(settled);
      return isReadable ? [{ room, from, settled, isOwner: attrs['owner'] === 'true' }] : [];
    });
  }

  /** One after the other. */
  private putDown(): Promise<void> {
    return (this.saving = this.saving.then(() => this.write()));
  }

  private async write(): Promise<void> {
    this.clock.clearTimeout(this.timer);
    const { hasNews, current } = this;
    const left = [...this.left];
    this.hasNews = false;
    try {
      const stored = await this.read();
      if (!hasNews && stands(stored, current, left)) {
        this.checks = 0;
        // Whoever comes into them from now on does so at another place.
        for (const room of left) this.left.delete(room);
        return;
      }
      const own = new Set([...left, ...current.map(({ room }) => room)]);
      const others = stored.filter(({ room }) => !own.has(room));
      this.marks = [...others, ...current].toSorted((a, b) => b.settled - a.settled).slice(0, mostMarks);
      await savePrivate(this.line, xml('rooms', { xmlns: spaces.rooms }, this.marks.map(elementOf)));
      this.checks = hasNews ? mostChecks : Math.max(this.checks - 1, 0);
      if (this.checks > 0 && !this.isClosed) this.timer = this.clock.setTimeout(() => void this.putDown(), checkMs);
    } catch {
      // Then more is told once more next time.
      this.hasNews = true;
      this.written = '';
      this.log('how far somebody has got in their rooms could not be kept');
    }
  }
}

/** Another session that has read before and written after this one may have put back what stood there. */
function stands(stored: readonly RoomMark[], current: readonly RoomMark[], left: readonly string[]): boolean {
  const settled = new Map(stored.map((mark) => [mark.room, mark.settled]));
  return (
    // Who is in the same one may have got further.
    current.every((mark) => (settled.get(mark.room) ?? -Infinity) >= mark.settled) &&
    !left.some((room) => settled.has(room))
  );
}

const elementOf = ({ room, from, settled, isOwner }: RoomMark) =>
  xml('room', {
    jid: room,
    from: new Date(from).toISOString(),
    settled: new Date(settled).toISOString(),
    owner: isOwner ? 'true' : undefined,
  });
