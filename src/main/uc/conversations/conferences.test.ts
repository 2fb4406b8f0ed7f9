import { describe, expect, it } from 'vitest';
import { ConversationBench, dana, kim, lee } from '../testing/conversation-bench';

const focus = 'sip:dana@example.com;gruu;opaque=app:conf:focus:id:ABC';

describe('a conference', () => {
  it('7.34 follows roster, roles and lock', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.hear(
      5,
      { kind: 'participant', uri: 'sip:KIM@example.com', role: 'presenter' },
      { kind: 'participant', uri: dana, role: 'presenter' },
      { kind: 'locked', locked: true },
    );
    expect(bench.conversation(id)).toMatchObject({
      isConference: true,
      ownRole: 'presenter',
      locked: true,
      participants: [
        { uri: lee, name: 'Lee Park', role: 'attendee' },
        { uri: kim, name: 'Kim Cho', role: 'presenter' },
      ],
    });
  });

  it('7.11 locks with true, ejects and promotes', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.dispatch({ kind: 'lock', id, locked: true, rid: 'a' });
    bench.dispatch({ kind: 'promote', id, uri: kim, rid: 'b' });
    bench.dispatch({ kind: 'eject', id, uri: lee, rid: 'c' });
    expect(bench.requests.slice(1).map(({ confId, action }) => ({ confId, ...action }))).toEqual([
      { confId: 5, kind: 'lock', locked: true },
      { confId: 5, kind: 'promoteParticipant', uri: kim },
      { confId: 5, kind: 'ejectParticipant', uri: lee },
    ]);
  });

  it.each<[string, ('reply' | 'event')[]]>([
    ['the reply alone', ['reply']],
    ['the event alone', ['event']],
    ['the reply, then the event', ['reply', 'event']],
    ['the event, then the reply', ['event', 'reply']],
  ])('6.7 is changed by %s', (_, heard) => {
    const bench = new ConversationBench();
    const id = bench.conference();
    const tellAll = (rid: string, update: Parameters<ConversationBench['hear']>[1]): void => {
      for (const each of heard) {
        if (each === 'event') bench.hear(5, update);
        else bench.settled(rid, { kind: 'succeeded' });
      }
    };
    bench.dispatch({ kind: 'promote', id, uri: kim, rid: 'p' });
    tellAll('p', { kind: 'participant', uri: kim, role: 'presenter' });
    bench.dispatch({ kind: 'lock', id, locked: true, rid: 'l' });
    tellAll('l', { kind: 'locked', locked: true });
    bench.dispatch({ kind: 'eject', id, uri: lee, rid: 'e' });
    tellAll('e', { kind: 'participantRemoved', uri: lee });
    expect(bench.conversation(id)).toMatchObject({
      state: 'connected',
      locked: true,
      participants: [{ uri: kim, name: 'Kim Cho', role: 'presenter' }],
    });
    bench.dispatch({ kind: 'lock', id, locked: false, rid: 'u' });
    tellAll('u', { kind: 'locked', locked: false });
    expect(bench.conversation(id).locked).toBe(false);
  });

  it('6.7 stays as it was where the server refuses, or a late reply is of a conference that is over', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.dispatch({ kind: 'promote', id, uri: kim, rid: 'p' });
    bench.dispatch({ kind: 'lock', id, locked: true, rid: 'l' });
    bench.dispatch({ kind: 'eject', id, uri: lee, rid: 'e' });
    const before = bench.conversation(id);
    for (const rid of ['p', 'l', 'e']) bench.settled(rid, { kind: 'failed', failure: { code: 'not-allowed' } });
    expect(bench.conversation(id)).toEqual(before);
    bench.dispatch({ kind: 'lock', id, locked: true, rid: 'l2' });
    bench.hear(5, { kind: 'imSessionState', state: 'terminated' });
    bench.settled('l2', { kind: 'succeeded' });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', locked: false });
  });

  it('7.12 drops another who was removed, and is out itself when the URI is its own', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.hear(5, { kind: 'participantRemoved', uri: lee });
    expect(bench.conversation(id)).toMatchObject({ state: 'connected', participants: [{ uri: kim }] });
    bench.hear(
      5,
      { kind: 'participantRemoved', uri: 'sip:Dana@Example.com' },
      { kind: 'imSessionState', state: 'terminated' },
    );
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'ejected' });
    expect(() => bench.send(id, 'Hey')).toThrow('not-allowed');
  });

  it('7.35 lets everybody in a one-to-one conversation invite', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.dispatch({ kind: 'invite', id, uris: [kim], rid: 'more' });
    expect(bench.last).toMatchObject({ confId: 3, action: { kind: 'inviteParticipants', uris: [kim] } });
    bench.hear(3, { kind: 'escalationMode', mode: 'escalating' }, { kind: 'inviteFailed', uri: kim });
    bench.settled('more', { kind: 'failed', failure: { code: 'peer-offline' } });
    expect(bench.signals.at(-1)).toMatchObject({ kind: 'inviteFailed', uri: kim, failure: { code: 'peer-offline' } });
  });

  it.each<[string, (bench: ConversationBench) => void]>([
    [
      'the failure of the request',
      (bench) => bench.settled('more', { kind: 'failed', failure: { code: 'peer-offline' } }),
    ],
    ['its success', (bench) => bench.settled('more', { kind: 'succeeded' })],
    ['the name of who does not come', (bench) => bench.hear(3, { kind: 'inviteFailed', uri: kim })],
    ['the coming of who was asked', (bench) => bench.hear(3, { kind: 'participant', uri: kim })],
    ['`connected`', (bench) => bench.hear(3, { kind: 'imSessionState', state: 'connected' })],
    ['patience', (bench) => bench.pass('escalation')],
  ])('6.6 lets what waits for the change through after %s', (_, happens) => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.dispatch({ kind: 'invite', id, uris: [kim], rid: 'more' });
    bench.hear(3, { kind: 'escalationMode', mode: 'escalating' });
    bench.send(id, 'After');
    expect(bench.sent()).not.toContain('After');
    happens(bench);
    expect(bench.sent()).toContain('After');
    expect(bench.conversation(id).state).toBe('connected');
  });

  it('is what more than two are, whatever was said: one who leaves ends it for nobody else', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.dispatch({ kind: 'invite', id, uris: [kim], rid: 'more' });
    bench.hear(3, { kind: 'participant', uri: kim });
    expect(bench.conversation(id).isConference).toBe(true);
    bench.settled('more', { kind: 'succeeded' });
    bench.hear(3, { kind: 'participantRemoved', uri: kim });
    bench.send(id, 'To Lee');
    expect(bench.last).toMatchObject({ confId: 3, action: { kind: 'sendMessage' } });
    bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
    bench.send(id, 'To Lee again');
    bench.settled(bench.requests.at(-2)?.rid ?? '', { kind: 'succeeded' });
    bench.accepted(bench.requests.findLast(({ action }) => action.kind === 'sendMessage')?.rid ?? '');
    expect(bench.last).toMatchObject({ confId: 0, action: { kind: 'initiateImSession', uris: [lee] } });
  });

  it('is not made of the two addresses of one person', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.accepted(rid, 3);
    bench.hear(
      3,
      { kind: 'participant', uri: 'sip:lee.park@example.com' },
      { kind: 'imSessionState', state: 'connected' },
    );
    bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
    bench.send(id, 'Again');
    expect(bench.last).toMatchObject({ confId: 0, action: { kind: 'initiateImSession', uris: [lee] } });
  });

  it('tells of each of several who did not come, though they share one rid', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.dispatch({ kind: 'invite', id, uris: ['sip:a@example.com', 'sip:b@example.com'], rid: 'more' });
    for (const uri of ['sip:a@example.com', 'sip:b@example.com']) {
      bench.hear(5, { kind: 'inviteFailed', uri });
      bench.settled('more', { kind: 'failed', failure: { code: 'peer-offline' } });
    }
    expect(bench.kinds()).toEqual(['inviteFailed', 'inviteFailed']);
  });

  it('4.8 tells who did not come also when no reason follows', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.dispatch({ kind: 'invite', id, uris: ['sip:a@example.com'], rid: 'more' });
    bench.hear(5, { kind: 'inviteFailed', uri: 'sip:a@example.com' });
    expect(bench.kinds()).toEqual([]);
    const timer = bench.effects.findLast((effect) => effect.kind === 'timer');
    if (timer?.kind !== 'timer') throw new Error('no timer');
    bench.dispatch({ kind: 'timer', timer: timer.timer });
    expect(bench.signals).toMatchObject([
      { kind: 'inviteFailed', uri: 'sip:a@example.com', failure: { code: 'unknown-outcome' } },
    ]);
    bench.dispatch({ kind: 'timer', timer: timer.timer });
    expect(bench.kinds()).toEqual(['inviteFailed']);
  });

  it('6.8 joins again by its focus URI and takes the roster anew', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.dispatch({ kind: 'leave', id, rid: 'bye' });
    bench.dispatch({ kind: 'rejoin', id, rid: 'back' });
    expect(bench.last).toMatchObject({ rid: 'back', confId: 0, action: { kind: 'initiateImSession', uris: [focus] } });
    bench.accepted('back', 6);
    bench.hear(
      6,
      { kind: 'participant', uri: kim, name: 'Kim Cho', role: 'presenter' },
      { kind: 'imSessionState', state: 'connected' },
    );
    expect(bench.conversation(id)).toMatchObject({ state: 'connected', participants: [{ uri: kim }] });
    expect(bench.texts(id)).toEqual(['All hands']);
  });

  it('ends as connection-lost where joining again is refused, and fails what waits', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.hear(5, { kind: 'imSessionState', state: 'terminated' });
    const messageId = bench.send(id, 'Hello?');
    expect(bench.last?.action).toMatchObject({ kind: 'initiateImSession', uris: [focus] });
    bench.settled(bench.last?.rid ?? '', { kind: 'failed', failure: { code: 'refused' } });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'connection-lost' });
    expect(bench.message(id, messageId).delivery).toBe('failed');
  });

  it('invites the same people anew with what is written or sent again once the conference is no more', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.hear(5, { kind: 'imSessionState', state: 'terminated' });
    const messageId = bench.send(id, 'Hello?');
    bench.settled(bench.last?.rid ?? '', { kind: 'failed', failure: { code: 'not-found' } });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'over' });
    expect(bench.message(id, messageId).delivery).toBe('failed');
    bench.dispatch({ kind: 'retry', id, messageId });
    const uris = bench.conversation(id).participants.map(({ uri }) => uri);
    expect(uris.length).toBeGreaterThan(1);
    expect(bench.last).toMatchObject({
      confId: 0,
      action: { kind: 'initiateImSession', uris, message: { content: 'Hello?' } },
    });
    expect(bench.conversation(id).state).toBe('inviting');
  });

  it('does not know what became of messages that nobody is left to confirm', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    const [first, second] = ['One', 'Two'].map((text) => {
      const messageId = bench.send(id, text);
      const rid = bench.last?.rid ?? '';
      bench.accepted(rid);
      bench.settled(rid, { kind: 'succeeded' });
      return { messageId, rid };
    });
    bench.hear(5, { kind: 'messageIdReceived', rid: first?.rid ?? '', messageId: '1-mcu' });
    bench.hear(5, { kind: 'participantRemoved', uri: lee });
    expect(bench.message(id, second?.messageId ?? '').delivery).toBe('sent');
    bench.hear(5, { kind: 'participantRemoved', uri: kim });
    expect(bench.message(id, first?.messageId ?? '').delivery).toBe('confirmed');
    expect(bench.message(id, second?.messageId ?? '').delivery).toBe('unknown');
  });

  it('does not know what became of unconfirmed messages in any conference of a server that confirms, once the session is lost', () => {
    const bench = new ConversationBench();
    const say = (id: string): { messageId: string; rid: string } => {
      const messageId = bench.send(id, 'Anybody?');
      const rid = bench.last?.rid ?? '';
      bench.accepted(rid);
      return { messageId, rid };
    };
    const one = bench.conference(5);
    bench.hear(5, { kind: 'messageIdReceived', rid: say(one).rid, messageId: '1-mcu' });
    const other = bench.conference(6);
    const { messageId } = say(other);
    // Long enough to have arrived, had anybody been left to take it.
    bench.monotonicNow += 3_600_000;
    bench.dispatch({ kind: 'sessionLost' });
    expect(bench.message(other, messageId).delivery).toBe('unknown');
  });

  it('7.12 takes a participantRemoved that stands outside a conference', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.hear(0, { kind: 'participantRemoved', uri: dana });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'ejected' });
  });
});

