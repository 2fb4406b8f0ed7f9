import { describe, expect, it } from 'vitest';
import { emptyModel, type Model } from '../../../shared/domain/model';
import { noConversations, type ConversationsState, type RidUse } from './conversations-state';
import { isOurDoing } from './ejections';

const kim = 'sip:kim@example.com';
const eject = (more: Partial<RidUse> = {}): RidUse => ({
  threadId: 'c1',
  purpose: 'eject',
  people: [kim],
  session: 1,
  at: 0,
  ...more,
});
const asked = (...uses: RidUse[]): ConversationsState => ({
  ...noConversations,
  rids: new Map(uses.map((use, index) => [`r${index}`, use])),
});
const told = (count: number): Model => ({
  ...emptyModel,
  events: new Map([
    [
      'c1',
      Array.from({ length: count }, (_, index) => ({
        id: `e${index}`,
        conversationId: 'c1',
        at: 0,
        news: { kind: 'removed', uri: kim, name: 'Kim' } as const,
      })),
    ],
  ]),
});

describe('isOurDoing', () => {
  it('is so where we have asked for it, once for each time', () => {
    expect(isOurDoing(asked(eject()), told(0), 'c1', kim)).toBe(true);
    expect(isOurDoing(asked(eject()), told(1), 'c1', kim)).toBe(false);
    expect(isOurDoing(asked(eject(), eject()), told(1), 'c1', kim)).toBe(true);
  });

  it('is not where nobody asked, for somebody else, in another conversation, or in vain', () => {
    const others = [
      eject({ people: ['sip:lee@example.com'] }),
      eject({ threadId: 'c2' }),
      eject({ purpose: 'invite' }),
      eject({ hasFailed: true }),
    ];
    expect(isOurDoing(asked(...others), told(0), 'c1', kim)).toBe(false);
  });
});
