import { describe, expect, it } from 'vitest';
import type { Call, Conversation } from '../../shared/domain/conversation';
import { deliveryStates, type DeliveryState, type Message } from '../../shared/domain/message';
import { emptyModel, type Model } from '../../shared/domain/model';
import type { ThreadEvent } from '../../shared/domain/thread-event';
import { sampleConversation } from '../../shared/testing/sample-conversation';
import { firstOf, markOf, recents, unreadBeside, type Recent } from './recents';

const conversation = (id: string, more: Partial<Conversation>): Conversation =>
  sampleConversation({ id, direction: 'incoming', participants: [], lastActivityAt: 0, ...more });
const call = (id: string, more: Partial<Call>): Call => ({
  conversationId: id,
  from: 'sip:lee@example.com',
  name: 'Lee Park',
  state: 'ended',
  canRedirect: false,
  canReplyWithIm: false,
  isUrgent: false,
  at: 0,
  ...more,
});
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
const model = (conversations: Conversation[], calls: Call[] = []): Model => ({
  ...emptyModel,
  conversations: new Map(conversations.map((each) => [each.id, each])),
  calls: new Map(calls.map((each) => [each.conversationId, each])),
});

const event = (conversationId: string): ThreadEvent => ({
  id: 'e1',
  conversationId,
  at: 0,
  news: { kind: 'locked' },
});
const ids = (all: readonly Recent[]): string[] => all.map(({ id }) => id);

describe('recents', () => {
  it('puts pinned ones first, then whoever was talked to last, calls that were missed among them', () => {
    const all = recents(
      model(
        [
          conversation('c1', { lastActivityAt: 5, state: 'ended' }),
          conversation('c2', { lastActivityAt: 1, isPinned: true }),
          conversation('c3', { lastActivityAt: 9, unread: 2 }),
          conversation('c4', { lastActivityAt: 2, isPinned: true }),
        ],
        [call('c5', { isUnseen: true, at: 7 }), call('c6', { at: 8 })],
      ),
      noDrafts,
      [],
    );
    expect(ids(all)).toEqual(['c4', 'c2', 'c3', 'sip:lee@example.com', 'c1']);
  });

  it('leaves an invitation that waits to the strip, unless it goes on with something earlier', () => {
    const waiting = conversation('c1', { state: 'invited' });
    expect(recents(model([waiting]), noDrafts, [])).toEqual([]);
    expect(ids(recents(model([{ ...waiting, isPinned: true }]), noDrafts, []))).toEqual(['c1']);
    const earlier = { ...model([waiting]), events: new Map([['c1', [event('c1')]]]) };
    expect(ids(recents(earlier, noDrafts, []))).toEqual(['c1']);
  });
});

describe('a conversation taken off the list', () => {
  const ended = conversation('c1', { state: 'ended', end: 'peer-left', lastActivityAt: 7 });
  const removed = [{ id: 'c1', at: 7 }];

  it('stays away until something happens in it', () => {
    expect(recents(model([ended]), noDrafts, removed)).toEqual([]);
    expect(ids(recents(model([{ ...ended, lastActivityAt: 8 }]), noDrafts, removed))).toEqual(['c1']);
  });

  it.each<[string, Partial<Conversation>]>([
    ['that is pinned', { isPinned: true }],
    ['with something unread', { unread: 1 }],
    ['that goes on', { state: 'connected' }],
  ])('is none %s', (_, more) => {
    expect(ids(recents(model([{ ...ended, ...more }]), noDrafts, removed))).toEqual(['c1']);
  });

  it('is none with something half-written in it', () => {
    expect(ids(recents(model([ended]), new Set(['conversation:c1']), removed))).toEqual(['c1']);
    expect(ids(recents(model([ended]), new Set(['conversation:c2', 'invitation']), removed))).toEqual([]);
  });

  it.each(deliveryStates)('is none as long as a message of it is not delivered (%s)', (delivery) => {
    const having = { ...model([ended]), messages: new Map([['c1', [own('c1', delivery)]]]) };
    const stays = recents(having, noDrafts, removed).length > 0;
    expect(stays).toBe(['queued', 'sending', 'failed', 'unknown'].includes(delivery));
  });
});

describe('the first of many', () => {
  const many = Array.from({ length: 20 }, (_, at) =>
    conversation(`c${at}`, { state: 'ended', lastActivityAt: 100 - at, ...(at === 15 && { unread: 1 }) }),
  );

  it('are those at the top, and whatever wants a look further down', () => {
    const all = recents(model(many), noDrafts, []);
    const drafts = new Set(['conversation:c18']);
    const shown = firstOf(all, model(many), drafts);
    expect(ids(shown)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c15', 'c18']);
    expect(unreadBeside(all, shown)).toBe(0);
  });

  it('are a dozen at most, and how many unread ones are beside them is known', () => {
    const unread = model(many.map((each) => ({ ...each, unread: 1 })));
    const all = recents(unread, noDrafts, []);
    const shown = firstOf(all, unread, noDrafts);
    expect(shown).toHaveLength(12);
    expect(unreadBeside(all, shown)).toBe(8);
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
