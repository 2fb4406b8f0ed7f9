// What happened in a conversation besides messages, seen from the difference of two states of it. Pure.
// The model keeps no log of such events: lines last as long as the window, but how it ended can always be told.
import type { Conversation, ConversationEnd } from '../../shared/domain/conversation';
import type { PersonUri } from '../../shared/domain/person';

export type SystemEvent =
  | { readonly kind: 'joined' | 'left' | 'promoted' | 'accepted'; readonly uri: PersonUri; readonly name: string }
  | { readonly kind: 'self-promoted' | 'locked' | 'unlocked' | 'became-conference' | 'late-joiner' | 'connected' }
  | {
      readonly kind: 'ended';
      readonly end: ConversationEnd;
      readonly isConference: boolean;
      readonly who: readonly Who[];
    };

export interface Who {
  readonly uri: PersonUri;
  readonly name: string;
}

export type SystemLine = SystemEvent & { readonly key: string; readonly at: number };

/** Lines that a thread begins with when its window opens. */
export function firstLines(conversation: Conversation): readonly SystemLine[] {
  const events: [number, SystemEvent][] = [];
  if (conversation.isConference && conversation.direction === 'incoming' && conversation.state !== 'invited') {
    events.push([conversation.startedAt, { kind: 'late-joiner' }]);
  }
  if (conversation.state === 'ended') events.push([conversation.lastActivityAt, ended(conversation)]);
  return events.map(([at, event], index) => ({ ...event, at, key: `first-${index}` }));
}

/** What happened between two states of one conversation, in the order in which it is told. */
export function eventsBetween(before: Conversation, after: Conversation): readonly SystemEvent[] {
  const events: SystemEvent[] = [];
  const isLive = after.state === 'connected' || after.state === 'escalating';
  const wasLive = before.state === 'connected' || before.state === 'escalating';

  if (!before.isConference && after.isConference) events.push({ kind: 'became-conference' });
  if (isLive && !wasLive && before.state !== 'ended') {
    const [first] = after.participants;
    const isPair = !after.isConference && after.participants.length === 1;
    if (first && isPair && after.direction === 'outgoing')
      events.push({ kind: 'accepted', uri: first.uri, name: first.name });
    else events.push({ kind: 'connected' });
    if (after.isConference && after.direction === 'incoming') events.push({ kind: 'late-joiner' });
  }
  // Before it is connected the list is who was invited; who is really there shows only then.
  if (isLive && wasLive) {
    const known = new Map(before.participants.map((each) => [each.uri, each]));
    const present = new Set(after.participants.map(({ uri }) => uri));
    for (const { uri, name, role } of after.participants) {
      const earlier = known.get(uri);
      if (!earlier) events.push({ kind: 'joined', uri, name });
      else if (earlier.role === 'attendee' && role === 'presenter' && after.isConference) {
        // Becoming a conference hands out roles; that is no news about a person.
        if (before.isConference) events.push({ kind: 'promoted', uri, name });
      }
    }
    for (const { uri, name } of before.participants) {
      if (!present.has(uri)) events.push({ kind: 'left', uri, name });
    }
    if (before.isConference && before.ownRole === 'attendee' && after.ownRole === 'presenter') {
      events.push({ kind: 'self-promoted' });
    }
  }
  if (before.locked !== after.locked && isLive) events.push({ kind: after.locked ? 'locked' : 'unlocked' });
  if (after.state === 'ended' && before.state !== 'ended') events.push(ended(after));
  return events;
}

function ended({ end, isConference, participants }: Conversation): SystemEvent {
  return {
    kind: 'ended',
    end: end ?? 'failed',
    isConference,
    who: participants.map(({ uri, name }) => ({ uri, name })),
  };
}
