// The clock on the wall is set by hours, forward and back, in the middle of everything: nothing that is measured goes by it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Desk, fastClock, until } from './testing';

const lee = 'sip:lee@example.com';
const hourMs = 3_600_000;

let desk: Desk;
let jumpMs: number;

beforeEach(async () => {
  desk = await Desk.open();
  jumpMs = 0;
  desk.newEngine({ now: () => fastClock.now() + jumpMs, elapsed: fastClock.now });
});
afterEach(() => desk.close());

const texts = (id: string): (string | undefined)[] => desk.model.messages.get(id)?.map(({ body }) => body.text) ?? [];

describe('a clock that jumps', () => {
  it('keeps messages in the order in which they were said', async () => {
    await desk.signIn();
    const id = await desk.connected([lee]);
    jumpMs = -3 * hourMs;
    await desk.engine.sendMessage(id, { text: 'two' });
    const message = { kind: 'messageReceived', sender: lee, message: { content: 'three' } } as const;
    desk.service.push({ kind: 'conference', confId: 3, updates: [message] });
    await until(() => texts(id).includes('three'), 'the answer');
    jumpMs = -9 * hourMs;
    await desk.engine.sendMessage(id, { text: 'four' });
    expect(texts(id)).toEqual(['Hi', 'two', 'three', 'four']);
  });

  for (const [way, jump] of [
    ['back', -5 * hourMs],
    ['forward', 5 * hourMs],
  ] as const) {
    it(`asks as long as ever what became of a lost request when it is set ${way}`, async () => {
      await desk.signIn();
      let commands = 0;
      desk.service.intercept = (channel) => (channel === 'command' && ++commands === 1 ? { drop: true } : undefined);
      const began = fastClock.now();
      const adding = desk.engine.addContact({ uri: lee, name: 'Lee', groupIds: [] });
      const settled = expect(adding).rejects.toMatchObject({ code: 'unknown-outcome' });
      await until(() => commands > 0, 'sent');
      jumpMs = jump;
      await settled;
      expect(fastClock.now() - began, 'not before an event had time to come').toBeGreaterThan(9_000);
      expect(desk.isOnline).toBe(true);
    });

    it(`comes back after trouble when it is set ${way}`, async () => {
      await desk.signIn();
      desk.service.intercept = (channel) => (channel === 'data' ? { status: 503 } : undefined);
      await until(() => desk.model.connection.kind === 'reconnecting', 'reconnecting');
      jumpMs = jump;
      desk.service.intercept = () => undefined;
      await until(() => desk.isOnline, 'online');
    });
  }
});
