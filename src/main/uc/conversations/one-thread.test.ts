// A person has one thread, session after session; where each begins is told.
import { describe, expect, it } from 'vitest';
import { sampleConversation } from '../../../shared/testing/sample-conversation';
import type { ThreadNews } from '../../../shared/domain/thread-event';
import { ConversationBench, kim, lee } from '../testing/conversation-bench';
import { conferenceIdOf, threadIdOf } from './whose-thread';

function start(bench: ConversationBench, id: string, text: string, subject = ''): void {
  bench.dispatch({ kind: 'start', id, messageId: `m-${text}`, to: [lee], subject, body: { text } });
}

function begun(bench: ConversationBench): [string, string][] {
  return bench.told.flatMap(({ news }): [string, string][] =>
    news.kind === 'started'
      ? [[news.direction, news.subject]]
      : news.kind === 'called'
        ? [['call', news.subject ?? '']]
        : [],
  );
}

/** As the history has it. */
const saved = sampleConversation({
  id: 'c77',
  state: 'ended',
  end: 'peer-left',
  subject: 'Long ago',
  peer: lee,
  participants: [{ uri: lee, name: 'Lee Park', role: 'attendee' }],
});
const restore = (bench: ConversationBench, ...dormant: (typeof saved)[]): void =>
  bench.dispatch({ kind: 'restore', conversations: [], dormant, messages: [], events: [], confirming: [] });

describe('writing to somebody', () => {
  it('goes on in their thread after its end, as a session with its own subject', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.dispatch({ kind: 'leave', id, rid: 'r90' });
    expect(threadIdOf(bench.state, lee)).toBe(id);
    start(bench, id, 'And now?', 'Dock gate');
    expect(bench.model.conversations.size).toBe(1);
    expect(bench.conversation(id)).toMatchObject({ state: 'inviting', subject: 'Dock gate', peer: lee });
    expect(bench.last?.action).toMatchObject({ kind: 'initiateImSession', uris: [lee], subject: 'Dock gate' });
    expect(begun(bench)).toEqual([
      ['outgoing', ''],
      ['outgoing', 'Dock gate'],
    ]);
  });

  it('is about something else after one of both has left, and goes on about the same after everything else', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start('Is noon fine?', [lee], 'Delivery slot');
    bench.accepted(rid, 3);
    bench.hear(3, { kind: 'imSessionState', state: 'connected' });
    bench.dispatch({ kind: 'sessionLost' });
    bench.send(id, 'Still there?');
    expect(bench.last?.action).toMatchObject({ kind: 'initiateImSession', subject: 'Delivery slot' });
    bench.accepted(bench.last?.rid ?? '', 4);
    bench.hear(4, { kind: 'imSessionState', state: 'connected' });
    bench.hear(4, { kind: 'participantRemoved', uri: lee });
    bench.send(id, 'By the way');
    expect(bench.last?.action).not.toHaveProperty('subject');
    expect(bench.conversation(id).subject).toBe('');
  });

  it('is said in the session that goes on; a subject that the wire cannot carry there is said as well', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    start(bench, id, 'The gate is shut.', 'Dock gate');
    expect(bench.sent().at(-1)).toBe('Dock gate\nThe gate is shut.');
    expect(bench.texts(id).at(-1)).toBe('Dock gate\nThe gate is shut.');
    expect(begun(bench)).toHaveLength(1);
  });

  it('accepts where they ring', () => {
    const bench = new ConversationBench();
    const id = bench.invited();
    start(bench, threadIdOf(bench.state, lee) ?? '', 'Here');
    expect(bench.actions()).toContain('acceptImSession');
    expect(bench.texts(id)).toEqual(['Got a minute?', 'Here']);
  });

  it('brings back a thread that only the history has, under its id', () => {
    const bench = new ConversationBench();
    restore(bench, saved);
    expect(bench.model.conversations.size).toBe(0);
    expect(threadIdOf(bench.state, lee)).toBe('c77');
    start(bench, 'c77', 'Are you still there?');
    expect(bench.conversation('c77')).toMatchObject({ startedAt: saved.startedAt, state: 'inviting', subject: '' });
    expect(bench.state.dormant.size).toBe(0);
  });

  it('tells that a session began before the words it begins with, also where they waited for a connection', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.dispatch({ kind: 'leave', id, rid: 'r90' });
    bench.isOnline = false;
    bench.now = 5_000;
    bench.send(id, 'Waits');
    bench.now = 9_000;
    bench.isOnline = true;
    bench.dispatch({ kind: 'online' });
    expect(bench.told.at(-1)).toMatchObject({ at: 5_000, news: { kind: 'started', direction: 'outgoing' } });
  });
});

