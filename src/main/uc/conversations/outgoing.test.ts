import { describe, expect, it } from 'vitest';
import { ConversationBench, dana, kim, lee } from '../testing/conversation-bench';

const offline = { kind: 'failed', failure: { code: 'peer-offline' } } as const;

describe('starting a conversation', () => {
  it('7.5 sends confId 0 and shows the text at once as the first message, which is not sent again', () => {
    const bench = new ConversationBench();
    const { id, messageId, rid } = bench.start('Is noon fine?', [lee], 'Delivery slot');
    expect(bench.last).toEqual({
      kind: 'conference',
      rid,
      confId: 0,
      action: {
        kind: 'initiateImSession',
        uris: [lee],
        message: { content: 'Is noon fine?' },
        subject: 'Delivery slot',
      },
    });
    expect(bench.conversation(id)).toMatchObject({ state: 'inviting', direction: 'outgoing', inviter: dana });
    expect(bench.message(id, messageId).delivery).toBe('sending');
    bench.accepted(rid, 3);
    bench.hear(3, { kind: 'imSessionState', state: 'connecting' }, { kind: 'imSessionState', state: 'connected' });
    expect(bench.conversation(id).state).toBe('connected');
    expect(bench.message(id, messageId).delivery).toBe('sent');
    expect(bench.actions()).toEqual(['initiateImSession']);
  });

  it('7.4 takes confId from the reply', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.accepted(rid, 3);
    bench.hear(3, { kind: 'imSessionState', state: 'connected' });
    expect(bench.conversation(id).state).toBe('connected');
  });

  it('7.4 takes confId from the event, and from both together only once', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.hear(
      3,
      { kind: 'initiateImSessionAccepted', rid, confId: 3 },
      { kind: 'imSessionState', state: 'connected' },
    );
    bench.accepted(rid, 3);
    bench.hear(3, { kind: 'initiateImSessionAccepted', rid, confId: 3 });
    expect(bench.conversation(id).state).toBe('connected');
    expect(bench.model.conversations.size).toBe(1);
  });

  it('7.4 makes up for the events that came before the reply which tells their confId', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.hear(3, { kind: 'escalationMode', mode: 'peer' }, { kind: 'imSessionState', state: 'connected' });
    expect(bench.conversation(id).state).toBe('inviting');
    bench.accepted(rid, 3);
    expect(bench.conversation(id).state).toBe('connected');
  });

  it('leaves the subject out where there is none (7.29 subject is optional)', () => {
    const bench = new ConversationBench();
    bench.start();
    expect(bench.last?.action).not.toHaveProperty('subject');
  });

  it('waits for a connection and then sends', () => {
    const bench = new ConversationBench();
    bench.isOnline = false;
    const { id, messageId } = bench.start();
    expect(bench.requests).toEqual([]);
    expect(bench.message(id, messageId).delivery).toBe('queued');
    bench.isOnline = true;
    bench.dispatch({ kind: 'online' });
    expect(bench.sent()).toEqual(['Is noon fine?']);
  });

  it('ends as peer-offline in the documented order of events, and a retry invites again with the same text', () => {
    const bench = new ConversationBench();
    const { id, messageId, rid } = bench.start();
    bench.accepted(rid, 3);
    bench.hear(
      3,
      { kind: 'escalationMode', mode: 'invitingPeer' },
      { kind: 'escalationMode', mode: 'none' },
      { kind: 'inviteFailed', uri: lee },
    );
    bench.settled(rid, offline);
    bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'peer-offline' });
    expect(bench.message(id, messageId)).toMatchObject({ delivery: 'failed', failure: 'peer-offline' });
    expect(bench.kinds()).toEqual(['messageFailed']);
    bench.dispatch({ kind: 'retry', id, messageId });
    expect(bench.sent()).toEqual(['Is noon fine?', 'Is noon fine?']);
    expect(bench.conversation(id).state).toBe('inviting');
    expect(bench.conversation(id).end).toBeUndefined();
  });

  it('fails what was typed meanwhile together with the invitation', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.accepted(rid, 3);
    const second = bench.send(id, 'Or one o’clock?');
    bench.settled(rid, offline);
    expect(bench.message(id, second)).toMatchObject({ delivery: 'failed', failure: 'peer-offline' });
    expect(bench.requests).toHaveLength(1);
  });

  it('ends as declined when the invitee says no, with the text delivered', () => {
    const bench = new ConversationBench();
    const { id, messageId, rid } = bench.start();
    bench.accepted(rid, 3);
    bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'peer-declined' });
    expect(bench.message(id, messageId).delivery).toBe('sent');
  });

  it('ends the wire conversation of somebody who left before its number was known', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.dispatch({ kind: 'leave', id, rid: 'leave' });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'left' });
    bench.accepted(rid, 3);
    expect(bench.last).toMatchObject({ confId: 3, action: { kind: 'terminateImSession' } });
    bench.hear(3, { kind: 'initiateImSessionAccepted', rid, confId: 3 });
    expect(bench.actions().filter((kind) => kind === 'terminateImSession')).toHaveLength(1);
  });

  it('keeps going with those who came when some of several did not', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start('All hands', [lee, kim]);
    bench.accepted(rid, 5);
    bench.hear(5, { kind: 'escalationMode', mode: 'escalated' }, { kind: 'imSessionState', state: 'connected' });
    bench.hear(5, { kind: 'inviteFailed', uri: kim });
    bench.settled(rid, offline);
    expect(bench.conversation(id)).toMatchObject({ state: 'connected', participants: [{ uri: lee }] });
    expect(bench.signals).toContainEqual({
      kind: 'inviteFailed',
      conversationId: id,
      uri: kim,
      failure: { code: 'peer-offline' },
    });
  });
});

