// Which conversations stand above the contacts, in which order, under which title. Pure.
import type { Conversation } from '../../shared/domain/conversation';
import type { Model } from '../../shared/domain/model';
import { conversationDraftKey, undelivered } from '../../shared/domain/undelivered';
import { displayName } from '../model/person-view';

/** Invitations that wait for the local user; shown as cards. Oldest first: who came first is answered first. */
export function incomingInvitations(model: Model): readonly Conversation[] {
  return [...model.conversations.values()]
    .filter(({ state, direction }) => state === 'invited' && direction === 'incoming')
    .sort((a, b) => a.startedAt - b.startedAt);
}

/**
 * Conversations that go on, and ended ones with something unread, missed ones among them, or with something of one's own that waits to
 * be sent or finished: it could not be found anywhere else. Unread first, then the latest.
 */
export function openConversations(model: Model, draftKeys: ReadonlySet<string>): readonly Conversation[] {
  return [...model.conversations.values()]
    .filter((each) => each.state !== 'invited' && (each.state !== 'ended' || needsLook(model, each, draftKeys)))
    .sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0) || b.lastActivityAt - a.lastActivityAt);
}

function needsLook(model: Model, { id, unread }: Conversation, draftKeys: ReadonlySet<string>): boolean {
  if (unread > 0 || draftKeys.has(conversationDraftKey(id))) return true;
  const { unsent, doubtful } = undelivered(model.messages.get(id) ?? []);
  return unsent + doubtful > 0;
}

/** What of one's own is left to do in a conversation. */
export type Mark =
  { readonly kind: 'unsent' | 'doubtful'; readonly count: number } | { readonly kind: 'draft' } | undefined;

/** The gravest of them. What is on its way in a conversation that goes on needs nothing, as long as there is a connection. */
export function markOf(model: Model, { id, state }: Conversation, draftKeys: ReadonlySet<string>): Mark {
  const isUnderWay = model.connection.kind === 'online' && state !== 'ended';
  const messages = model.messages.get(id) ?? [];
  const { unsent, doubtful } = undelivered(
    isUnderWay ? messages.filter(({ delivery }) => delivery !== 'queued' && delivery !== 'sending') : messages,
  );
  if (unsent > 0) return { kind: 'unsent', count: unsent };
  if (doubtful > 0) return { kind: 'doubtful', count: doubtful };
  return draftKeys.has(conversationDraftKey(id)) ? { kind: 'draft' } : undefined;
}

/** The names of the others; the subject stands below. */
export function conversationTitle(model: Model, conversation: Conversation, list: (names: string[]) => string): string {
  const names = conversation.participants.map(({ uri, name }) => displayName(model, uri, name));
  return names.length === 0 ? displayName(model, conversation.inviter) : list(names);
}
