// Which of our invitations a conversation may belong to when nothing names its number (protocol.md 7.4): those that wait for one, and
// how well the people in it fit.
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import { personUri } from '../people/person-uri';
import type { RidUse, Stray } from './conversations-state';
import type { ConversationsDraft } from './conversations-draft';

export type Fit = 'by-people' | 'silent' | 'no';
export type Request = readonly [rid: string, use: RidUse];

export function fits(
  draft: ConversationsDraft,
  { invitation, at }: RidUse,
  { people, focusUris, isIncoming, since }: Stray,
): Fit {
  // What was there before it was asked for is another's; an invitation to us announces itself (6.4).
  if (!invitation || since < at || isIncoming) return 'no';
  const { invited, focusUri } = invitation;
  if (focusUri !== undefined && focusUris.includes(focusUri)) return 'by-people';
  const others = people.filter((uri) => uri !== draft.context.self);
  if (others.length === 0) return 'silent';
  const known = others.filter((uri) => invited.includes(uri)).length;
  // Whom we invite is who comes; a conference that is joined again may have others in it by now.
  return known === others.length || (focusUri !== undefined && known > 0) ? 'by-people' : 'no';
}

export const isOver = ({ updates }: Stray): boolean =>
  updates.some((update) => update.kind === 'imSessionState' && update.state === 'terminated');

/** Those that wait for their number. */
export function openInvitations(draft: ConversationsDraft): Request[] {
  return [...draft.rids.value].filter(([, use]) => isOpen(draft, use) && use.invitation?.fate !== 'given-up');
}

/** Those for which something held may be, also where another number was taken for theirs. */
export function waitingInvitations(draft: ConversationsDraft): RidUse[] {
  return [...draft.rids.value.values()].filter((use) => {
    const { confId: _, ...unbound } = use;
    return isOpen(draft, use.invitation?.isGuessed ? unbound : use);
  });
}

export function givenUpInvitations(draft: ConversationsDraft): Request[] {
  return [...draft.rids.value].filter(([, use]) => isOpen(draft, use) && use.invitation?.fate === 'given-up');
}

/** A call that is being answered has no thread before that has succeeded. */
export function hasBegun(draft: ConversationsDraft, { purpose, threadId }: RidUse): boolean {
  return purpose !== 'start' || draft.threads.has(threadId);
}

export function isOpen(draft: ConversationsDraft, { invitation, session, confId, hasFailed }: RidUse): boolean {
  return invitation !== undefined && session === draft.session && confId === undefined && !hasFailed;
}

/** A number that has ended may be used again (7.5): this begins something, and something is waited for. */
export function beginsAnew(draft: ConversationsDraft, update: ConferenceUpdate): boolean {
  const isBeginning =
    update.kind === 'participant' ||
    (update.kind === 'escalationMode' && update.mode !== 'none') ||
    (update.kind === 'imSessionState' && update.state !== 'terminated');
  return isBeginning && openInvitations(draft).length > 0;
}

/** Of several who were invited under this request, those who are said to have failed while its number is not known. */
export function failedInStrays(draft: ConversationsDraft, rid: string): number {
  const use = draft.rids.get(rid);
  if (!use?.invitation || use.confId !== undefined) return 0;
  const { invited } = use.invitation;
  const failed = [...draft.strays.value.values()]
    .filter((stray) => fits(draft, use, stray) === 'by-people')
    .flatMap(({ updates }) =>
      updates.flatMap((update) => (update.kind === 'inviteFailed' ? [personUri(update.uri)] : [])),
    );
  return new Set(failed.filter((uri) => invited.includes(uri))).size;
}
