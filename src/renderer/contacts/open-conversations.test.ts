import { describe, expect, it } from 'vitest';
import type { Call, Conversation } from '../../shared/domain/conversation';
import { emptyModel, type Model } from '../../shared/domain/model';
import { sampleConversation } from '../../shared/domain/sample-conversation';
import { missedCalls, openConversations } from './open-conversations';

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
const model = (conversations: Conversation[], calls: Call[] = []): Model => ({
  ...emptyModel,
  conversations: new Map(conversations.map((each) => [each.id, each])),
  calls: new Map(calls.map((each) => [each.conversationId, each])),
});

describe('openConversations', () => {
  it('shows a missed invitation until somebody has read it, and not after', () => {
    const missed = conversation('c1', { state: 'ended', end: 'missed', unread: 1 });
    expect(openConversations(model([missed]))).toEqual([missed]);
    expect(openConversations(model([{ ...missed, unread: 0 }]))).toEqual([]);
  });

  it('shows unread ones first, then the latest, and no invitation that waits', () => {
    const shown = openConversations(
      model([
        conversation('c1', { lastActivityAt: 5 }),
        conversation('c2', { lastActivityAt: 1, unread: 2, state: 'ended' }),
        conversation('c3', { lastActivityAt: 9 }),
        conversation('c4', { state: 'invited' }),
      ]),
    );
    expect(shown.map(({ id }) => id)).toEqual(['c2', 'c3', 'c1']);
  });
});

describe('missedCalls', () => {
  it('shows those that nobody has looked at, the latest first', () => {
    const calls = [call('c1', { isUnseen: true, at: 1 }), call('c2', {}), call('c3', { isUnseen: true, at: 3 })];
    expect(missedCalls(model([], calls)).map(({ conversationId }) => conversationId)).toEqual(['c3', 'c1']);
  });
});