describe('a lost session', () => {
  it('6.11 ends one-to-one conversations as connection-lost and goes on when written to', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.isOnline = false;
    bench.dispatch({ kind: 'sessionLost' });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'connection-lost' });
    bench.send(id, 'Still here?');
    bench.isOnline = true;
    bench.dispatch({ kind: 'online' });
    expect(bench.last).toMatchObject({ confId: 0, action: { kind: 'initiateImSession', uris: [lee] } });
    expect(bench.kinds()).toEqual([]);
  });

  it('6.11 joins conferences again by themselves and then sends what waits', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.isOnline = false;
    bench.dispatch({ kind: 'sessionLost' });
    bench.send(id, 'Where were we?');
    bench.isOnline = true;
    bench.dispatch({ kind: 'online' });
    expect(bench.last?.action).toMatchObject({ kind: 'initiateImSession', uris: [focus] });
    bench.accepted(bench.last?.rid ?? '', 2);
    bench.hear(2, { kind: 'imSessionState', state: 'connected' });
    expect(bench.last).toMatchObject({ confId: 2, action: { kind: 'sendMessage' } });
    expect(bench.conversation(id).state).toBe('connected');
  });

  it('calls an unanswered invitation missed', () => {
    const bench = new ConversationBench();
    const id = bench.invited();
    bench.dispatch({ kind: 'sessionLost' });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'missed' });
    expect(bench.kinds()).toEqual(['invitationReceived', 'invitationClosed']);
  });

  it('does not take the numbers of the old session for those of the new', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.dispatch({ kind: 'sessionLost' });
    const again = bench.invited(3, 'New session, old number');
    expect(again).toBe(id);
    bench.hear(3, { kind: 'imSessionState', state: 'connected' });
    expect(bench.conversation(id).state).toBe('connected');
  });
});

