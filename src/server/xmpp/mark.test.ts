import { describe, expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock';
import { Line } from './line';
import { Mark } from './mark';
import { spaces } from './spaces';
import { child, children, xml, type XmlElement } from './stream/element';

/** A line to a service that keeps what it is given, as private storage does. */
function createPlace(): {
  readonly mark: () => Mark;
  readonly saved: () => readonly string[];
  readonly pass: () => Promise<void>;
} {
  const clock = createManualClock();
  let stored: XmlElement | undefined;
  const line = new Line('dana@example.com', () => undefined);
  line.opened({
    jid: 'dana@example.com/1',
    isUp: true,
    send: () => true,
    request(iq) {
      const query = child(iq, 'query', spaces.private);
      const [given] = query ? children(query, 'mark', spaces.mark) : [];
      if (iq.attrs['type'] === 'set') stored = given;
      return Promise.resolve(xml('iq', { type: 'result' }, xml('query', { xmlns: spaces.private }, stored)));
    },
    close: () => Promise.resolve(),
  });
  return {
    mark: () => new Mark(line, clock, () => undefined),
    saved: () => (stored ? children(stored).map(({ name, attrs }) => `${name} ${attrs['id']}`) : []),
    async pass() {
      clock.advance(1_000);
      await new Promise((done) => setImmediate(done));
    },
  };
}

describe('the mark in the archive', () => {
  it('goes as far as everything before it is acknowledged, in the order in which it was heard', async () => {
    const { mark: create, saved, pass } = createPlace();
    const mark = create();
    // Opaque: neither order of letters nor of numbers means anything.
    for (const id of ['9', '10', 'b', 'a']) mark.heard(id);
    mark.acknowledge('9');
    mark.acknowledge('10');
    await pass();
    expect(saved()).toEqual(['reached 10']);
    mark.acknowledge('a');
    await pass();
    // What was not seen comes again in the next session; what was seen after it does not.
    expect(saved()).toEqual(['reached 10', 'passed a']);
    const next = create();
    await next.load();
    expect(next.position).toBe('10');
    expect(['10', 'b', 'a'].map((id) => next.knows(id))).toEqual([true, false, true]);
    mark.acknowledge('b');
    await pass();
    expect(saved()).toEqual(['reached a']);
  });

  it('is there from the first session on, also of an archive that is empty', async () => {
    const { mark: create, saved } = createPlace();
    const mark = create();
    await mark.load();
    expect(mark.position).toBeUndefined();
    await mark.begin('');
    expect(saved()).toEqual(['reached ']);
    const next = create();
    await next.load();
    expect(next.position).toBe('');
  });

  it('holds no more than it can', async () => {
    const mark = createPlace().mark();
    for (let id = 0; id < 3_000; id += 1) mark.heard(String(id));
    expect(mark.position).toBe('1999');
  });
});
