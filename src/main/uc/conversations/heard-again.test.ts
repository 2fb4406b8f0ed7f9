// A server that gives its messages ids tells some of them once more after it was killed (our own, protocol.md section 8).
import { describe, expect, it } from 'vitest';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import { ConversationBench, lee } from '../testing/conversation-bench';

const said = (content: string, id?: string): ConferenceUpdate => ({
  kind: 'messageReceived',
  sender: lee,
  message: { content, ...(id !== undefined && { id }) },
});

const asked = (content: string, id: string): ConferenceUpdate => ({
  kind: 'imSessionReceived',
  inviter: { uri: lee, name: 'Lee Park' },
  role: 'attendee',
  escalationMode: 'invitingPeer',
  subject: '',
  message: { content, id },
});

/** What a gateway tells of an invitation that nobody answers any more. */
const missed: readonly ConferenceUpdate[] = [
  { kind: 'imSessionState', state: 'incoming' },
  { kind: 'participantRemoved', uri: lee },
  { kind: 'imSessionState', state: 'terminated' },
];

describe('a message that is told once more', () => {
  it('is shown once, in this session and in the next; the same words of another one are shown', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const before = bench.texts(id).length;
    bench.hear(3, said('ok', 'a'), said('ok', 'b'), said('ok', 'a'));
    expect(bench.texts(id).slice(before)).toEqual(['ok', 'ok']);
    bench.dispatch({ kind: 'sessionLost' });
    const shown = bench.conversation(id);
    bench.hear(1, asked('ok', 'b'), ...missed);
    bench.hear(1, said('ok', 'a'), said('ok', 'c'));
    expect(bench.texts(id).slice(before)).toEqual(['ok', 'ok', 'ok']);
    expect(bench.conversation(id)).toEqual({ ...shown, unread: shown.unread + 1 });
    expect(bench.model.conversations.size).toBe(1);
  });

  it('of an invitation that was missed leaves it as it is', () => {
    const bench = new ConversationBench();
    bench.hear(4, asked('Got a minute?', 'a'));
    bench.dispatch({ kind: 'sessionLost' });
    const [before] = [...bench.model.conversations.values()];
    expect(before).toMatchObject({ state: 'ended', end: 'missed', unread: 1 });
    bench.hear(1, asked('Got a minute?', 'a'), ...missed);
    expect([...bench.model.conversations.values()]).toEqual([before]);
    expect(bench.kinds().filter((kind) => kind === 'invitationReceived')).toHaveLength(1);
    // What was said after it belongs there.
    bench.hear(1, said('Hello?', 'b'));
    expect(bench.texts(before?.id ?? '')).toEqual(['Got a minute?', 'Hello?']);
  });

  it('is known after a restart', () => {
    const first = new ConversationBench();
    const { id } = first.connected();
    const before = first.texts(id).length;
    first.hear(3, said('ok', 'a'));
    const next = new ConversationBench();
    next.dispatch({
      kind: 'restore',
      conversations: [first.conversation(id)],
      messages: first.model.messages.get(id) ?? [],
      events: [],
      dormant: [],
      confirming: [],
    });
    next.hear(1, asked('ok', 'a'), ...missed);
    expect(next.texts(id).slice(before)).toEqual(['ok']);
    expect(next.conversation(id).end).toBe('connection-lost');
  });

  it('is known after a restart, also among all the messages that can be shown again then', () => {
    const first = new ConversationBench();
    const { id } = first.connected();
    first.hear(3, said('ok', 'a'));
    const messages = first.model.messages.get(id) ?? [];
    const last = messages.at(-1)!;
    // Thirty conversations of two hundred, whichever comes first.
    const later = Array.from({ length: 6_000 - messages.length }, (_, at) => ({
      ...last,
      id: `later-${at}`,
      wireId: `w${at}`,
    }));
    const next = new ConversationBench();
    const conversations = [first.conversation(id)];
    const shown = { conversations, events: [], dormant: [], confirming: [] };
    next.dispatch({ kind: 'restore', ...shown, messages: [...messages, ...later] });
    next.hear(1, asked('ok', 'a'), ...missed);
    expect(next.texts(id)).toHaveLength(6_000);
  });

  it('of a server that gives none is told from the same words by nothing', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const before = bench.texts(id).length;
    bench.hear(3, said('ok'), said('ok'));
    expect(bench.texts(id).slice(before)).toEqual(['ok', 'ok']);
  });
});
