// Which conversations and missed calls stand in Recents, in which order, and what of one's own is left to do in them. Pure.
import type { Conversation, ConversationId } from '../../shared/domain/conversation';
import type { Message } from '../../shared/domain/message';
import type { Model } from '../../shared/domain/model';
import { hasDraft, undelivered } from '../../shared/domain/undelivered';
import { missedCallers, type MissedCaller } from './missed-calls';

/** How many are shown before somebody asks for all, */
export const shownAtOnce = 6;
/** and with what wants a look further down: hundreds of them would push everybody else out of reach. */
const shownAtMost = 12;

export type Recent =
  | { readonly kind: 'conversation'; readonly id: ConversationId; readonly conversation: Conversation }
  | { readonly kind: 'call'; readonly id: string; readonly caller: MissedCaller };

/** Taken off the list when its last activity was at this time: whatever happens later brings it back. */
export interface Removed {
  readonly id: ConversationId;
  readonly at: number;
}

export type RecentsModel = Pick<Model, 'conversations' | 'messages' | 'events' | 'calls'>;

/** Invitations that wait for the local user; shown in the strip. Oldest first: who came first is answered first. */
export function incomingInvitations({ conversations }: Pick<Model, 'conversations'>): readonly Conversation[] {
  return [...conversations.values()].filter(isRinging).sort((a, b) => a.startedAt - b.startedAt);
}

export function isRinging({ state, direction }: Conversation): boolean {
  return state === 'invited' && direction === 'incoming';
}

/**
 * Pinned ones first, then whoever was talked to last. An invitation that waits stands in the strip: here only where it goes on with
 * something earlier.
 */
export function recents(
  model: RecentsModel,
  draftKeys: ReadonlySet<string>,
  removed: readonly Removed[],
): readonly Recent[] {
  const removedAt = new Map(removed.map(({ id, at }) => [id, at]));
  const found: Recent[] = [];
  for (const conversation of model.conversations.values()) {
    const { id, lastActivityAt } = conversation;
    if (isNewInvitation(model, conversation)) continue;
    if (removedAt.get(id) === lastActivityAt && canBeRemoved(model, conversation, draftKeys)) continue;
    found.push({ kind: 'conversation', id, conversation });
  }
  for (const caller of missedCallers(model)) found.push({ kind: 'call', id: caller.key, caller });
  return found.sort((a, b) => Number(isPinned(b)) - Number(isPinned(a)) || activityAt(b) - activityAt(a));
}

function isNewInvitation({ events }: RecentsModel, conversation: Conversation): boolean {
  return conversation.state === 'invited' && !conversation.isPinned && !events.get(conversation.id)?.length;
}

export function isPinned(recent: Recent): boolean {
  return recent.kind === 'conversation' && recent.conversation.isPinned === true;
}

export function activityAt(recent: Recent): number {
  return recent.kind === 'call' ? recent.caller.at : recent.conversation.lastActivityAt;
}

/** Those at the top, and of those further down the first that want a look. */
export function firstOf(
  all: readonly Recent[],
  model: RecentsModel,
  draftKeys: ReadonlySet<string>,
): readonly Recent[] {
  if (all.length <= shownAtOnce) return all;
  let shown = 0;
  return all.filter((each, index) => {
    const isShown =
      index < shownAtOnce || (shown < shownAtMost && (isPinned(each) || needsLook(model, each, draftKeys)));
    if (isShown) shown += 1;
    return isShown;
  });
}

/** How many of those that are not shown have something to read. */
export function unreadBeside(all: readonly Recent[], shown: readonly Recent[]): number {
  const known = new Set(shown);
  return all.filter((each) => !known.has(each) && (each.kind === 'call' || each.conversation.unread > 0)).length;
}

function needsLook(model: RecentsModel, recent: Recent, draftKeys: ReadonlySet<string>): boolean {
  if (recent.kind === 'call') return true;
  const { id, unread, state } = recent.conversation;
  return unread > 0 || state !== 'ended' || hasOwnLeft(model, id, draftKeys);
}

function hasOwnLeft({ messages }: RecentsModel, id: ConversationId, draftKeys: ReadonlySet<string>): boolean {
  if (hasDraft(draftKeys, id)) return true;
  const { unsent, doubtful } = undeliveredOf(messages.get(id));
  return unsent + doubtful > 0;
}

/** What is over, read and settled: the rest could not be found anywhere else. */
export function canBeRemoved(
  model: RecentsModel,
  { id, state, unread, isPinned: pinned }: Conversation,
  draftKeys: ReadonlySet<string>,
): boolean {
  return state === 'ended' && unread === 0 && !pinned && !hasOwnLeft(model, id, draftKeys);
}

/** What of one's own is left to do in a conversation. */
export type Mark =
  { readonly kind: 'unsent' | 'doubtful'; readonly count: number } | { readonly kind: 'draft' } | undefined;

/** The gravest of them. What is on its way in a conversation that goes on needs nothing, as long as there is a connection. */
export function markOf(
  model: Pick<Model, 'connection' | 'messages'>,
  { id, state }: Conversation,
  draftKeys: ReadonlySet<string>,
): Mark {
  const isUnderWay = model.connection.kind === 'online' && state !== 'ended';
  const messages = model.messages.get(id);
  const { unsent, doubtful } = isUnderWay
    ? undelivered((messages ?? []).filter(({ delivery }) => delivery !== 'queued' && delivery !== 'sending'))
    : undeliveredOf(messages);
  if (unsent > 0) return { kind: 'unsent', count: unsent };
  if (doubtful > 0) return { kind: 'doubtful', count: doubtful };
  return hasDraft(draftKeys, id) ? { kind: 'draft' } : undefined;
}

/** Counted once a thread as it stands: hundreds of threads are asked about at every change of one. */
const counted = new WeakMap<readonly Message[], ReturnType<typeof undelivered>>();

function undeliveredOf(messages: readonly Message[] | undefined): ReturnType<typeof undelivered> {
  if (!messages) return { unsent: 0, doubtful: 0 };
  let count = counted.get(messages);
  if (!count) counted.set(messages, (count = undelivered(messages)));
  return count;
}
