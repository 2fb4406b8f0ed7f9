// What becomes of everything that goes on when its owner signs out in the middle of it.
import { expect, it } from 'vitest';
import { ConversationBench, kim } from '../testing/conversation-bench';

it('ends what goes on, keeps what waits, and rings nowhere', () => {
  const bench = new ConversationBench();
  const { id } = bench.connected();
  const asked = bench.start('Lunch?', [kim]);
  bench.accepted(asked.rid, 8);
  const under = bench.send(id, 'under way');
  const waiting = bench.send(id, 'waiting');
  const told = bench.signals.length;
  bench.dispatch({ kind: 'signedOut' });
  expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'signed-out' });
  expect(bench.conversation(asked.id)).toMatchObject({ state: 'ended', end: 'signed-out' });
  expect(bench.message(id, under).delivery).toBe('sending');
  expect(bench.message(id, waiting).delivery).toBe('queued');
  expect(bench.message(asked.id, asked.messageId).delivery, 'nobody has answered it').toBe('unknown');
  expect(bench.signals).toHaveLength(told);
});

it('leaves an invitation that nobody answered as missed, and what has ended as it was', () => {
  const bench = new ConversationBench();
  const over = bench.connected();
  bench.dispatch({ kind: 'leave', id: over.id, rid: 'r90' });
  const before = bench.conversation(over.id);
  const invited = new ConversationBench();
  const ringing = invited.invited();
  invited.dispatch({ kind: 'signedOut' });
  bench.dispatch({ kind: 'signedOut' });
  expect(invited.conversation(ringing)).toMatchObject({ state: 'ended', end: 'missed', unread: 1 });
  expect(bench.conversation(over.id)).toBe(before);
});

it('leaves a conference that can be joined again', () => {
  const bench = new ConversationBench();
  const id = bench.conference();
  bench.dispatch({ kind: 'signedOut' });
  expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'signed-out', isConference: true });
  const next = new ConversationBench();
  const saved = bench.conversation(id);
  const { focusUri: _, ...nowhere } = saved;
  const rest = { messages: [], events: [], dormant: [], confirming: [] };
  next.dispatch({ kind: 'restore', conversations: [saved], ...rest });
  expect(next.conversation(id)).toMatchObject({ end: 'signed-out' });
  const another = new ConversationBench();
  another.dispatch({ kind: 'restore', conversations: [nowhere], ...rest });
  expect(another.conversation(id), 'nobody can find it').toMatchObject({ end: 'over' });
});