describe('sending', () => {
  it('holds messages until connected, then sends them one at a time and in order', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start('one');
    bench.send(id, 'two');
    bench.send(id, 'three');
    bench.accepted(rid, 3);
    bench.hear(3, { kind: 'imSessionState', state: 'connecting' });
    expect(bench.sent()).toEqual(['one']);
    bench.hear(3, { kind: 'imSessionState', state: 'connected' });
    expect(bench.sent()).toEqual(['one', 'two']);
    bench.accepted(bench.last?.rid ?? '');
    expect(bench.sent()).toEqual(['one', 'two', 'three']);
  });

  it('shows queued, sending, sent, confirmed as they come', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const messageId = bench.send(id, 'Hello');
    const rid = bench.last?.rid ?? '';
    const seen = [bench.message(id, messageId).delivery];
    bench.accepted(rid);
    seen.push(bench.message(id, messageId).delivery);
    bench.settled(rid, { kind: 'succeeded' });
    bench.hear(3, { kind: 'messageIdReceived', rid, messageId: '2-mcu' });
    seen.push(bench.message(id, messageId).delivery);
    expect(seen).toEqual(['sending', 'sent', 'confirmed']);
  });

  it('fails the very message that messageSendFailed names', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const first = bench.send(id, 'one');
    const firstRid = bench.last?.rid ?? '';
    bench.accepted(firstRid);
    const second = bench.send(id, 'two');
    bench.accepted(bench.last?.rid ?? '');
    bench.hear(3, { kind: 'messageIdReceived', rid: firstRid, messageId: '1-mcu' });
    bench.hear(3, { kind: 'messageSendFailed', messageId: '1-mcu' });
    expect(bench.message(id, first).delivery).toBe('failed');
    expect(bench.message(id, second).delivery).toBe('sent');
  });

  it('holds messages while the conversation escalates and sends them in order afterwards', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.hear(3, { kind: 'escalationMode', mode: 'escalating' });
    expect(bench.conversation(id).state).toBe('escalating');
    bench.send(id, 'one');
    bench.send(id, 'two');
    expect(bench.actions()).toEqual(['initiateImSession']);
    bench.hear(3, { kind: 'escalationMode', mode: 'escalated' });
    expect(bench.conversation(id)).toMatchObject({ state: 'connected', isConference: true });
    bench.accepted(bench.last?.rid ?? '');
    expect(bench.sent().slice(1)).toEqual(['one', 'two']);
  });

  it('goes on one-to-one when the escalation fails', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.hear(3, { kind: 'escalationMode', mode: 'escalating' });
    bench.send(id, 'Still there?');
    bench.hear(3, { kind: 'escalationMode', mode: 'peer' });
    expect(bench.conversation(id)).toMatchObject({ state: 'connected', isConference: false });
    expect(bench.sent()).toContain('Still there?');
  });

  it('marks a message unknown when its reply was lost and nothing settles it, and goes on with the next', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const first = bench.send(id, 'one');
    bench.send(id, 'two');
    bench.settled(bench.last?.rid ?? '', { kind: 'unknown' });
    expect(bench.message(id, first).delivery).toBe('unknown');
    expect(bench.sent()).toEqual(['Is noon fine?', 'one', 'two']);
    expect(bench.kinds()).toContain('messageFailed');
  });

  it('keeps its place before later ones when it certainly did not go out', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.send(id, 'one');
    bench.send(id, 'two');
    const rid = bench.last?.rid ?? '';
    bench.isOnline = false;
    bench.settled(rid, { kind: 'not-sent', failure: { code: 'not-connected' } });
    bench.isOnline = true;
    bench.dispatch({ kind: 'online' });
    bench.accepted(bench.last?.rid ?? '');
    expect(bench.sent()).toEqual(['Is noon fine?', 'one', 'one', 'two']);
  });

  it('moves a retried message to the end of the thread', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const first = bench.send(id, 'one');
    bench.settled(bench.last?.rid ?? '', { kind: 'failed', failure: { code: 'refused' } });
    bench.send(id, 'two');
    bench.accepted(bench.last?.rid ?? '');
    bench.dispatch({ kind: 'retry', id, messageId: first });
    expect(bench.texts(id)).toEqual(['Is noon fine?', 'two', 'one']);
    expect(bench.message(id, first)).toMatchObject({ delivery: 'sending' });
    expect(bench.message(id, first).failure).toBeUndefined();
  });

  it('discards what waits or has failed, and nothing that is under way', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start('one');
    const second = bench.send(id, 'two');
    bench.dispatch({ kind: 'discard', id, messageId: second });
    expect(bench.texts(id)).toEqual(['one']);
    bench.accepted(rid, 3);
    bench.hear(3, { kind: 'imSessionState', state: 'connected' });
    expect(bench.sent()).toEqual(['one']);
    const third = bench.send(id, 'three');
    expect(() => bench.dispatch({ kind: 'discard', id, messageId: third })).toThrow('not-allowed');
  });
});

