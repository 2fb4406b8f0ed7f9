import { describe, expect, it } from 'vitest';
import type { Call } from '../../shared/domain/conversation';
import { emptyModel, type Model } from '../../shared/domain/model';
import { sampleConversation } from '../../shared/testing/sample-conversation';
import { arrivals, waited, waitingIn } from './waiting';

const call: Call = {
  conversationId: 'k1',
  from: 'sip:lee@example.com',
  name: 'Lee Park',
  state: 'ringing',
  canRedirect: false,
  canReplyWithIm: false,
  isUrgent: false,
  at: 9,
};
const invitation = (id: string, startedAt: number) =>
  sampleConversation({ id, state: 'invited', direction: 'incoming', startedAt });
const model: Model = {
  ...emptyModel,
  calls: new Map([
    ['k1', call],
    ['k2', { ...call, conversationId: 'k2', state: 'ended' }],
  ]),
  conversations: new Map(
    [invitation('c2', 5), invitation('c1', 3), sampleConversation({ id: 'c3' })].map((each) => [each.id, each]),
  ),
};

describe('waitingIn', () => {
  it('has calls first, then invitations in the order they came, then who has added one', () => {
    expect(waitingIn(model).map(({ key }) => key)).toEqual(['call/k1', 'invitation/c1', 'invitation/c2']);
  });
});

describe('arrivals', () => {
  it('are those that were not there before, also when others have gone', () => {
    const all = waitingIn(model);
    expect(arrivals(all, all.slice(0, 2)).map(({ key }) => key)).toEqual(['invitation/c2']);
    expect(arrivals(all.slice(0, 1), all)).toEqual([]);
  });
});

describe('waited', () => {
  it.each([
    [0, 'now', 0],
    [59_999, 'now', 0],
    [60_000, 'minutes', 1],
    [3_599_999, 'minutes', 59],
    [3_600_000, 'long', 60],
    [-5_000, 'now', 0],
  ] as const)('after %i ms is %s', (ms, kind, minutes) => {
    expect(waited(1_000, 1_000 + ms)).toEqual({ kind, minutes });
  });
});
