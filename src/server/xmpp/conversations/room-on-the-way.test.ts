// A conference that has no room yet: begun, or made of a conversation between two.
import { expect, it } from 'vitest';
import { children, xml, type XmlElement } from '../stream/element';
import { spaces } from '../spaces';
import { SeatBench } from '../testing/seat-bench';

const lee = 'lee@example.com';

/** A service that does not tell where its rooms are. */
const saysNothing = ({ ns }: XmlElement): XmlElement | undefined =>
  ns === spaces.discoItems ? xml('query', { xmlns: spaces.discoItems }) : undefined;

const begin = (bench: SeatBench): void =>
  bench.submit({
    ...{ kind: 'conference', rid: '3', confId: 0 },
    action: { kind: 'initiateImSession', uris: [`sip:${lee}`, 'sip:kim@example.com'], message: { content: 'all' } },
  });
const talkWithLee = (bench: SeatBench): void => {
  bench.receive(`<message type='chat' id='m1'><body>hi</body></message>`, `${lee}/x`);
  bench.submit({ kind: 'conference', rid: '2', confId: 1, action: { kind: 'acceptImSession' } });
  bench.takeEvents();
  bench.takeSent();
};
const makeOne = (bench: SeatBench): void =>
  bench.submit({
    ...{ kind: 'conference', rid: '3', confId: 1 },
    action: { kind: 'inviteParticipants', uris: ['sip:kim@example.com'] },
  });
const answered = async (bench: SeatBench): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await bench.settle();
};
const presences = (sent: readonly XmlElement[]): readonly string[] =>
  sent.flatMap(({ name, attrs: { to } }) => (name === 'presence' && to !== undefined ? [to] : []));

it.each([
  ['begun', () => undefined, begin],
  ['made of one between two', talkWithLee, makeOne],
])('is entered once it has a room, %s while the stream was away', async (_, before, act) => {
  const bench = await SeatBench.open({ answers: saysNothing });
  before(bench);
  bench.goDown();
  act(bench);
  bench.takeSent();
  await bench.comeBack([]);
  await answered(bench);
  const entered = presences(bench.takeSent());
  expect(entered).toHaveLength(1);
  expect(entered[0]).toMatch(/^talk-[0-9a-f]{20}@conference\.example\.com\/dana$/u);
  await bench.close();
});

it.each([
  ['begun', () => undefined, begin],
  ['made of one between two', talkWithLee, makeOne],
])('is left without a word to anybody’s address for a room’s, %s', async (_, before, act) => {
  const bench = await SeatBench.open({ answers: saysNothing });
  before(bench);
  act(bench);
  bench.submit({ kind: 'conference', rid: '4', confId: 1, action: { kind: 'terminateImSession' } });
  await answered(bench);
  const sent = bench.takeSent();
  expect(presences(sent)).toEqual([]);
  // Whom it was with before is told that it is over.
  const ends = sent.filter((stanza) => children(stanza, 'ended', spaces.ended).length > 0);
  expect(ends.map(({ attrs }) => attrs['to'])).toEqual(act === makeOne ? [lee] : []);
  await bench.close();
});

it('is the conversation with the other still, who is seen and heard in it', async () => {
  const bench = await SeatBench.open({ answers: saysNothing });
  talkWithLee(bench);
  makeOne(bench);
  bench.takeEvents();
  bench.receive(`<message type='chat' id='m2'><body>one more</body></message>`, `${lee}/x`);
  bench.receive(`<presence><show>dnd</show></presence>`, `${lee}/x`);
  const events = bench.takeEvents();
  const updates = events.flatMap((event) =>
    event.kind === 'conference' ? event.updates.map(({ kind }) => [event.confId, kind]) : [],
  );
  expect(updates).toEqual([[1, 'messageReceived']]);
  expect(events.some(({ kind }) => kind === 'userPresence')).toBe(true);
  await bench.close();
});
