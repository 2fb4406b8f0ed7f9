import { describe, expect, it } from 'vitest';
import type { Call } from '../../shared/domain/conversation';
import { emptyModel } from '../../shared/domain/model';
import { unknownPerson } from '../../shared/domain/person';
import { missedCallers } from './missed-calls';

const call = (id: string, at: number, more: Partial<Call> = {}): Call => ({
  conversationId: id,
  from: 'sip:lee@example.com',
  name: 'Lee Park',
  state: 'ended',
  canRedirect: false,
  canReplyWithIm: false,
  isUrgent: false,
  at,
  isUnseen: true,
  ...more,
});
const callers = (...calls: readonly Call[]) =>
  missedCallers({ ...emptyModel, calls: new Map(calls.map((each) => [each.conversationId, each])) });

describe('missedCallers', () => {
  it('has one row a caller, with how often and when they rang last; who rang last stands first', () => {
    const found = callers(
      call('c1', 1),
      call('c2', 2, { from: 'sip:kim@example.com', name: 'Kim Okafor' }),
      call('c3', 3, { isUrgent: true }),
    );
    expect(found.map(({ name, at, calls, isUrgent }) => [name, at, calls.length, isUrgent])).toEqual([
      ['Lee Park', 3, 2, true],
      ['Kim Okafor', 2, 1, false],
    ]);
  });

  it('leaves out what somebody has looked at', () => {
    expect(callers(call('c1', 1, { isUnseen: false }), call('c2', 2, { state: 'ringing', isUnseen: false }))).toEqual(
      [],
    );
  });

  it('says what the latest call that told a subject was about', () => {
    const [row] = callers(
      call('c1', 1, { subject: 'Dock four' }),
      call('c2', 2, { subject: 'Dock nine' }),
      call('c3', 3),
    );
    expect(row?.subject).toBe('Dock nine');
  });

  it('takes nobody who hides their address for somebody else who does', () => {
    expect(callers(call('c1', 1, { from: unknownPerson }), call('c2', 2, { from: unknownPerson }))).toHaveLength(2);
  });
});
