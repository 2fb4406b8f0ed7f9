// Two sessions of one account that put down at the same moment how far they have got in their rooms: the service keeps one element for
// both, and has no way to change it only where it is still what was read.
import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../testing/manual-clock';
import { Line } from '../line';
import { spaces } from '../spaces';
import { child, children, xml, type XmlElement } from '../stream/element';
import { RoomMarks, type RoomMark } from './room-marks';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setImmediate(done));
};
const checkedMs = 5_000;

let clock: ManualClock;
let stored: XmlElement | undefined;
let puts = 0;
let isBroken = false;

/** A session of the account; what it writes waits while it is held. */
class Session {
  readonly marks: RoomMarks;
  private gate: Promise<void> | undefined;

  constructor(resource: string) {
    const line = new Line('dana@example.com', () => undefined);
    line.opened({
      jid: `dana@example.com/${resource}`,
      isUp: true,
      send: () => true,
      request: async (iq) => {
        const query = child(iq, 'query', spaces.private);
        if (iq.attrs['type'] === 'set') {
          await this.gate;
          if (isBroken) throw new Error('broken');
          puts += 1;
          stored = query && child(query, 'rooms', spaces.rooms);
        }
        return xml('iq', { type: 'result' }, xml('query', { xmlns: spaces.private }, stored));
      },
      close: () => Promise.resolve(),
    });
    this.marks = new RoomMarks(line, clock, () => undefined);
  }

  hold(): () => void {
    let release = (): void => undefined;
    this.gate = new Promise((done) => {
      release = () => {
        this.gate = undefined;
        done();
      };
    });
    return release;
  }
}

const at = (room: string, settled: number): RoomMark => ({ room, from: 0, settled, isOwner: false });
const kept = (): Record<string, number> =>
  Object.fromEntries(
    (stored ? children(stored, 'room') : []).map(({ attrs }) => [attrs['jid'], Date.parse(attrs['settled'] ?? '')]),
  );

describe('how far somebody has got in their rooms', () => {
  let [one, two] = [] as unknown as [Session, Session];
  beforeEach(() => {
    clock = createManualClock();
    stored = undefined;
    puts = 0;
    isBroken = false;
    [one, two] = [new Session('one'), new Session('two')];
  });

  const checked = async (): Promise<void> => {
    for (let turn = 0; turn < 4; turn += 1) {
      clock.advance(checkedMs);
      await settle();
    }
  };

  it('stands in the end for both who have put it down at the same moment', async () => {
    const release = two.hold();
    void one.marks.save([at('a', 1)]);
    void two.marks.save([at('b', 1)]);
    await settle();
    expect(kept()).toEqual({ a: 1 });
    // It has read before that.
    release();
    await settle();
    expect(kept()).toEqual({ b: 1 });
    await checked();
    expect(kept()).toEqual({ a: 1, b: 1 });
  });

  it('does not go back to where it was when the other one has read', async () => {
    await one.marks.save([at('a', 1)]);
    await checked();
    const release = two.hold();
    void two.marks.save([at('b', 1)]);
    await settle();
    await one.marks.save([at('a', 9)]);
    release();
    await settle();
    expect(kept()).toEqual({ a: 1, b: 1 });
    await checked();
    expect(kept()).toEqual({ a: 9, b: 1 });
  });

  it('is gone for a room that was left while the other one wrote, and stays with whoever comes into that later', async () => {
    await one.marks.save([at('a', 1)]);
    await checked();
    const release = two.hold();
    void two.marks.save([at('b', 1)]);
    await settle();
    one.marks.forget('a');
    await one.marks.save([]);
    release();
    await settle();
    expect(kept()).toEqual({ a: 1, b: 1 });
    await checked();
    expect(kept()).toEqual({ b: 1 });
    await two.marks.save([at('a', 2), at('b', 1)]);
    await one.marks.save([at('c', 1)]);
    await checked();
    expect(kept()).toEqual({ a: 2, b: 1, c: 1 });
  });

  it('is looked for before a session ends', async () => {
    const release = two.hold();
    void one.marks.save([at('a', 1)]);
    void two.marks.save([at('b', 1)]);
    await settle();
    release();
    await settle();
    await one.marks.close();
    expect(kept()).toEqual({ a: 1, b: 1 });
    expect(clock.pending).toBe(1);
  });

  it('is not fought about by two in the same room', async () => {
    await one.marks.save([at('a', 1)]);
    await two.marks.save([at('a', 2)]);
    await checked();
    expect(kept()).toEqual({ a: 2 });
    expect(puts).toBe(2);
    expect(clock.pending).toBe(0);
  });

  it('is put down with the next that is to be, where it could not be', async () => {
    isBroken = true;
    await one.marks.save([at('a', 1)]);
    isBroken = false;
    await one.marks.save([at('a', 1)]);
    expect(kept()).toEqual({ a: 1 });
  });
});
