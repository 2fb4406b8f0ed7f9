// What can be done with a row of Recents, as menu entries. Pure.
import type { MenuEntry } from '../ui/menu-entry';
import { isRinging, type Recent } from './recents';

export type RecentAction =
  | 'open'
  | 'accept'
  | 'decline'
  | 'mark-read'
  | 'pin'
  | 'unpin'
  | 'leave'
  | 'search-history'
  | 'delete-draft'
  | 'remove-recent'
  | 'reply'
  | 'call-seen';

export interface RecentMenuFacts {
  readonly hasDraft: boolean;
  readonly canBeRemoved: boolean;
  /** Whether the caller can get messages. */
  readonly canReply: boolean;
}

export function recentMenu(
  recent: Recent,
  { hasDraft, canBeRemoved, canReply }: RecentMenuFacts,
  t: (key: string) => string,
): readonly MenuEntry[] {
  const entry = (id: RecentAction, more: Partial<MenuEntry & { kind?: 'action' }> = {}): MenuEntry => ({
    id,
    label: t(`recents.menu.${id}`),
    ...more,
  });
  if (recent.kind === 'call') {
    return [
      ...(canReply ? [entry('reply', { icon: 'message' })] : []),
      entry('search-history', { icon: 'history' }),
      { kind: 'separator' },
      entry('call-seen', { icon: 'check' }),
    ];
  }
  const { conversation } = recent;
  const rings = isRinging(conversation);
  const canLeave = conversation.state !== 'ended' && conversation.state !== 'invited';
  const last: readonly MenuEntry[] = [
    ...(canLeave
      ? [
          entry('leave', {
            icon: 'leave',
            ...(conversation.state === 'inviting' && { label: t('conversation.actions.cancelInvitation') }),
          }),
        ]
      : []),
    ...(hasDraft ? [entry('delete-draft', { icon: 'trash', danger: true })] : []),
    ...(canBeRemoved ? [entry('remove-recent', { icon: 'close' })] : []),
  ];
  return [
    ...(rings ? [entry('accept', { icon: 'check' }), entry('decline', { icon: 'close' })] : []),
    entry('open', { icon: 'message' }),
    ...(conversation.unread > 0 ? [entry('mark-read', { icon: 'check-double' })] : []),
    conversation.isPinned ? entry('unpin', { icon: 'pin' }) : entry('pin', { icon: 'pin' }),
    entry('search-history', { icon: 'history' }),
    ...(last.length > 0 ? [{ kind: 'separator' } as const, ...last] : []),
  ];
}
