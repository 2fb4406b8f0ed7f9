// In which rooms somebody is, and how far their client has got in each: kept by the service (XEP-0049), so that whatever gateway they come
// to next can tell them what they have missed there.
import type { Line } from '../line';
import { loadPrivate, savePrivate } from '../private-storage';
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
  /** Rooms of this session: about them no other one knows better. */
  private readonly own = new Set<string>();
  private written = JSON.stringify([[], []]);
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly line: Line,
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
    this.own.add(room);
    this.marks = this.marks.filter((mark) => mark.room !== room);
  }

  /** It has been left here, and another session is in it still: what that one puts down holds. */
  release(room: string): void {
    this.own.delete(room);
  }

  /** What holds for the rooms that this session is in; what other sessions have put down stays. Never rejects. */
  save(current: readonly RoomMark[]): Promise<void> {
    for (const { room } of current) this.own.add(room);
    const text = JSON.stringify([current, [...this.own]]);
    if (text === this.written) return this.saving;
    this.written = text;
    return (this.saving = this.saving.then(() => this.write(current)));
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

  private async write(current: readonly RoomMark[]): Promise<void> {
    try {
      const others = (await this.read()).filter(({ room }) => !this.own.has(room));
      this.marks = [...others, ...current].toSorted((a, b) => b.settled - a.settled).slice(0, mostMarks);
      await savePrivate(this.line, xml('rooms', { xmlns: spaces.rooms }, this.marks.map(elementOf)));
    } catch {
      // Then more is told once more next time.
      this.written = '';
      this.log('how far somebody has got in their rooms could not be kept');
    }
  }
}

const elementOf = ({ room, from, settled, isOwner }: RoomMark) =>
  xml('room', {
    jid: room,
    from: new Date(from).toISOString(),
    settled: new Date(settled).toISOString(),
    owner: isOwner ? 'true' : undefined,
  });
