import { describe, expect, it } from 'vitest';
import type { DeliveryState, Message } from '../../shared/domain/message';
import type { ThreadEvent } from '../../shared/domain/thread-event';
import { threadEntries, withEnd } from './thread-entries';

const message = (id: string, at: number, delivery?: DeliveryState): Message => ({
  id,
  conversationId: 'c1',
  direction: delivery ? 'outgoing' : 'incoming',
  from: 'sip:lee@example.com',
  body: { text: 'x' },
  at,
  ...(delivery && { delivery }),
});
const event = (id: string, at: number): ThreadEvent => ({ id, conversationId: 'c1', at, news: { kind: 'connected' } });
const whole = { hasOlder: false, hasNewer: false };

describe('threadEntries', () => {
  it('puts what happened between the messages', () => {
    const messages = [message('m1', 10), message('m2', 20)];
    const events = [event('e1', 5), event('e2', 10), event('e3', 15), event('e4', 30)];
    const keys = threadEntries({ ...whole, messages, events }).map(({ key }) => key);
    expect(keys).toEqual(['e1', 'm1', 'e2', 'e3', 'm2', 'e4']);
  });

  it('leaves out what stands between messages that are not loaded', () => {
    const messages = [message('m1', 10), message('m2', 20)];
    const events = [event('e1', 5), event('e2', 15), event('e3', 30)];
    const keys = threadEntries({ messages, events, hasOlder: true, hasNewer: true }).map(({ key }) => key);
    expect(keys).toEqual(['m1', 'e2', 'm2']);
  });

  it('shows what happened where nothing was said', () => {
    expect(threadEntries({ ...whole, messages: [], events: [event('e1', 5)] })).toHaveLength(1);
  });

  it('marks what may not have arrived', () => {
    const messages = [
      message('m1', 1, 'confirmed'),
      message('m2', 2, 'failed'),
      message('m3', 3, 'unknown'),
      message('m4', 4, 'queued'),
      message('m5', 5),
    ];
    const doubts = threadEntries({ ...whole, messages, events: [] }).map((entry) => 'doubt' in entry && entry.doubt);
    expect(doubts).toEqual([false, 'notDelivered', 'notKnown', 'notDelivered', false]);
  });
});

describe('withEnd', () => {
  const conversation = {
    id: 'c1',
    subject: '',
    participants: [{ uri: 'sip:lee@example.com', name: 'Lee' }],
    startedAt: 1,
    lastActivityAt: 40,
    unread: 0,
    isMissed: false,
    end: 'connection-lost',
  } as const;
  const end = { id: 'ended', conversationId: 'c1', at: 40, news: { kind: 'ended', end: 'connection-lost' } };

  it('tells how a thread ended that nobody saw end', () => {
    expect(withEnd([event('e1', 5)], conversation, false)).toMatchObject([event('e1', 5), end]);
  });

  it('tells it neither twice nor of a conversation that goes on, nor of a call', () => {
    const events = withEnd([], conversation, false);
    expect(withEnd(events, conversation, false)).toBe(events);
    expect(withEnd([], conversation, true)).toEqual([]);
    const { end: _, ...call } = conversation;
    expect(withEnd([], call, false)).toEqual([]);
  });
});
