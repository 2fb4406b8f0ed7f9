import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../shared/domain/conversation';
import { deliveryStates, type DeliveryState, type Message } from '../../shared/domain/message';
import { emptyModel, type Model } from '../../shared/domain/model';
import { sampleConversation } from '../../shared/testing/sample-conversation';
import { markOf, openConversations } from './open-conversations';

const conversation = (id: string, more: Partial<Conversation>): Conversation =>
  sampleConversation({ id, direction: 'incoming', participants: [], lastActivityAt: 0, ...more });
const noDrafts: ReadonlySet<string> = new Set();
const own = (id: string, delivery: DeliveryState, number = 1): Message => ({
  id: `m${number}`,
  conversationId: id,
  direction: 'outgoing',
  from: 'sip:dana@example.com',
  body: { text: 'hello' },
  at: 0,
  delivery,
});
const online = { kind: 'online', since: 0 } as const;
const model = (conversations: Conversation[]): Model => ({
  ...emptyModel,
  conversations: new Map(conversations.map((each) => [each.id, each])),
});

describe('openConversations', () => {
  it('shows a missed invitation until somebody has read it, and not after', () => {
    const missed = conversation('c1', { state: 'ended', end: 'missed', unread: 1 });
    expect(openConversations(model([missed]), noDrafts)).toEqual([missed]);
    expect(openConversations(model([{ ...missed, unread: 0 }]), noDrafts)).toEqual([]);
  });

  it('shows unread ones first, then the latest, and no invitation that waits', () => {
    const shown = openConversations(
      model([
        conversation('c1', { lastActivityAt: 5 }),
        conversation('c2', { lastActivityAt: 1, unread: 2, state: 'ended' }),
        conversation('c3', { lastActivityAt: 9 }),
        conversation('c4', { state: 'invited' }),
      ]),
      noDrafts,
    );
    expect(shown.map(({ id }) => id)).toEqual(['c2', 'c3', 'c1']);
  });
});

describe('an ended conversation', () => {
  const ended = conversation('c1', { state: 'ended', end: 'peer-left' });

  it.each(deliveryStates)('stays as long as a message of it is not delivered (%s)', (delivery) => {
    const shown = openConversations(
      { ...model([ended]), messages: new Map([['c1', [own('c1', delivery)]]]) },
      noDrafts,
    );
    expect(shown.length > 0).toBe(['queued', 'sending', 'failed', 'unknown'].includes(delivery));
  });

  it('stays as long as something is half-written in it', () => {
    expect(openConversations(model([ended]), new Set(['conversation:c1']))).toEqual([ended]);
    expect(openConversations(model([ended]), new Set(['conversation:c2', 'invitation']))).toEqual([]);
  });
});

describe('markOf', () => {
  const live = conversation('c1', { state: 'connected' });
  const having = (...messages: Message[]): Model => ({
    ...model([live]),
    connection: online,
    messages: new Map([['c1', messages]]),
  });

  it('counts what is not sent, before what is in doubt, before a draft', () => {
    const drafts = new Set(['conversation:c1']);
    expect(markOf(having(), live, noDrafts)).toBeUndefined();
    expect(markOf(having(own('c1', 'confirmed')), live, drafts)).toEqual({ kind: 'draft' });
    expect(markOf(having(own('c1', 'unknown')), live, drafts)).toEqual({ kind: 'doubtful', count: 1 });
    expect(markOf(having(own('c1', 'unknown'), own('c1', 'failed'), own('c1', 'failed')), live, drafts)).toEqual({
      kind: 'unsent',
      count: 2,
    });
  });

  it('says of what is under way only where nothing moves that it is not sent', () => {
    const waiting = having(own('c1', 'queued'), own('c1', 'sending'));
    expect(markOf(waiting, live, noDrafts)).toBeUndefined();
    expect(markOf({ ...waiting, connection: { kind: 'signed-out' } }, live, noDrafts)).toMatchObject({ count: 2 });
    expect(markOf(waiting, { ...live, state: 'ended' }, noDrafts)).toMatchObject({ count: 2 });
  });
});