describe('what somebody begins', () => {
  it('comes into the thread that only the history has', () => {
    const bench = new ConversationBench();
    restore(bench, saved);
    expect(bench.invited()).toBe('c77');
    expect(bench.conversation('c77')).toMatchObject({ state: 'invited', subject: '', unread: 1 });
    expect(begun(bench)).toEqual([['incoming', '']]);
  });

  it('is a thread of its own for as long as they are in another session with us, and then in the newest', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const other = bench.invited();
    expect(other).not.toBe(id);
    expect(threadIdOf(bench.state, lee)).toBeDefined();
    bench.dispatch({ kind: 'leave', id, rid: 'r90' });
    expect(threadIdOf(bench.state, lee)).toBe(other);
  });

  it('does not come back after the history has forgotten it', () => {
    const bench = new ConversationBench();
    restore(bench, saved);
    bench.dispatch({ kind: 'erased', id: 'c77' });
    expect(threadIdOf(bench.state, lee)).toBeUndefined();
    expect(bench.invited()).not.toBe('c77');
  });

  it('goes on in their thread where a call is answered with messages', () => {
    const bench = new ConversationBench();
    restore(bench, saved);
    bench.dispatch({ kind: 'callAnswering', id: 'c90', rid: 'r90', peer: lee });
    bench.dispatch({ kind: 'callAnswered', id: 'c90', rid: 'r90', confId: 8, peer: lee, subject: 'Urgent load' });
    expect([...bench.model.conversations.keys()]).toEqual(['c77']);
    expect(bench.conversation('c77')).toMatchObject({ state: 'connecting', subject: 'Urgent load' });
    expect(begun(bench)).toEqual([['call', 'Urgent load']]);
  });
});

describe('a thread that became a conference', () => {
  function escalated(): { bench: ConversationBench; id: string } {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.hear(
      3,
      { kind: 'confUri', uri: 'sip:dana@example.com;gruu;opaque=app:conf:focus:id:ABC' },
      { kind: 'escalationMode', mode: 'escalated' },
      { kind: 'participant', uri: lee, name: 'Lee Park', role: 'attendee' },
      { kind: 'participant', uri: kim, name: 'Kim Cho', role: 'attendee' },
    );
    return { bench, id };
  }

  it('is not with its person alone while it goes on', () => {
    const { bench, id } = escalated();
    expect(bench.conversation(id)).toMatchObject({ isConference: true, peer: lee });
    expect(threadIdOf(bench.state, lee)).toBeUndefined();
  });

  it('is with them alone again when they are asked for after that, and goes on as a conference when it is written to', () => {
    const { bench, id } = escalated();
    bench.dispatch({ kind: 'leave', id, rid: 'r90' });
    bench.send(id, 'To all');
    expect(bench.last?.action).toMatchObject({ kind: 'initiateImSession', uris: [expect.stringContaining('focus')] });
    bench.dispatch({ kind: 'leave', id, rid: 'r91' });
    bench.dispatch({ kind: 'wake', owner: lee });
    expect(bench.conversation(id)).toMatchObject({ isConference: false, participants: [{ uri: lee }] });
    expect(bench.conversation(id)).not.toHaveProperty('focusUri');
  });
});

const focus = 'sip:dana@example.com;gruu;opaque=app:conf:focus:id:ABC';