describe('a conversation that has ended', () => {
  it('goes on as a new one on the wire, in the same thread, when somebody writes', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.hear(3, { kind: 'participantRemoved', uri: lee }, { kind: 'imSessionState', state: 'terminated' });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'peer-left', participants: [{ uri: lee }] });
    bench.send(id, 'One more thing');
    const rid = bench.last?.rid ?? '';
    expect(bench.last).toMatchObject({ confId: 0, action: { kind: 'initiateImSession', uris: [lee] } });
    bench.accepted(rid, 9);
    bench.hear(9, { kind: 'imSessionState', state: 'connected' });
    expect(bench.conversation(id).state).toBe('connected');
    expect(bench.texts(id)).toEqual(['Is noon fine?', 'One more thing']);
  });

  it('carries over a message that ran into the end', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.send(id, 'Wait');
    const rid = bench.last?.rid ?? '';
    bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
    bench.settled(rid, { kind: 'failed', failure: { code: 'not-allowed' } });
    expect(bench.last).toMatchObject({ confId: 0, action: { kind: 'initiateImSession' } });
    expect(bench.sent()).toEqual(['Is noon fine?', 'Wait', 'Wait']);
  });

  describe('whose news come after the refusal of what was still said in it', () => {
    const outOfPlace = { kind: 'failed', failure: { code: 'not-allowed' }, error: { code: 18102 } } as const;
    const refused = (bench: ConversationBench, id: string) => {
      const messageId = bench.send(id, 'Wait');
      const rid = bench.last?.rid ?? '';
      bench.send(id, 'And then');
      bench.settled(rid, outOfPlace);
      return messageId;
    };

    it('carries over that and what follows, in order', () => {
      const bench = new ConversationBench();
      const { id } = bench.connected();
      refused(bench, id);
      expect(bench.kinds()).not.toContain('messageFailed');
      bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
      const rid = bench.last?.rid ?? '';
      bench.accepted(rid, 9);
      bench.hear(9, { kind: 'imSessionState', state: 'connected' });
      expect(bench.sent()).toEqual(['Is noon fine?', 'Wait', 'Wait', 'And then']);
    });

    it('says what the server said where no such news come, and goes on', () => {
      const bench = new ConversationBench();
      const { id } = bench.connected();
      const messageId = refused(bench, id);
      bench.pass('refused');
      expect(bench.message(id, messageId)).toMatchObject({ delivery: 'failed', failure: 'not-allowed' });
      expect(bench.sent().at(-1)).toBe('And then');
    });

    it('waits for the next session where this one is lost', () => {
      const bench = new ConversationBench();
      const id = bench.conference();
      refused(bench, id);
      bench.isOnline = false;
      bench.dispatch({ kind: 'sessionLost' });
      expect(bench.state.threads.get(id)?.outbox).toHaveLength(2);
    });

    it('says that there is no conversation where one was sent out of it', () => {
      const bench = new ConversationBench();
      const id = bench.conference();
      const messageId = refused(bench, id);
      bench.hear(5, { kind: 'participantRemoved', uri: dana });
      expect(bench.message(id, messageId)).toMatchObject({ delivery: 'failed', failure: 'not-connected' });
    });

    it('says the same where the news come first and nothing goes on', () => {
      const bench = new ConversationBench();
      const { id } = bench.connected();
      const messageId = bench.send(id, 'Wait');
      const rid = bench.last?.rid ?? '';
      bench.dispatch({ kind: 'leave', id, rid: 'x' });
      bench.settled(rid, outOfPlace);
      expect(bench.message(id, messageId)).toMatchObject({ delivery: 'failed', failure: 'not-connected' });
    });
  });

  it('leaves unknown what was sent but not confirmed, where earlier messages were', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const say = (text: string): { messageId: string; rid: string } => {
      const messageId = bench.send(id, text);
      const rid = bench.last?.rid ?? '';
      bench.accepted(rid);
      return { messageId, rid };
    };
    const first = say('one');
    bench.hear(3, { kind: 'messageIdReceived', rid: first.rid, messageId: '1' });
    const second = say('two');
    bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
    expect(bench.message(id, first.messageId).delivery).toBe('confirmed');
    expect(bench.message(id, second.messageId).delivery).toBe('unknown');
  });

  it('takes what was sent for sent where nobody ever confirms', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const messageId = bench.send(id, 'one');
    bench.accepted(bench.last?.rid ?? '');
    bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
    expect(bench.message(id, messageId).delivery).toBe('sent');
  });

  it('knows from an earlier run who confirms', () => {
    const bench = new ConversationBench();
    bench.dispatch({ kind: 'restore', conversations: [], messages: [], events: [], dormant: [], confirming: [lee] });
    const { id } = bench.connected();
    const messageId = bench.send(id, 'one');
    bench.accepted(bench.last?.rid ?? '');
    bench.monotonicNow += 3_600_000;
    bench.dispatch({ kind: 'sessionLost' });
    expect(bench.message(id, messageId).delivery).toBe('unknown');
  });

  it.each([
    [29_999, 'unknown'],
    [30_001, 'sent'],
  ] as const)(
    'where nobody ever confirms, doubts what was sent %i ms before the session was lost: %s',
    (ms, delivery) => {
      const bench = new ConversationBench();
      const { id } = bench.connected();
      const messageId = bench.send(id, 'one');
      bench.accepted(bench.last?.rid ?? '');
      bench.monotonicNow += ms;
      // However the clock on the wall is set.
      bench.now -= 3_600_000;
      bench.dispatch({ kind: 'sessionLost' });
      expect(bench.message(id, messageId).delivery).toBe(delivery);
    },
  );

  it('takes no notice of what still comes for its old number', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.hear(3, { kind: 'imSessionState', state: 'terminated' }, { kind: 'imSessionState', state: 'connected' });
    expect(bench.conversation(id).state).toBe('ended');
  });

  it('leaves the model with its messages when it is closed, is ended on the wire, and shows what is still said', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.dispatch({ kind: 'close', id, rid: 'close' });
    expect(bench.last).toMatchObject({ confId: 3, action: { kind: 'terminateImSession' } });
    expect(bench.model.conversations.has(id)).toBe(false);
    expect(bench.model.messages.size).toBe(0);
    bench.hear(3, { kind: 'messageReceived', sender: lee, message: { content: 'late' } });
    const [conversation, ...others] = bench.model.conversations.values();
    expect(others).toEqual([]);
    expect(conversation).toMatchObject({ state: 'ended', unread: 1 });
    expect(bench.texts(conversation?.id ?? '')).toEqual(['late']);
  });

  it('says again that it was left, and shows what was said, when the others have not heard of it', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.dispatch({ kind: 'leave', id, rid: 'bye' });
    bench.hear(3, { kind: 'messageReceived', sender: lee, message: { content: 'Wait' } });
    expect(bench.actions().filter((kind) => kind === 'terminateImSession')).toHaveLength(2);
    expect(bench.texts(id).at(-1)).toBe('Wait');
    expect(bench.conversation(id).state).toBe('ended');
  });
});