describe('restoring an earlier run', () => {
  it('brings threads back as ended, sends what waited and does not repeat what was under way', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const under = bench.send(id, 'under way');
    const waiting = bench.send(id, 'waiting');
    const next = new ConversationBench();
    next.isOnline = false;
    next.dispatch({
      kind: 'restore',
      conversations: [...bench.model.conversations.values()],
      messages: bench.model.messages.get(id) ?? [],
      dormant: [],
      events: [],
      confirming: [],
    });
    expect(next.conversation(id)).toMatchObject({ state: 'ended', end: 'connection-lost' });
    expect(next.message(id, under).delivery).toBe('unknown');
    next.isOnline = true;
    next.dispatch({ kind: 'online' });
    expect(next.sent()).toEqual(['waiting']);
    expect(next.message(id, waiting).delivery).toBe('sending');
  });

  it('6.8 joins a conference again by the focus of the earlier run, and invites anew where that was never told', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    const waiting = bench.send(id, 'under way') && bench.send(id, 'waiting');
    const messages = bench.model.messages.get(id) ?? [];
    const saved = { ...bench.conversation(id), state: 'ended', end: 'connection-lost' } as const;
    const { focusUri: _, ...nowhere } = saved;

    const next = new ConversationBench();
    next.dispatch({ kind: 'restore', conversations: [saved], messages, events: [], dormant: [], confirming: [] });
    next.dispatch({ kind: 'online' });
    expect(next.last).toMatchObject({ confId: 0, action: { kind: 'initiateImSession', uris: [focus] } });
    expect(next.message(id, waiting).delivery).toBe('queued');

    const lost = new ConversationBench();
    lost.dispatch({ kind: 'restore', conversations: [nowhere], messages, events: [], dormant: [], confirming: [] });
    expect(lost.conversation(id)).toMatchObject({ state: 'ended', end: 'over' });
    expect(lost.message(id, waiting).delivery).toBe('failed');
    lost.dispatch({ kind: 'retry', id, messageId: waiting });
    expect(lost.last).toMatchObject({ confId: 0, action: { kind: 'initiateImSession', uris: [lee, kim] } });
  });

  it('does not know whether what began a session reached anybody who had not answered, however long ago it was written', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.dispatch({ kind: 'sessionLost' });
    const messageId = bench.send(id, 'Still there?');
    bench.accepted(bench.last?.rid ?? '', 9);
    const [message] = bench.model.messages.get(id)?.slice(-1) ?? [];
    expect(message).toMatchObject({ id: messageId, delivery: 'sent' });
    const next = new ConversationBench();
    next.dispatch({
      kind: 'restore',
      conversations: [bench.conversation(id)],
      messages: (bench.model.messages.get(id) ?? []).map((each) => ({ ...each, at: each.at - 60_000 })),
      events: bench.model.events.get(id) ?? [],
      dormant: [],
      confirming: [],
    });
    expect(next.message(id, messageId).delivery).toBe('unknown');
  });

  it('does not know what became of messages that a conference had not confirmed, whatever it confirmed after them', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    const sent = ['One', 'Two', 'Three'].map((text) => {
      const messageId = bench.send(id, text);
      const rid = bench.last?.rid ?? '';
      bench.accepted(rid);
      return { messageId, rid };
    });
    bench.hear(5, { kind: 'messageIdReceived', rid: sent[1]?.rid ?? '', messageId: '2-mcu' });
    const next = new ConversationBench();
    next.dispatch({
      kind: 'restore',
      conversations: [bench.conversation(id)],
      messages: bench.model.messages.get(id) ?? [],
      dormant: [],
      events: [],
      confirming: [],
    });
    const deliveries = (next.model.messages.get(id) ?? []).map(({ body, delivery }) => [body.text, delivery]);
    expect(deliveries).toEqual([
      ['All hands', 'sent'],
      ['One', 'unknown'],
      ['Two', 'confirmed'],
      ['Three', 'unknown'],
    ]);
  });

  it.each([
    ['outgoing', 'connected', 'sent'],
    ['outgoing', 'connecting', 'unknown'],
    ['incoming', 'connected', 'unknown'],
  ] as const)('%s and %s when the program ended: its first message is %s', (direction, state, delivery) => {
    const bench = new ConversationBench();
    const id = bench.conference();
    const { end: _, ...saved } = bench.conversation(id);
    const [message] = bench.model.messages.get(id) ?? [];
    const next = new ConversationBench();
    next.dispatch({
      kind: 'restore',
      conversations: [{ ...saved, direction, state }],
      messages: message ? [{ ...message, delivery: 'sent' }] : [],
      dormant: [],
      events: [],
      confirming: [],
    });
    expect(next.message(id, message?.id ?? '').delivery).toBe(delivery);
  });

  it('does not doubt what somebody had accepted, in whichever session of the thread', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const [first] = bench.model.messages.get(id) ?? [];
    if (!first) throw new Error('nothing was said');
    const said = (at: number) => ({ ...first, id: `m${at}`, at, delivery: 'sent' as const });
    const news = (at: number, kind: 'accepted' | 'ended') => ({
      id: `e${at}`,
      conversationId: id,
      at,
      news:
        kind === 'ended'
          ? { kind, end: 'peer-left' as const, isConference: false, who: [] }
          : { kind, uri: lee, name: 'Lee' },
    });
    const next = new ConversationBench();
    next.dispatch({
      kind: 'restore',
      conversations: [{ ...bench.conversation(id), startedAt: 100 }],
      messages: [said(100), said(120), said(200), said(201), said(300)],
      dormant: [],
      events: [news(110, 'accepted'), news(150, 'ended'), news(210, 'accepted'), news(250, 'ended')],
      confirming: [lee],
    });
    const deliveries = (next.model.messages.get(id) ?? []).map(({ at, delivery }) => [at, delivery]);
    expect(deliveries).toEqual([
      [100, 'sent'],
      [120, 'unknown'],
      [200, 'sent'],
      [201, 'unknown'],
      // It was not accepted.
      [300, 'unknown'],
    ]);
  });
});
