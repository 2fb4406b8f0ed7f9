// Who stands in the list of participants, and how: who is here, who is asked, who did not come and who has gone. From what the wire really
// tells (protocol.md 4.8): whatever it does not tell is not shown as something. Pure.
import type { Conversation, ConversationParticipant, ConversationState } from '../../shared/domain/conversation';
import type { FailureCode } from '../../shared/domain/failure';
import type { PersonUri } from '../../shared/domain/person';
import type { ThreadEvent, ThreadNews } from '../../shared/domain/thread-event';

/** `unknown`: nothing tells; of what is over, and while one is on the way back into it. */
export type Standing = 'here' | 'connecting' | 'invited' | 'unknown';

export interface Present extends ConversationParticipant {
  readonly standing: Standing;
}

/** Was asked and did not come, or was here and has gone. */
export interface Absent {
  readonly uri: PersonUri;
  readonly name: string;
  readonly why: 'not-come' | 'left' | 'removed';
  /** Of `not-come`. */
  readonly failure?: FailureCode;
}

export interface Roster {
  readonly present: readonly Present[];
  readonly invited: readonly Present[];
  readonly notCome: readonly Absent[];
  readonly gone: readonly Absent[];
}

export function rosterOf(conversation: Conversation, events: readonly ThreadEvent[], locale: string): Roster {
  const { state, participants } = conversation;
  const news = newsOfSession(conversation, events);
  const wasConnected = news.some(({ kind }) => kind === 'connected' || kind === 'accepted');
  const everybody = participants
    .map((each) => ({ ...each, standing: standingOf(each, state, wasConnected) }))
    .sort(byRoleAndName(new Intl.Collator(locale)));
  // Of what is over nobody is missed any more.
  const absent = state === 'ended' ? [] : absentees(conversation, news);
  return {
    present: everybody.filter(({ standing }) => standing !== 'invited'),
    invited: everybody.filter(({ standing }) => standing === 'invited'),
    notCome: absent.filter(({ why }) => why === 'not-come'),
    gone: absent.filter(({ why }) => why !== 'not-come'),
  };
}

function standingOf({ isInvited }: ConversationParticipant, state: ConversationState, wasConnected: boolean): Standing {
  if (state === 'ended' || state === 'invited') return 'unknown';
  if (isInvited) return 'invited';
  if (state === 'connected' || state === 'escalating') return 'here';
  return wasConnected ? 'unknown' : 'connecting';
}

/** What has happened since the conversation began for the last time. */
function newsOfSession({ state }: Conversation, events: readonly ThreadEvent[]): readonly ThreadNews[] {
  const news = events.map((event) => event.news);
  const ends = news.flatMap(({ kind }, index) => (kind === 'ended' ? [index] : []));
  const start = (state === 'ended' ? ends.at(-2) : ends.at(-1)) ?? -1;
  return news.slice(start + 1);
}

/** The last that happened to each of those who are not there. */
function absentees({ participants }: Conversation, news: readonly ThreadNews[]): readonly Absent[] {
  const absent = new Map<PersonUri, Absent>();
  for (const each of news) {
    if (each.kind !== 'left' && each.kind !== 'removed' && each.kind !== 'invite-failed') continue;
    const { uri, name } = each;
    absent.delete(uri);
    absent.set(
      uri,
      each.kind === 'invite-failed'
        ? { uri, name, why: 'not-come', failure: each.failure }
        : { uri, name, why: each.kind },
    );
  }
  for (const { uri } of participants) absent.delete(uri);
  return [...absent.values()];
}

function byRoleAndName(byName: Intl.Collator): (a: Present, b: Present) => number {
  const rank = ({ role }: Present): number => (role === 'presenter' ? 0 : 1);
  return (a, b) => rank(a) - rank(b) || byName.compare(a.name, b.name) || (a.uri < b.uri ? -1 : 1);
}

/** Whether somebody can be asked in now: not into what is locked (protocol.md 3.14). */
export const canAskIn = ({ state, locked }: Conversation): boolean => state === 'connected' && !locked;

/** The index that a key leads to in a list of so many rows, or none if it moves nothing. */
export function indexAfterKey(key: string, at: number, count: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
