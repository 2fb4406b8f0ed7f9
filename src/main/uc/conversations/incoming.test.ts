import { describe, expect, it } from 'vitest';
import { ConversationBench, dana, kim, lee } from '../testing/conversation-bench';

describe('being invited', () => {
  it('shows who asks, with the text as the first message of the thread', () => {
    const bench = new ConversationBench();
    const id = bench.invited();
    expect(bench.conversation(id)).toMatchObject({
      state: 'invited',
      direction: 'incoming',
      inviter: lee,
      participants: [{ uri: lee, name: 'Lee Park' }],
      unread: 1,
    });
    expect(bench.texts(id)).toEqual(['Got a minute?']);
    expect(bench.kinds()).toEqual(['invitationReceived']);
  });

  it('is told once when the same invitation comes twice', () => {
    const bench = new ConversationBench();
    bench.invited();
    bench.invited();
    expect(bench.kinds()).toEqual(['invitationReceived']);
    expect(bench.model.conversations.size).toBe(1);
  });

  it('accepts', () => {
    const bench = new ConversationBench();
    const id = bench.invited();
    bench.dispatch({ kind: 'accept', id, rid: 'yes' });
    expect(bench.last).toEqual({ kind: 'conference', rid: 'yes', confId: 4, action: { kind: 'acceptImSession' } });
    bench.hear(4, { kind: 'imSessionState', state: 'connecting' }, { kind: 'imSessionState', state: 'connected' });
    expect(bench.conversation(id).state).toBe('connected');
    expect(bench.kinds()).toEqual(['invitationReceived', 'invitationClosed']);
  });

  it.each(['accept', 'decline'] as const)(
    'to %s one that has just been withdrawn is too late, and not forbidden',
    (kind) => {
      const bench = new ConversationBench();
      const id = bench.invited();
      bench.hear(4, { kind: 'imSessionState', state: 'terminated' });
      const before = bench.requests.length;
      expect(() => bench.dispatch({ kind, id, rid: 'late' })).toThrow(
        expect.objectContaining({ code: 'invitation-over' }) as Error,
      );
      expect(bench.requests).toHaveLength(before);
    },
  );

  it('declines by terminateImSession before acceptance', () => {
    const bench = new ConversationBench();
    const id = bench.invited();
    bench.dispatch({ kind: 'decline', id, rid: 'no' });
    expect(bench.last).toEqual({ kind: 'conference', rid: 'no', confId: 4, action: { kind: 'terminateImSession' } });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'declined', unread: 0 });
    expect(bench.kinds()).toEqual(['invitationReceived', 'invitationClosed']);
  });

  it('is connected without a click when the server accepts for us', () => {
    const bench = new ConversationBench();
    const id = bench.invited();
    bench.hear(4, { kind: 'imSessionState', state: 'connected' });
    expect(bench.conversation(id).state).toBe('connected');
    expect(bench.kinds()).toEqual(['invitationReceived', 'invitationClosed']);
    bench.send(id, 'Here');
    expect(bench.sent()).toEqual(['Here']);
  });

  it('is answered elsewhere when the session just ends', () => {
    const bench = new ConversationBench();
    const id = bench.invited();
    bench.hear(4, { kind: 'imSessionState', state: 'terminated' });
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'answered-elsewhere', unread: 0 });
  });

  it('is missed when the inviter has gone, in whichever order that is told', () => {
    for (const order of [0, 1]) {
      const bench = new ConversationBench();
      const id = bench.invited();
      const updates = [
        { kind: 'participantRemoved', uri: lee },
        { kind: 'imSessionState', state: 'terminated' },
      ] as const;
      bench.hear(4, updates[order ? 1 : 0], updates[order ? 0 : 1]);
      expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'missed', unread: 1 });
    }
  });

  it('goes on in the ended thread with the same person', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
    expect(bench.invited(8, 'Back again')).toBe(id);
    expect(bench.conversation(id)).toMatchObject({ state: 'invited', direction: 'incoming' });
    expect(bench.conversation(id).end).toBeUndefined();
    expect(bench.texts(id)).toEqual(['Is noon fine?', 'Back again']);
  });

  it('does not go on in a thread that is alive, nor in one with somebody else', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    expect(bench.invited(8)).not.toBe(id);
    const other = new ConversationBench();
    const { id: withKim } = other.start('Hi', [kim]);
    other.settled(other.last?.rid ?? '', { kind: 'failed', failure: { code: 'peer-offline' } });
    expect(other.invited(8)).not.toBe(withKim);
  });

  it('takes writing for an answer', () => {
    const bench = new ConversationBench();
    const id = bench.invited();
    bench.send(id, 'Sure');
    expect(bench.actions()).toEqual(['acceptImSession']);
    bench.hear(4, { kind: 'imSessionState', state: 'connected' });
    expect(bench.sent()).toEqual(['Sure']);
  });

  it('accepts by itself where somebody here waits to say something to that person', () => {
    const bench = new ConversationBench();
    bench.isOnline = false;
    const { id } = bench.start('Are you there?');
    bench.isOnline = true;
    expect(bench.invited(8, 'Hello')).toBe(id);
    bench.hear(8, { kind: 'imSessionState', state: 'connected' });
    expect(bench.actions()).toEqual(['acceptImSession', 'sendMessage']);
  });

  it('is open again when accepting failed', () => {
    const bench = new ConversationBench();
    const id = bench.invited();
    bench.dispatch({ kind: 'accept', id, rid: 'yes' });
    bench.settled('yes', { kind: 'not-sent', failure: { code: 'not-connected' } });
    expect(bench.conversation(id).state).toBe('invited');
  });
});

