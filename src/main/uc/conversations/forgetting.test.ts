import { describe, expect, it } from 'vitest';
import { ConversationBench, lee } from '../testing/conversation-bench';

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

describe('a conversation that has ended', () => {
  const ended = (bench: ConversationBench): string => {
    const { id } = bench.connected();
    bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
    return id;
  };

  it('goes', () => {
    const bench = new ConversationBench();
    const id = ended(bench);
    bench.dispatch({ kind: 'forget', id });
    expect(bench.model.conversations.has(id)).toBe(false);
  });

  it('stays with what waits in it to be sent', () => {
    const bench = new ConversationBench();
    const id = ended(bench);
    bench.isOnline = false;
    bench.send(id, 'When we are back');
    bench.dispatch({ kind: 'forget', id });
    expect(bench.texts(id)).toEqual(['When we are back']);
    bench.isOnline = true;
    bench.dispatch({ kind: 'online' });
    expect(bench.sent().at(-1)).toBe('When we are back');
  });

  it('stays for what is half-written in it, as one of which nothing is told', () => {
    const bench = new ConversationBench();
    const id = bench.invited(4, 'Secret');
    bench.hear(4, { kind: 'participantRemoved', uri: lee });
    expect(bench.conversation(id)).toMatchObject({ end: 'missed', unread: 1 });
    bench.dispatch({ kind: 'forget', id, isHalfWritten: true });
    expect(bench.texts(id)).toEqual([]);
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'left', subject: '', unread: 0 });
  });
});
