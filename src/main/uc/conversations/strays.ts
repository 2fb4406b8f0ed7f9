// What came under a number that is nobody's (yet), in bounded room (protocol.md 7.4): what a server repeats is held once, so that it does
// not push out what tells whose the number is, or what was said.
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { MessageReceived } from '../../../protocol/conference-events/message-received';
import { unknownPerson, type PersonUri } from '../../../shared/domain/person';
import { personUri } from '../people/person-uri';
import type { Stray } from './conversations-state';

/** How many numbers are held, and how much of each. */
export const maxStrays = 500;
export const maxUpdates = 200;

export function withUpdate(stray: Stray | undefined, update: ConferenceUpdate, monotonicNow: number): Stray {
  const { updates = [], since = monotonicNow, people = [], focusUris = [], isIncoming = false } = stray ?? {};
  const all = [...updates, update];
  return {
    since,
    updates: all.length < maxUpdates ? all : inRoom(withoutRepeated(all)),
    people: withNew(people, peopleOf(update)),
    focusUris: withNew(focusUris, update.kind === 'confUri' ? [update.uri] : []),
    isIncoming: isIncoming || (update.kind === 'imSessionState' && update.state === 'incoming'),
  };
}

/** More than there is room for are somebody else's anyway. */
function withNew(known: readonly string[], told: readonly string[]): readonly string[] {
  const fresh = told.filter((each) => !known.includes(each));
  return fresh.length === 0 || known.length >= maxUpdates ? known : [...known, ...fresh];
}

/** Only words can be too many: they have to go somewhere. */
export const isFull = ({ updates }: Stray): boolean => updates.length >= maxUpdates;

function withoutRepeated(updates: readonly ConferenceUpdate[]): ConferenceUpdate[] {
  const seen = new Set<string>();
  const latest = updates.toReversed().filter((update) => {
    const key = keyOf(update);
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return latest.toReversed();
}

/** Of people there may be more than there is room for. */
function inRoom(updates: readonly ConferenceUpdate[]): ConferenceUpdate[] {
  let surplus = updates.length - maxUpdates + 1;
  return updates.filter((update) => {
    const isLost = surplus > 0 && update.kind !== 'messageReceived' && !isOfState(update);
    if (isLost) surplus -= 1;
    return !isLost;
  });
}

const isOfState = ({ kind }: ConferenceUpdate): boolean =>
  kind === 'imSessionState' || kind === 'escalationMode' || kind === 'role' || kind === 'confUri' || kind === 'locked';

/** What a later one replaces. Undefined: each counts. */
function keyOf(update: ConferenceUpdate): string | undefined {
  switch (update.kind) {
    case 'messageReceived':
      return undefined;
    case 'imSessionState':
      return `state ${update.state}`;
    case 'escalationMode':
      return `mode ${update.mode}`;
    case 'participant':
    case 'participantRemoved':
      return `person ${personUri(update.uri)}`;
    case 'inviteFailed':
      return `failed ${personUri(update.uri)}`;
    case 'messageIdReceived':
      return `confirmed ${update.rid}`;
    case 'messageSendFailed':
      return `not sent ${update.messageId}`;
    default:
      return update.kind;
  }
}

/** Whom it names. */
export function peopleOf(update: ConferenceUpdate): PersonUri[] {
  switch (update.kind) {
    case 'participant':
    case 'participantRemoved':
    case 'inviteFailed':
      return [personUri(update.uri)];
    case 'messageReceived':
      return update.sender === undefined ? [] : [personUri(update.sender)];
    default:
      return [];
  }
}

/** Who has spoken, as far as the event says. */
export function speakerOf({ sender }: MessageReceived): PersonUri {
  return sender === undefined ? unknownPerson : personUri(sender);
}
