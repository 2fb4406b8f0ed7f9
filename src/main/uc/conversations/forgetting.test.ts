import { expect, it } from 'vitest';
import { ConversationBench } from '../testing/conversation-bench';

it('forgets what was said in a conversation that goes on, but not what is still to be sent', () => {
  const bench = new ConversationBench();
  const { id, rid } = bench.start('The old secret');
  bench.accepted(rid, 3);
  bench.hear(3, { kind: 'imSessionState', state: 'connected' });
  bench.isOnline = false;
  bench.dispatch({ kind: 'sessionLost' });
  bench.dispatch({ kind: 'send', id, messageId: 'm77', body: { text: 'Still to go' } });
  bench.dispatch({ kind: 'forget', id });
  expect(bench.model.messages.get(id)?.map(({ body }) => body.text)).toEqual(['Still to go']);
  expect(bench.model.conversations.has(id)).toBe(true);
  bench.isOnline = true;
  bench.dispatch({ kind: 'online' });
  expect(bench.sent().at(-1)).toBe('Still to go');
});

it('does not bring back a message of which more is heard after it was forgotten', () => {
  const bench = new ConversationBench();
  const { id, rid } = bench.start('The old secret');
  bench.accepted(rid, 3);
  bench.hear(3, { kind: 'imSessionState', state: 'connected' });
  bench.dispatch({ kind: 'forget', id });
  expect(bench.model.messages.get(id) ?? []).toEqual([]);
  bench.settled(rid, { kind: 'failed', failure: { code: 'peer-offline' } });
  expect(bench.model.messages.get(id) ?? []).toEqual([]);
});
