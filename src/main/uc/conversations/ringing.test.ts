import { beforeEach, describe, expect, it } from 'vitest';
import { ConversationBench, kim, lee } from '../testing/conversation-bench';

let bench: ConversationBench;

beforeEach(() => {
  bench = new ConversationBench();
  bench.ringMs = 12_000;
});

/** The invitation rings until its time is up. */
function ringOut(confId = 4): string {
  const id = bench.invited(confId);
  for (let piece = 0; piece < 3; piece += 1) bench.pass('ring');
  return id;
}

describe('an invitation that rings here', () => {
  it('6.4 is missed when its time is up, its notification is closed, and the other side is told nothing', () => {
    const id = bench.invited();
    bench.pass('ring');
    bench.pass('ring');
    expect(bench.conversation(id).state).toBe('invited');
    expect(bench.effects.flatMap((each) => (each.kind === 'timer' ? [each.delayMs] : []))).toEqual([
      5_000, 5_000, 2_000,
    ]);
    bench.pass('ring');
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'missed', unread: 1 });
    expect(bench.kinds()).toEqual(['invitationReceived', 'invitationClosed']);
    expect(bench.requests).toEqual([]);
  });

  it('keeps its subject, and is unread without a message', () => {
    bench.hear(4, {
      kind: 'imSessionReceived',
      inviter: { uri: lee, name: 'Lee Park' },
      role: 'attendee',
      escalationMode: 'invitingPeer',
      subject: 'Delivery slot',
    });
    for (let piece = 0; piece < 3; piece += 1) bench.pass('ring');
    const [conversation] = bench.model.conversations.values();
    expect(conversation).toMatchObject({ end: 'missed', subject: 'Delivery slot', unread: 1 });
  });

  it('rings until they give up where that is wanted', () => {
    bench.ringMs = 0;
    bench.invited();
    expect(bench.effects).toEqual([]);
  });

  it.each<[string, (id: string) => void]>([
    ['accepted', (id) => bench.dispatch({ kind: 'accept', id, rid: 'a' })],
    ['declined', (id) => bench.dispatch({ kind: 'decline', id, rid: 'a' })],
    ['accepted by the server', () => bench.hear(4, { kind: 'imSessionState', state: 'connected' })],
    ['taken back', () => bench.hear(4, { kind: 'participantRemoved', uri: lee })],
    ['lost with the session', () => bench.dispatch({ kind: 'sessionLost' })],
  ])('is not missed for having rung long enough once it is %s', (_, happens) => {
    const id = bench.invited();
    happens(id);
    const before = bench.conversation(id);
    bench.pass('ring');
    expect(bench.conversation(id)).toEqual(before);
  });

  it('is not missed by a computer that slept meanwhile, nor by a clock that is set', () => {
    const id = bench.invited();
    bench.pass('ring');
    bench.now += 86_400_000;
    bench.monotonicNow += 3_600_000;
    bench.pass('ring');
    expect(bench.conversation(id).state).toBe('invited');
  });

  it('goes on ringing where accepting failed, and is missed in the end', () => {
    const id = bench.invited();
    bench.dispatch({ kind: 'accept', id, rid: 'a' });
    bench.settled('a', { kind: 'failed', failure: { code: 'server-error' } });
    for (let piece = 0; piece < 3; piece += 1) bench.pass('ring');
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'missed' });
  });
});

describe('an invitation that has rung out', () => {
  it('6.4 is answered by writing, as long as nobody has taken it back', () => {
    const id = ringOut();
    bench.send(id, 'I was out');
    expect(bench.requests).toMatchObject([{ confId: 4, action: { kind: 'acceptImSession' } }]);
    expect(bench.conversation(id).state).toBe('connecting');
    bench.hear(4, { kind: 'imSessionState', state: 'connected' });
    expect(bench.last).toMatchObject({ confId: 4, action: { kind: 'sendMessage', message: { content: 'I was out' } } });
    // It was closed when it stopped to ring.
    expect(bench.kinds().filter((kind) => kind === 'invitationClosed')).toHaveLength(1);
  });

  it('3.5 says what is to be the subject, which the session that they began cannot take on', () => {
    const id = ringOut();
    bench.dispatch({ kind: 'send', id, messageId: 'm90', subject: 'Dock gate', body: { text: 'It is shut.' } });
    bench.hear(4, { kind: 'imSessionState', state: 'connected' });
    expect(bench.last?.action).toMatchObject({ kind: 'sendMessage', message: { content: 'Dock gate\nIt is shut.' } });
    expect(bench.texts(id).at(-1)).toBe('Dock gate\nIt is shut.');
    expect(bench.conversation(id).subject).toBe('');
  });

  it.each([
    ['`terminated`', [{ kind: 'imSessionState', state: 'terminated' }]],
    ['`participantRemoved`', [{ kind: 'participantRemoved', uri: 'sip:LEE@example.com' }]],
    [
      'both',
      [
        { kind: 'participantRemoved', uri: lee },
        { kind: 'imSessionState', state: 'terminated' },
      ],
    ],
    [
      'both, the other way round',
      [
        { kind: 'imSessionState', state: 'terminated' },
        { kind: 'participantRemoved', uri: lee },
      ],
    ],
  ] as const)('stays missed when it is taken back by %s; what is written then begins anew', (_, updates) => {
    const id = ringOut();
    const before = bench.conversation(id);
    bench.hear(4, ...updates);
    expect(bench.conversation(id)).toEqual(before);
    bench.send(id, 'I was out');
    expect(bench.requests).toMatchObject([{ confId: 0, action: { kind: 'initiateImSession', uris: [lee] } }]);
  });

  it('6.4 goes on where the server accepts it for us later', () => {
    const id = ringOut();
    bench.hear(4, { kind: 'imSessionState', state: 'connecting' }, { kind: 'imSessionState', state: 'connected' });
    expect(bench.conversation(id).state).toBe('connected');
    expect(bench.requests).toEqual([]);
    bench.hear(4, { kind: 'messageReceived', sender: lee, message: { content: 'There you are.' } });
    expect(bench.texts(id)).toEqual(['Got a minute?', 'There you are.']);
  });

  it('does not ring once more when the same invitation comes again', () => {
    const id = ringOut();
    const before = bench.conversation(id);
    expect(bench.invited()).toBe(id);
    expect(bench.conversation(id)).toEqual(before);
    expect(bench.model.conversations.size).toBe(1);
    expect(bench.kinds()).toEqual(['invitationReceived', 'invitationClosed']);
  });

  it('rings anew when they ask again', () => {
    const id = ringOut();
    bench.hear(4, { kind: 'imSessionState', state: 'terminated' });
    expect(bench.invited(7, 'Once more')).toBe(id);
    expect(bench.conversation(id)).toMatchObject({ state: 'invited' });
    bench.send(id, 'Here');
    expect(bench.requests).toMatchObject([{ confId: 7, action: { kind: 'acceptImSession' } }]);
  });

  it('does not take for its own what somebody else begins meanwhile', () => {
    const id = ringOut();
    const other = bench.start('Kim?', [kim]);
    bench.hear(4, { kind: 'escalationMode', mode: 'peer' });
    bench.hear(9, { kind: 'participant', uri: kim, role: 'attendee' }, { kind: 'imSessionState', state: 'connected' });
    bench.settled(other.rid, { kind: 'succeeded' });
    expect(bench.conversation(other.id).state).toBe('connected');
    expect(bench.conversation(id)).toMatchObject({ state: 'ended', end: 'missed' });
  });
});
