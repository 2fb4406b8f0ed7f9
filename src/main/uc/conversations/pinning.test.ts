import { expect, it } from 'vitest';
import { ConversationBench } from '../testing/conversation-bench';

it('pins a conversation, whatever becomes of it on the wire, until it is taken off', () => {
  const bench = new ConversationBench();
  const { id } = bench.connected();
  bench.dispatch({ kind: 'pin', id, isPinned: true });
  bench.dispatch({ kind: 'leave', id, rid: 'r90' });
  expect(bench.conversation(id)).toMatchObject({ isPinned: true, state: 'ended' });
  bench.dispatch({ kind: 'pin', id, isPinned: false });
  expect(bench.conversation(id)).not.toHaveProperty('isPinned');
});

it('brings a pinned one back as pinned', () => {
  const bench = new ConversationBench();
  const { id } = bench.connected();
  bench.dispatch({ kind: 'pin', id, isPinned: true });
  const saved = bench.conversation(id);
  const next = new ConversationBench();
  next.dispatch({ kind: 'restore', conversations: [saved], messages: [], events: [], dormant: [], confirming: [] });
  expect(next.conversation(id)).toMatchObject({ isPinned: true, state: 'ended' });
});
