import { describe, expect, it } from 'vitest';
import { mostAnswers } from './archive';
import { createManualClock, type ManualClock } from '../testing/manual-clock';
import { Line } from './line';
import { Mark } from './mark';
import { spaces } from './spaces';
import { child, children, xml, type XmlElement } from './stream/element';

const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

/** A service that keeps what it is given, as private storage does. */
class Place {
  readonly clock: ManualClock = createManualClock();
  /** Each that was put down, in the order in which it was. */
  readonly puts: string[][] = [];
  isBroken = false;
  private stored: XmlElement | undefined;
  /** Holds back the answers to what is put down. */
  private gate: Promise<void> = Promise.resolve();
  private readonly line = new Line('dana@example.com', () => undefined);

  constructor() {
    this.line.opened({
      jid: 'dana@example.com/1',
      isUp: true,
      send: () => true,
      request: async (iq) => {
        const query = child(iq, 'query', spaces.private);
        const [given] = query ? children(query, 'mark', spaces.mark) : [];
        if (iq.attrs['type'] === 'set') await this.gate;
        if (this.isBroken) throw new Error('broken');
        if (iq.attrs['type'] === 'set') {
          this.stored = given;
          this.puts.push(this.saved());
        }
        return xml('iq', { type: 'result' }, xml('query', { xmlns: spaces.private }, this.stored));
      },
      close: () => Promise.resolve(),
    });
  }

  mark(): Mark {
    return new Mark(this.line, this.clock, () => undefined);
  }

  async loaded(): Promise<Mark> {
    const mark = this.mark();
    await mark.load();
    return mark;
  }

  saved(): string[] {
    return this.stored ? children(this.stored).map(({ name, attrs }) => `${name} ${attrs['id']}`) : [];
  }

  /** Until the function that it gives is called nothing is answered. */
  hold(): () => void {
    let release = (): void => undefined;
    this.gate = new Promise((done) => (release = done));
    return release;
  }
}

