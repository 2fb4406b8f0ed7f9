import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../shared/domain/conversation';
import { sampleConversation } from '../../shared/testing/sample-conversation';
import { recentMenu, type RecentMenuFacts } from './recent-menu';

const nothing: RecentMenuFacts = { hasDraft: false, canBeRemoved: false, canReply: false };
const t = (key: string): string => key;

function actions(more: Partial<Conversation>, facts: Partial<RecentMenuFacts> = {}): string[] {
  const conversation = sampleConversation({ id: 'c1', ...more });
  const entries = recentMenu({ kind: 'conversation', id: 'c1', conversation }, { ...nothing, ...facts }, t);
  return entries.flatMap((entry) => ('id' in entry ? [entry.id] : []));
}

describe('recentMenu', () => {
  it('offers to answer where it rings', () => {
    expect(actions({ state: 'invited', direction: 'incoming' })).toEqual([
      'accept',
      'decline',
      'open',
      'pin',
      'search-history',
    ]);
  });

  it('offers to leave what goes on, and to unpin what is pinned', () => {
    expect(actions({ state: 'connected', isPinned: true, unread: 1 })).toEqual([
      'open',
      'mark-read',
      'unpin',
      'search-history',
      'leave',
    ]);
  });

  it('offers to delete a draft, and to remove what nothing is left of', () => {
    expect(actions({ state: 'ended' }, { hasDraft: true })).toContain('delete-draft');
    expect(actions({ state: 'ended' }, { canBeRemoved: true })).toContain('remove-recent');
    expect(actions({ state: 'ended' })).not.toContain('leave');
  });
});
