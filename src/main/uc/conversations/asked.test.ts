import { describe, expect, it } from 'vitest';
import { ConversationBench, kim, lee } from '../testing/conversation-bench';

const sam = 'sip:sam@example.com';
const connected = { kind: 'imSessionState', state: 'connected' } as const;
const escalated = { kind: 'escalationMode', mode: 'escalated' } as const;

/** `lee`, and `lee?` for somebody who is asked and not here. */
const shown = (bench: ConversationBench, id: string): string[] =>
  bench.conversation(id).participants.map(({ uri, isInvited }) => {
    const [name = ''] = uri.replace('sip:', '').split('@');
    return isInvited ? `${name}?` : name;
  });

function inviteSam(bench: ConversationBench, id: string): void {
  bench.dispatch({ kind: 'invite', id, uris: [sam], rid: 'more' });
}

describe('who is asked to come', () => {
  it('is marked until the server shows them as a participant', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start('All hands', [lee, kim]);
    expect(shown(bench, id)).toEqual(['lee?', 'kim?']);
    bench.accepted(rid, 5);
    bench.hear(5, escalated, { kind: 'participant', uri: lee, name: 'Lee Park', role: 'attendee' }, connected);
    expect(shown(bench, id)).toEqual(['lee', 'kim?']);
    bench.hear(5, { kind: 'participant', uri: kim, role: 'attendee' });
    expect(shown(bench, id)).toEqual(['lee', 'kim']);
  });

  it('has come, between two, when they are connected', () => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start();
    bench.accepted(rid, 3);
    expect(shown(bench, id)).toEqual(['lee?']);
    bench.hear(3, connected);
    expect(shown(bench, id)).toEqual(['lee']);
  });

  it.each([
    ['says something', { kind: 'messageReceived', sender: kim, message: { content: 'Here' } }],
    ['is writing', { kind: 'composingState', uri: kim, state: 'composing' }],
  ] as const)('has come when they %s, whatever the roster says', (_, update) => {
    const bench = new ConversationBench();
    const { id, rid } = bench.start('All hands', [lee, kim]);
    bench.accepted(rid, 5);
    bench.hear(5, escalated, connected, update);
    expect(shown(bench, id)).toEqual(['lee?', 'kim']);
  });

  it('is asked anew by what is written after the end, and has come by calling back', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
    bench.send(id, 'Still there?');
    expect(shown(bench, id)).toEqual(['lee?']);
    bench.settled(bench.last?.rid ?? '', { kind: 'failed', failure: { code: 'timeout' } });
    expect(bench.invited()).toBe(id);
    expect(shown(bench, id)).toEqual(['lee']);
  });

  it('is shown as asked in a conference until they come or fail, and nobody else goes with them', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    inviteSam(bench, id);
    expect(shown(bench, id)).toEqual(['lee', 'kim', 'sam?']);
    bench.settled('more', { kind: 'succeeded' });
    // Of somebody else of the same request, whose name is not told.
    bench.settled('more', { kind: 'failed', failure: { code: 'refused' } });
    expect(shown(bench, id)).toEqual(['lee', 'kim', 'sam?']);
    bench.hear(5, { kind: 'inviteFailed', uri: sam });
    bench.settled('more', { kind: 'failed', failure: { code: 'not-found' } });
    expect(shown(bench, id)).toEqual(['lee', 'kim']);
    inviteSam(bench, id);
    bench.hear(5, { kind: 'participant', uri: sam, role: 'attendee' });
    expect(shown(bench, id)).toEqual(['lee', 'kim', 'sam']);
  });

  it.each(['failed', 'not-sent', 'unknown'] as const)('is not shown where asking them is %s', (kind) => {
    const bench = new ConversationBench();
    const id = bench.conference();
    inviteSam(bench, id);
    bench.settled('more', kind === 'unknown' ? { kind } : { kind, failure: { code: 'not-allowed' } });
    expect(shown(bench, id)).toEqual(['lee', 'kim']);
  });

  it('7.12 is not shown any more when they are taken back, nor who has come once the server has sent them out', () => {
    const bench = new ConversationBench();
    const id = bench.conference();
    inviteSam(bench, id);
    for (const uri of [sam, kim]) {
      bench.dispatch({ kind: 'eject', id, uri, rid: `out ${uri}` });
    }
    bench.settled(`out ${sam}`, { kind: 'succeeded' });
    expect(shown(bench, id)).toEqual(['lee', 'kim']);
    bench.settled(`out ${kim}`, { kind: 'succeeded' });
    expect(shown(bench, id)).toEqual(['lee']);
  });

  it('is shown, where two become many, with the conference, and not where that fails (6.6)', () => {
    const bench = new ConversationBench();
    const { id } = bench.connected();
    inviteSam(bench, id);
    bench.hear(3, { kind: 'escalationMode', mode: 'escalating' });
    expect(shown(bench, id)).toEqual(['lee']);
    bench.hear(3, { kind: 'escalationMode', mode: 'peer' });
    inviteSam(bench, id);
    bench.hear(3, { kind: 'escalationMode', mode: 'escalating' }, { kind: 'participant', uri: kim }, escalated);
    expect(shown(bench, id)).toEqual(['lee', 'kim', 'sam?']);
  });
});