describe('the mark in the archive', () => {
  it('goes as far as everything before it is acknowledged, in the order in which it was heard', async () => {
    const place = new Place();
    const mark = place.mark();
    // Opaque: neither order of letters nor of numbers means anything.
    for (const id of ['9', '10', 'b', 'a']) mark.heard(id);
    mark.acknowledge('9');
    mark.acknowledge('10');
    await mark.save();
    expect(place.saved()).toEqual(['reached 10']);
    mark.acknowledge('a');
    await mark.save();
    // What was not seen comes again in the next session; what was seen after it does not.
    expect(place.saved()).toEqual(['reached 10', 'passed a']);
    const next = await place.loaded();
    expect(next.position).toBe('10');
    expect(['10', 'b', 'a'].map((id) => next.knows(id))).toEqual([true, false, true]);
    mark.acknowledge('b');
    await mark.save();
    expect(place.saved()).toEqual(['reached a']);
  });

  it('is there from the first session on, also of an archive that is empty', async () => {
    const place = new Place();
    const mark = await place.loaded();
    expect(mark.position).toBeUndefined();
    await mark.begin('');
    expect(place.saved()).toEqual(['reached ']);
    expect((await place.loaded()).position).toBe('');
  });

  it('holds no more than it can', async () => {
    const place = new Place();
    const mark = place.mark();
    for (let id = 0; id < 3 * mostAnswers; id += 1) mark.heard(String(id));
    expect(mark.position).toBe(String(mostAnswers - 1));
    for (let id = 0; id < 100; id += 1) mark.acknowledge(undefined, `m${id}`);
    await mark.save();
    expect(place.saved().filter((each) => each.startsWith('read'))).toHaveLength(32);
    const next = await place.loaded();
    expect(['m67', 'm68', 'm99'].map((id) => next.hasRead(id))).toEqual([false, true, true]);
  });

  it('passes over nothing of all that one look into the archive brings', async () => {
    const place = new Place();
    const mark = await place.loaded();
    await mark.begin('before');
    for (let id = 0; id < mostAnswers; id += 1) mark.heard(String(id));
    expect(mark.position).toBe('before');
    for (let id = 1; id < mostAnswers; id += 1) mark.acknowledge(String(id));
    await mark.save();
    expect(place.saved()).toHaveLength(1_001);
    expect([place.saved()[0], place.saved().at(-1)]).toEqual(['reached before', `passed ${mostAnswers - 1}`]);
    mark.acknowledge('0');
    await mark.save();
    expect(place.saved()).toEqual([`reached ${mostAnswers - 1}`]);
  });

  it('keeps what was acknowledged two sessions ago', async () => {
    const place = new Place();
    const first = await place.loaded();
    await first.begin('0');
    for (const id of ['1', '2', '3']) first.heard(id);
    first.acknowledge('2');
    await first.save();
    const second = await place.loaded();
    second.heard('1');
    // What the archive brings once more.
    second.passOver('2');
    second.heard('3');
    second.acknowledge('3');
    await second.save();
    const third = await place.loaded();
    expect(place.saved()).toEqual(['reached 0', 'passed 2', 'passed 3']);
    expect(['1', '2', '3'].map((id) => third.knows(id))).toEqual([false, true, true]);
    // What is still with the client is not passed over, whoever hears it once more.
    third.heard('1');
    third.passOver('1');
    expect(third.position).toBe('0');
  });

  it('of two endpoints has the messages that either has read last', async () => {
    const place = new Place();
    const first = await place.loaded();
    await first.begin('0');
    const marks = [first, await place.loaded()];
    const read = Array.from({ length: 40 }, (_, id) => `m${id}`);
    for (const [turn, id] of read.entries()) {
      marks[turn % 2]?.acknowledge(undefined, id);
      await marks[turn % 2]?.save();
      expect(place.saved()).toContain(`read ${id}`);
    }
    expect(place.saved().slice(1)).toEqual(read.slice(-32).map((id) => `read ${id}`));
  });

  it('is kept before anybody is told that something has arrived', async () => {
    const place = new Place();
    const mark = place.mark();
    const told: string[] = [];
    const acknowledge = (id: string): void => {
      mark.heard(id);
      mark.acknowledge(id, `m${id}`, () => told.push(`${id}: ${place.saved().includes(`read m${id}`)}`));
    };
    let release = place.hold();
    acknowledge('1');
    acknowledge('2');
    await settle();
    acknowledge('3');
    expect(told).toEqual([]);
    release();
    await settle();
    expect(told).toEqual(['1: true', '2: true', '3: true']);
    // What one AckID acknowledges goes in one, and what comes meanwhile in the next.
    expect(place.puts.map(([reached]) => reached)).toEqual(['reached 2', 'reached 3']);
    release = place.hold();
    acknowledge('4');
    release();
    await settle();
    expect(told.at(-1)).toBe('4: true');
  });

  it('that cannot be kept holds back no receipt, and is tried again', async () => {
    const place = new Place();
    const mark = place.mark();
    place.isBroken = true;
    const told: string[] = [];
    mark.heard('1');
    mark.acknowledge('1', 'm1', () => told.push('1'));
    await settle();
    expect([told, place.saved()]).toEqual([['1'], []]);
    place.isBroken = false;
    place.clock.advance(5_000);
    await settle();
    expect(place.saved()).toEqual(['reached 1', 'read m1']);
    // At the end there is no later.
    place.isBroken = true;
    mark.heard('2');
    mark.acknowledge('2');
    await mark.close();
    place.isBroken = false;
    place.clock.advance(60_000);
    await settle();
    expect(place.saved()).toEqual(['reached 1', 'read m1']);
  });

  it('of two endpoints does not go back to where the slower one is', async () => {
    const place = new Place();
    const [fast, slow] = [place.mark(), place.mark()];
    for (const id of ['1', '2', '3', '4']) for (const each of [fast, slow]) each.heard(id);
    for (const id of ['1', '2', '3']) fast.acknowledge(id, `m${id}`);
    await fast.save();
    slow.acknowledge('1', 'm1');
    await slow.save();
    expect(place.saved()[0]).toBe('reached 3');
    expect(slow.position).toBe('3');
    slow.acknowledge('4', 'm4');
    await slow.save();
    expect(place.saved()).toEqual(['reached 4', 'read m1', 'read m2', 'read m3', 'read m4']);
    // What is read elsewhere is acknowledged late here: the mark stays.
    slow.acknowledge('2', 'm2');
    await slow.save();
    expect(place.saved()[0]).toBe('reached 4');
  });

  it('does not go back to what it has passed, when that comes once more', async () => {
    const place = new Place();
    const mark = await place.loaded();
    await mark.begin('0');
    for (const id of ['1', '2', '3']) mark.heard(id);
    for (const id of ['1', '2', '3']) mark.acknowledge(id);
    for (const id of ['3', '0', '1']) mark.passOver(id);
    await mark.save();
    expect([mark.position, mark.knows('0'), mark.knows('1'), place.saved()]).toEqual(['3', true, true, ['reached 3']]);
  });

  it('of one that has yet to look into the archive does not go back to where that one is', async () => {
    const place = new Place();
    const [fast, hidden] = [await place.loaded(), await place.loaded()];
    await fast.begin('0');
    await hidden.load();
    hidden.hold();
    for (const id of ['1', '2', '3', '4', '5']) fast.heard(id);
    for (const id of ['1', '2', '3', '5']) fast.acknowledge(id);
    await fast.save();
    // It has looked as far as that.
    hidden.heard('1');
    hidden.settle(['1'], true);
    hidden.acknowledge('1');
    await hidden.save();
    expect([hidden.position, place.saved()]).toEqual(['1', ['reached 3', 'passed 5']]);
    for (const id of ['2', '3', '4', '5']) hidden.heard(id);
    hidden.settle(['2', '3', '4', '5'], true);
    await hidden.look();
    expect([hidden.position, place.saved()]).toEqual(['3', ['reached 3', 'passed 5']]);
    hidden.acknowledge('4');
    await hidden.save();
    expect(place.saved()).toEqual(['reached 5']);
    fast.acknowledge(undefined, 'm5');
    await fast.save();
    expect(place.saved()).toEqual(['reached 5', 'read m5']);
  });

  it('moves on while the archive is read, however much was acknowledged at once', async () => {
    const place = new Place();
    const mark = await place.loaded();
    await mark.begin('before');
    mark.hold();
    const ids = Array.from({ length: mostAnswers }, (_, id) => String(id));
    for (const id of ids) mark.heard(id);
    mark.settle(ids, true);
    for (const id of ids) mark.acknowledge(id);
    await mark.save();
    expect(place.saved()).toEqual([`reached ${mostAnswers - 1}`]);
  });

  it('passes over nothing that came by itself while the archive is read, however far another one has got', async () => {
    const place = new Place();
    const other = await place.loaded();
    await other.begin('0');
    const mark = await place.loaded();
    mark.hold();
    mark.heard('live');
    for (const id of ['1', '2']) for (const each of [mark, other]) each.heard(id);
    for (const id of ['1', '2']) other.acknowledge(id);
    await other.save();
    // Between two pages of it.
    await mark.look();
    expect(place.saved()).toEqual(['reached 2']);
    mark.settle(['1', '2', 'live'], false);
    await mark.look();
    expect([mark.position, mark.isUnread('live', undefined), place.saved()]).toEqual(['2', true, ['reached 2']]);
  });

  it.each(['in a moment', 'at the end of its session'])(
    'that another one has put down at the same moment is put down once more, %s',
    async (when) => {
      const place = new Place();
      const first = await place.loaded();
      await first.begin('0');
      const [fast, slow] = [await place.loaded(), await place.loaded()];
      for (const id of ['1', '2', '3']) for (const each of [fast, slow]) each.heard(id);
      for (const id of ['1', '2', '3']) fast.acknowledge(id, `m${id}`);
      slow.acknowledge('1', 'm1');
      await Promise.all([fast.save(), slow.save()]);
      // Both had read before either wrote.
      expect(place.saved()).toEqual(['reached 1', 'read m1']);
      if (when === 'in a moment') place.clock.advance(2_000);
      else await fast.close();
      await settle();
      await settle();
      expect(place.saved()).toEqual(['reached 3', 'read m1', 'read m2', 'read m3']);
      const puts = place.puts.length;
      for (let second = 0; second < 60; second += 1) {
        place.clock.advance(1_000);
        await settle();
      }
      expect([place.saved()[0], place.puts.length]).toEqual(['reached 3', puts]);
    },
  );
});