describe('two threads that turn out to be one', () => {
  function askedIntoConference(bench: ConversationBench, confId: number): string {
    bench.hear(confId, {
      kind: 'imSessionReceived',
      inviter: { uri: lee, name: 'Lee Park' },
      role: 'attendee',
      escalationMode: 'escalated',
      subject: 'All hands',
      message: { content: 'Once more, please' },
    });
    const signal = bench.signals.findLast(({ kind }) => kind === 'invitationReceived');
    return signal?.kind === 'invitationReceived' ? signal.conversationId : '';
  }

  it('4.8 go on together when the focus is told of a conference that was talked in before', () => {
    const bench = new ConversationBench();
    const old = bench.conference();
    bench.dispatch({ kind: 'leave', id: old, rid: 'r90' });
    bench.now = 5_000;
    const id = askedIntoConference(bench, 8);
    expect(id).not.toBe(old);
    bench.dispatch({ kind: 'accept', id, rid: 'r91' });
    bench.hear(8, { kind: 'confUri', uri: focus }, { kind: 'imSessionState', state: 'connected' });
    bench.pass('twin');
    expect([...bench.model.conversations.keys()]).toEqual([id]);
    expect(bench.conversation(id)).toMatchObject({ state: 'connected', startedAt: 1_000, unread: 1 });
    expect(bench.texts(id)).toEqual(['All hands', 'Once more, please']);
    expect(bench.model.messages.get(id)?.every(({ conversationId }) => conversationId === id)).toBe(true);
    // What is asked of the one that is gone, or still comes for it, is of the one that goes on.
    bench.send(old, 'Here');
    expect(bench.last).toMatchObject({ confId: 8, action: { kind: 'sendMessage' } });
    bench.hear(5, { kind: 'messageReceived', sender: kim, message: { content: 'Too late' } });
    expect(bench.texts(id).at(-1)).toBe('Too late');
    expect(bench.model.conversations.size).toBe(1);
  });

  it('go on together also where only the history has the one before', () => {
    const bench = new ConversationBench();
    const { peer: _, ...conference } = saved;
    restore(bench, { ...conference, isConference: true, focusUri: focus });
    const id = askedIntoConference(bench, 8);
    bench.hear(8, { kind: 'confUri', uri: focus });
    bench.pass('twin');
    expect([...bench.model.conversations.keys()]).toEqual([id]);
    expect(bench.conversation(id)).toMatchObject({ state: 'invited', startedAt: saved.startedAt });
  });

  it('are one again after one of two sessions with a person has ended, with what was said in the order of time', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.now = 2_000;
    const other = bench.invited(4, 'From my other desk');
    bench.dispatch({ kind: 'accept', id: other, rid: 'r91' });
    bench.hear(4, { kind: 'imSessionState', state: 'connected' });
    bench.now = 3_000;
    bench.hear(3, { kind: 'messageReceived', sender: lee, message: { content: 'From my first' } });
    bench.now = 4_000;
    bench.hear(4, { kind: 'messageReceived', sender: lee, message: { content: 'And here again' } });
    bench.pass('twin');
    expect(bench.model.conversations.size).toBe(2);
    bench.hear(3, { kind: 'participantRemoved', uri: lee });
    bench.pass('twin');
    expect([...bench.model.conversations.keys()]).toEqual([other]);
    expect(bench.conversation(other)).toMatchObject({ state: 'connected', startedAt: 1_000 });
    expect(bench.texts(other)).toEqual(['Is noon fine?', 'From my other desk', 'From my first', 'And here again']);
    bench.send(id, 'Yes');
    expect(bench.last).toMatchObject({ confId: 4, action: { kind: 'sendMessage', message: { content: 'Yes' } } });
  });
});

describe('asking the same people about the same again', () => {
  function ended(): { bench: ConversationBench; id: string } {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.dispatch({ kind: 'leave', id, rid: 'r90' });
    return { bench, id };
  }

  it('goes on in the thread of their conference, for these people and this subject alone', () => {
    const { bench, id } = ended();
    expect(conferenceIdOf(bench.state, [kim, lee], '')).toBe(id);
    expect(conferenceIdOf(bench.state, [kim, lee], 'Lunch')).toBeUndefined();
    expect(conferenceIdOf(bench.state, [kim, lee, 'sip:sam@example.com'], '')).toBeUndefined();
  });

  it('6.8 joins it by its focus, and invites them anew where it is no more', () => {
    const { bench, id } = ended();
    bench.dispatch({ kind: 'start', id, messageId: 'm90', to: [kim, lee], subject: '', body: { text: 'Again' } });
    expect(bench.last?.action).toMatchObject({ kind: 'initiateImSession', uris: [focus] });
    bench.settled(bench.last?.rid ?? '', { kind: 'failed', failure: { code: 'not-found' } });
    expect(bench.last?.action).toMatchObject({ kind: 'initiateImSession', message: { content: 'Again' } });
    expect(bench.last?.action).toMatchObject({ uris: expect.arrayContaining([kim, lee]) as unknown });
    expect(bench.model.conversations.size).toBe(1);
    expect(bench.message(id, 'm90').delivery).toBe('sending');
  });
});

it('tells how a session ended that the program did not see, before anything else of it', () => {
  const bench = new ConversationBench();
  const cut = sampleConversation({ id: 'c5', state: 'connected', peer: lee, lastActivityAt: 700 });
  const events = [{ id: 'e6', conversationId: 'c5', at: 900, news: { kind: 'connected' } as ThreadNews }];
  bench.dispatch({ kind: 'restore', conversations: [cut], dormant: [], messages: [], events, confirming: [] });
  expect(bench.told).toMatchObject([
    { conversationId: 'c5', at: 900, news: { kind: 'ended', end: 'connection-lost' } },
  ]);
});
