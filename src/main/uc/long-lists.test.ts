// Lists are as long as a server or a history makes them. An engine of JavaScript takes about 120,000 arguments to a function, no more.
import { describe, expect, it } from 'vitest';
import { emptyModel, type Change } from '../../shared/domain/model';
import { sampleConversation } from '../../shared/testing/sample-conversation';
import { newAccountState, type AccountInput } from './account-state';
import { firstIds } from './ids';
import { reduceAccount, type ReducedAccount } from './reduce-account';

const count = 130_000;
const many = Array.from({ length: count }, (_, index) => index);
const addressOf = (index: number): string => `sip:p${index}@example.com`;

const fresh = newAccountState(firstIds, 1033);
const moment = { now: 1, monotonicNow: 1, isOnline: true };
const hear = (input: AccountInput): ReducedAccount => reduceAccount(fresh, input, emptyModel, moment);
const countOf = ({ changes }: ReducedAccount, kind: Change['kind']): number =>
  changes.filter((change) => change.kind === kind).length;

describe('a list of any length', () => {
  it('of people who ask to watch is told whole', () => {
    const subscribers = many.map((index) => ({
      uri: addressOf(index),
      displayName: '',
      acknowledged: false,
    }));
    const event = { kind: 'subscribers', eid: 1, subscribers } as const;
    expect(countOf(hear({ kind: 'event', event }), 'subscriber')).toBe(count);
  });

  it('of what the history has kept is shown again', () => {
    const conversations = many.map((index) => sampleConversation({ id: `c${index}`, participants: [] }));
    const contents = {
      conversations,
      dormant: [],
      messages: [],
      events: [],
      calls: [],
      confirming: [],
      nextNumber: count,
    };
    expect(countOf(hear({ kind: 'restored', contents }), 'conversation')).toBe(count);
  });
});
