// What happened in a conversation besides messages, seen from the difference of two states of it. Pure. It becomes part of the
// thread, so that a window that opens later shows the same.
import { whoTookPart, type Conversation, type ConversationId } from '../../../shared/domain/conversation';
import type { Change, Model } from '../../../shared/domain/model';
import type { ThreadEvent, ThreadNews } from '../../../shared/domain/thread-event';
import type { PersonUri } from '../../../shared/domain/person';
import type { Signal } from '../engine';
import { displayName } from '../people/person-uri';
import type { Told } from './conversations-draft';

export interface Step {
  /** By the conversations themselves. */
  readonly told: readonly Told[];
  readonly changes: readonly Change[];
  readonly signals: readonly Signal[];
  /** Before the changes. */
  readonly model: Model;
  readonly now: () => number;
  readonly newId: () => string;
  /** Who goes now was sent out by us. */
  readonly isOurDoing: (conversationId: ConversationId, uri: PersonUri) => boolean;
}

/** What a step of the model adds to the threads besides messages, as changes that follow its own. */
export function threadEvents({ told, changes, signals, model, now, newId, isOurDoing }: Step): readonly Change[] {
  const events: Change[] = [];
  const tell = (conversationId: ConversationId, news: ThreadNews): void => {
    events.push({ kind: 'event', event: { id: newId(), conversationId, at: now(), news } });
  };
  for (const { conversationId, at, news } of told) {
    events.push({ kind: 'event', event: { id: newId(), conversationId, at, news } });
  }
  const notCome = new Set<string>();
  for (const signal of signals) {
    if (signal.kind !== 'inviteFailed') continue;
    const { conversationId, uri, failure } = signal;
    const hint = model.conversations.get(conversationId)?.participants.find((each) => each.uri === uri)?.name;
    notCome.add(`${conversationId} ${uri}`);
    tell(conversationId, { kind: 'invite-failed', uri, name: displayName(model, uri, hint), failure: failure.code });
  }
  // What happened in either of them has been told there.
  const hasTakenIn = new Set(changes.flatMap((change) => (change.kind === 'threadJoined' ? [change.into] : [])));
  for (const change of changes) {
    if (change.kind === 'threadCleared') tell(change.conversationId, { kind: 'history-deleted' });
    if (change.kind !== 'conversation' || hasTakenIn.has(change.conversation.id)) continue;
    const { conversation } = change;
    const { id } = conversation;
    const before = model.conversations.get(id);
    const amended = before && withNewEnd(before, conversation, model);
    if (amended) events.push({ kind: 'event', event: amended });
    for (const news of before ? newsBetween(before, conversation) : []) {
      if (news.kind !== 'left') tell(id, news);
      else if (isOurDoing(id, news.uri)) tell(id, { ...news, kind: 'removed' });
      // Who never came has not left.
      else if (!notCome.has(`${id} ${news.uri}`)) tell(id, news);
    }
  }
  return events;
}

/** Why it ended may become known a moment after it has. */
function withNewEnd(
  before: Conversation,
  { id, state, end }: Conversation,
  { events }: Model,
): ThreadEvent | undefined {
  if (before.state !== 'ended' || state !== 'ended' || end === undefined || end === before.end) return undefined;
  const told = events.get(id)?.findLast(({ news }) => news.kind === 'ended');
  return told?.news.kind === 'ended' ? { ...told, news: { ...told.news, end } } : undefined;
}

/** What happened between two states of one conversation, in the order in which it is told. */
export function newsBetween(before: Conversation, after: Conversation): readonly ThreadNews[] {
  const news: ThreadNews[] = [];
  const isLive = after.state === 'connected' || after.state === 'escalating';
  const wasLive = before.state === 'connected' || before.state === 'escalating';

  if (!before.isConference && after.isConference) news.push({ kind: 'became-conference' });
  // Whom we have invited to a conference comes one by one, some of them before it is connected.
  if (before.isConference && after.direction === 'outgoing' && !(isLive && wasLive) && after.state !== 'ended') {
    const awaited = new Set(before.participants.flatMap(({ uri, isInvited }) => (isInvited ? [uri] : [])));
    for (const { uri, name, isInvited } of after.participants)
      if (!isInvited && awaited.has(uri)) news.push({ kind: 'joined', uri, name });
  }
  if (isLive && !wasLive && before.state !== 'ended') {
    const [first] = after.participants;
    const isPair = !after.isConference && after.participants.length === 1;
    if (first && isPair && after.direction === 'outgoing')
      news.push({ kind: 'accepted', uri: first.uri, name: first.name });
    else news.push({ kind: 'connected' });
    if (after.isConference && after.direction === 'incoming') news.push({ kind: 'late-joiner' });
  }
  // Before it is connected nobody else joins: who has come by then is who it is with.
  if (isLive && wasLive) {
    const here = (conversation: Conversation) => conversation.participants.filter(({ isInvited }) => !isInvited);
    const known = new Map(here(before).map((each) => [each.uri, each]));
    const present = new Set(here(after).map(({ uri }) => uri));
    for (const { uri, name, role } of here(after)) {
      const earlier = known.get(uri);
      if (!earlier) news.push({ kind: 'joined', uri, name });
      else if (earlier.role === 'attendee' && role === 'presenter' && after.isConference) {
        // Becoming a conference hands out roles; that is no news about a person.
        if (before.isConference) news.push({ kind: 'promoted', uri, name });
      }
    }
    for (const { uri, name } of here(before)) {
      if (!present.has(uri)) news.push({ kind: 'left', uri, name });
    }
    if (before.isConference && before.ownRole === 'attendee' && after.ownRole === 'presenter') {
      news.push({ kind: 'self-promoted' });
    }
  }
  if (before.locked !== after.locked && isLive) news.push({ kind: after.locked ? 'locked' : 'unlocked' });
  if (after.state === 'ended' && before.state !== 'ended') news.push(endOf(after));
  return news;
}

export function endOf({
  end,
  isConference,
  participants,
}: Pick<Conversation, 'end' | 'isConference' | 'participants'>): ThreadNews {
  return {
    kind: 'ended',
    end: end ?? 'failed',
    isConference,
    who: whoTookPart(participants).map(({ uri, name }) => ({ uri, name })),
  };
}
