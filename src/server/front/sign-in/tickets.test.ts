import { describe, expect, it } from 'vitest';
import type { Person } from '../../world';
import { judgeTicket, Tickets } from './tickets';

const times = { ttlMs: 1_000, graceMs: 500 };

describe('judgeTicket', () => {
  it.each([
    ['young', { issuedAt: 0 }, 999, 'good'],
    ['old enough to be replaced', { issuedAt: 0 }, 1_000, 'due'],
    ['used just in time', { issuedAt: 0 }, 1_499, 'due'],
    ['not used in time', { issuedAt: 0 }, 1_500, 'expired'],
    ['replaced a moment ago', { issuedAt: 0, replacedAt: 1_200 }, 1_699, 'good'],
    ['replaced long ago', { issuedAt: 0, replacedAt: 1_200 }, 1_700, 'expired'],
  ] as const)('%s', (_, ticket, now, verdict) => {
    expect(judgeTicket(ticket, now, times)).toBe(verdict);
  });
});

describe('Tickets', () => {
  const person: Person = { key: 'sip:dana@example.com', uri: 'sip:dana@example.com', phones: [] };

  function setUp(): { tickets: Tickets; pass: (ms: number) => void } {
    let now = 0;
    const tickets = new Tickets(times, () => now, 3);
    return { tickets, pass: (ms) => void (now += ms) };
  }

  it('rotates by age and honours the older one for a while', () => {
    const { tickets, pass } = setUp();
    const first = tickets.issue(person, 'forms').ticket;
    expect(tickets.verify(first)?.ticket).toBe(first);
    pass(1_000);
    const second = tickets.verify(first)?.ticket;
    expect(second).not.toBe(first);
    // A command and a poll with the old one: both are told the same new one.
    expect(tickets.verify(first)?.ticket).toBe(second);
    pass(500);
    expect(tickets.verify(first)).toBeUndefined();
    expect(tickets.verify(second)?.person).toBe(person);
  });

  it.each([undefined, '', 'x', 'x'.repeat(10_000), '9f3c\n'])('does not know %j', (ticket) => {
    const { tickets } = setUp();
    tickets.issue(person, 'forms');
    expect(tickets.verify(ticket)).toBeUndefined();
  });

  it('forgets what is past, and a whole sign-in when it is revoked', () => {
    const { tickets, pass } = setUp();
    const { ticket } = tickets.issue(person, 'forms');
    pass(1_200);
    const next = tickets.verify(ticket)!.ticket;
    tickets.revoke(ticket);
    expect(tickets.verify(next)).toBeUndefined();
    pass(10_000);
    tickets.sweep();
    expect(tickets.size).toBe(0);
  });

  it('keeps a bounded number of sign-ins of one user, the newest', () => {
    const { tickets } = setUp();
    const issued = [1, 2, 3, 4].map(() => tickets.issue(person, 'forms').ticket);
    expect(issued.map((ticket) => tickets.verify(ticket) !== undefined)).toEqual([false, true, true, true]);
  });
});