describe('receiving', () => {
  it('counts what is unread until it is read', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.hear(3, { kind: 'messageReceived', sender: 'sip:LEE@example.com', message: { content: ' Yes ' } });
    expect(bench.conversation(id).unread).toBe(1);
    expect(bench.texts(id).at(-1)).toBe(' Yes ');
    expect(bench.model.messages.get(id)?.at(-1)?.from).toBe(lee);
    bench.dispatch({ kind: 'markRead', id });
    expect(bench.conversation(id).unread).toBe(0);
  });

  it('does not show an echo of its own message twice', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.send(id, 'Hello');
    bench.hear(3, { kind: 'messageReceived', sender: dana, message: { content: 'Hello' } });
    expect(bench.texts(id)).toEqual(['Is noon fine?', 'Hello']);
  });

  it('shows who is typing until idle, a message, or the end of the notice', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.hear(3, { kind: 'composingState', state: 'composing' });
    expect(bench.conversation(id).composing).toEqual([lee]);
    bench.hear(3, { kind: 'composingState', state: 'idle' });
    expect(bench.conversation(id).composing).toEqual([]);
    bench.hear(3, { kind: 'composingState', state: 'composing', uri: lee });
    bench.hear(3, { kind: 'messageReceived', sender: lee, message: { content: 'Yes' } });
    expect(bench.conversation(id).composing).toEqual([]);
    bench.hear(3, { kind: 'composingState', state: 'composing' });
    const timer = bench.effects.findLast(({ kind }) => kind === 'timer');
    if (timer?.kind !== 'timer') throw new Error('no timer');
    expect(timer.delayMs).toBe(60_000);
    bench.dispatch({ kind: 'timer', timer: timer.timer });
    expect(bench.conversation(id).composing).toEqual([]);
  });

  it('shows several writers in a conference and drops those who leave', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    bench.hear(5, { kind: 'composingState', state: 'composing', uri: lee });
    bench.hear(5, { kind: 'composingState', state: 'composing', uri: kim });
    expect(bench.conversation(id).composing).toEqual([lee, kim]);
    bench.hear(5, { kind: 'participantRemoved', uri: lee });
    expect(bench.conversation(id).composing).toEqual([kim]);
  });
});

describe('typing', () => {
  it('7.16 tells it once every refreshInterval − 2 seconds and at least 3 s apart', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    const notices = (): number => bench.actions().filter((kind) => kind === 'notifyComposing').length;
    for (const [refreshS, intervalS] of [
      [60, 58],
      [3, 3],
    ] as const) {
      bench.change({ kind: 'policy', policy: { ...bench.model.policy, composingRefreshS: refreshS } });
      bench.monotonicNow += 1_000_000;
      const before = notices();
      bench.dispatch({ kind: 'typing', id, isTyping: true });
      bench.monotonicNow += intervalS * 1_000 - 1;
      bench.dispatch({ kind: 'typing', id, isTyping: true });
      expect(notices() - before).toBe(1);
      bench.monotonicNow += 1;
      bench.dispatch({ kind: 'typing', id, isTyping: true });
      expect(notices() - before).toBe(2);
    }
  });

  it('says idle once, and only after it had said composing', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.dispatch({ kind: 'typing', id, isTyping: false });
    expect(bench.actions()).toEqual(['initiateImSession']);
    bench.dispatch({ kind: 'typing', id, isTyping: true });
    bench.dispatch({ kind: 'typing', id, isTyping: false });
    bench.dispatch({ kind: 'typing', id, isTyping: false });
    expect(bench.requests.slice(1).map(({ action }) => action)).toEqual([
      { kind: 'notifyComposing', state: 'composing' },
      { kind: 'notifyComposing', state: 'idle' },
    ]);
  });
});
