import { describe, expect, it } from 'vitest';
import type { CwaRequest } from '../../../protocol/requests';
import type { RequestOutcome } from '../request-outcome';
import { assumedAfterMs, lostAfterMs, lostAfterPolls, RequestTable } from './request-table';

function open(settlesOnReply = false) {
  let now = 0;
  const table = new RequestTable(() => now);
  const outcomes: RequestOutcome[] = [];
  const request: CwaRequest = { kind: 'deleteGroup', rid: '7', id: 3 };
  table.open(request, { onOutcome: (outcome) => outcomes.push(outcome) }, settlesOnReply);
  table.markSent('7');
  return { table, outcomes, pass: (ms: number) => (now += ms) };
}

describe('the request table', () => {
  it('settles a request by its event, once', () => {
    const { table, outcomes } = open();
    table.accept('7', { kind: 'requestAccepted', rid: '7' });
    expect(outcomes).toEqual([]);
    table.succeed('7');
    table.succeed('7');
    expect(outcomes).toEqual([{ kind: 'succeeded' }]);
  });

  it('settles by the reply what has its result there', () => {
    const { table, outcomes } = open(true);
    table.accept('7', { kind: 'requestAccepted', rid: '7' });
    expect(outcomes).toEqual([{ kind: 'succeeded' }]);
  });

  it('6.11 settles a request whose reply was lost by the event with its rid', () => {
    const { table, outcomes } = open();
    table.markLost('7');
    table.fail('7', { code: 18201, sipResponse: { code: 485 } });
    expect(outcomes).toMatchObject([{ kind: 'failed', failure: { code: 'duplicate-name' } }]);
  });

  it('6.11 calls it unknown when the reply was lost and no event came for long enough', () => {
    const { table, outcomes, pass } = open();
    table.markLost('7');
    pass(lostAfterMs);
    for (let n = 1; n < lostAfterPolls; n++) table.polled();
    expect(outcomes, 'not before enough polls could have brought it').toEqual([]);
    table.polled();
    expect(outcomes).toEqual([{ kind: 'unknown' }]);
  });

  it('does not lose patience while no poll gets through', () => {
    const { table, outcomes, pass } = open();
    table.markLost('7');
    pass(lostAfterMs * 100);
    expect(outcomes).toEqual([]);
  });

  it('takes an event that overtook its lost reply', () => {
    const { table, outcomes } = open();
    table.succeed('7');
    table.markLost('7');
    expect(outcomes).toEqual([{ kind: 'succeeded' }]);
  });

  it('takes silence after an accepted request for success in the end', () => {
    const { table, outcomes, pass } = open();
    table.accept('7', { kind: 'requestAccepted', rid: '7' });
    pass(assumedAfterMs);
    table.polled();
    expect(outcomes).toEqual([{ kind: 'succeeded' }]);
  });

  it('gives back what the server refused because it does not know the session', () => {
    const { table, outcomes } = open();
    table.fail('7', { code: 18100 });
    expect(outcomes).toMatchObject([{ kind: 'not-sent' }]);
  });

  it('leaves nobody waiting at the end', () => {
    const { table, outcomes } = open();
    table.close({ code: 'cancelled' });
    expect(outcomes).toEqual([{ kind: 'unknown' }]);
  });
});
