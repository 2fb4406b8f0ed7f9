import { describe, expect, it } from 'vitest';
import { ConversationBench, lee } from '../testing/conversation-bench';

const gone = {
  kind: 'failed',
  failure: { code: 'peer-offline' },
  error: { code: 18201, sipResponse: { code: 480, text: 'Temporarily Unavailable' } },
} as const;

/** Lee's client has lost its session in the same trouble, and has not come back yet. */
function writtenTooSoon(): ConversationBench & { id: string; first: string } {
  const bench = new ConversationBench();
  bench.expectedBack.add(lee);
  const { id, messageId, rid } = bench.start('Still there?');
  bench.accepted(rid, 3);
  bench.hear(3, { kind: 'inviteFailed', uri: lee });
  bench.settled(rid, gone);
  bench.hear(3, { kind: 'imSessionState', state: 'terminated' });
  return Object.assign(bench, { id, first: messageId });
}

const timeIsUp = (bench: ConversationBench): void => {
  const timer = bench.effects.findLast((effect) => effect.kind === 'timer' && effect.timer.kind === 'comingBack');
  if (timer?.kind !== 'timer') throw new Error('no timer');
  bench.dispatch({ kind: 'timer', timer: timer.timer });
};

describe('a message to somebody who is not back yet', () => {
  it('waits, calls nothing failed, and goes out once when they are there', () => {
    const bench = writtenTooSoon();
    const { id, first } = bench;
    expect(bench.conversation(id)).toMatchObject({ state: 'inviting' });
    expect(bench.message(id, first)).toMatchObject({ delivery: 'queued' });
    expect(bench.kinds()).not.toContain('messageFailed');
    expect(bench.sent()).toEqual(['Still there?']);

    timeIsUp(bench);
    expect(bench.sent()).toEqual(['Still there?', 'Still there?']);
    const again = bench.last?.rid ?? '';
    bench.accepted(again, 4);
    bench.hear(4, { kind: 'imSessionState', state: 'connected' });
    bench.settled(again, { kind: 'succeeded' });
    expect(bench.conversation(id)).toMatchObject({ state: 'connected' });
    expect(bench.message(id, first)).toMatchObject({ delivery: 'sent' });
    timeIsUp(bench);
    expect(bench.sent()).toHaveLength(2);
  });

  it('keeps its place before what is written meanwhile', () => {
    const bench = writtenTooSoon();
    const second = bench.send(bench.id, 'I have news.');
    expect(bench.sent()).toHaveLength(1);
    expect(bench.message(bench.id, second)).toMatchObject({ delivery: 'queued' });
    timeIsUp(bench);
    const again = bench.last?.rid ?? '';
    bench.accepted(again, 4);
    bench.hear(4, { kind: 'imSessionState', state: 'connected' });
    bench.settled(again, { kind: 'succeeded' });
    expect(bench.sent()).toEqual(['Still there?', 'Still there?', 'I have news.']);
  });

  it('fails with its reason when they are not expected any more', () => {
    const bench = writtenTooSoon();
    bench.expectedBack.clear();
    timeIsUp(bench);
    bench.accepted(bench.last?.rid ?? '', 4);
    bench.settled(bench.last?.rid ?? '', gone);
    expect(bench.message(bench.id, bench.first)).toMatchObject({ delivery: 'failed', failure: 'peer-offline' });
    expect(bench.conversation(bench.id)).toMatchObject({ state: 'ended', end: 'peer-offline' });
  });

  it('goes by their own invitation when that is quicker', () => {
    const bench = writtenTooSoon();
    bench.invited(8, 'Back again');
    expect(bench.actions().at(-1)).toBe('acceptImSession');
    bench.hear(8, { kind: 'imSessionState', state: 'connected' });
    expect(bench.sent()).toEqual(['Still there?', 'Still there?']);
    timeIsUp(bench);
    expect(bench.sent()).toHaveLength(2);
  });

  it('is called off by leaving, and nothing rings later', () => {
    const bench = writtenTooSoon();
    bench.dispatch({ kind: 'leave', id: bench.id, rid: 'r99' });
    timeIsUp(bench);
    expect(bench.sent()).toHaveLength(1);
    expect(bench.message(bench.id, bench.first)).toMatchObject({ delivery: 'failed' });
  });

  it('fails at once where nobody says that it has reached nobody', () => {
    const bench = new ConversationBench();
    bench.expectedBack.add(lee);
    const { id, messageId, rid } = bench.start();
    bench.settled(rid, { kind: 'failed', failure: { code: 'peer-offline' } });
    expect(bench.message(id, messageId)).toMatchObject({ delivery: 'failed' });
  });
});
