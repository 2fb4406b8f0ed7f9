// Whether it is news that somebody is there. After a lost session the server shows everybody again, and after a restart of its own
// finds everybody gone and then coming: neither is worth an alert. Pure: what was heard before is in the state, time comes in.
import type { Model } from '../../../shared/domain/model';
import type { PersonUri } from '../../../shared/domain/person';
import { includes, sizeOf, withAll, type GrowingSet } from './growing-set';

/** The others take this long to be back from the same trouble: two of the longest waits of a client like ours. */
const comesBackWithinMs = 120_000;

export interface NewsOfPeople {
  /** People whose presence this server session has told of. */
  readonly heardOf: GrowingSet<PersonUri>;
  /** Who was there when the last session was lost. */
  readonly seenBefore: ReadonlySet<PersonUri>;
  /** Those of them who have come back: it was no news. Whoever comes after that does come. */
  readonly back: GrowingSet<PersonUri>;
  /** By the monotonic clock. */
  readonly reopenedAt: number;
}

export const noNews: NewsOfPeople = { heardOf: [], seenBefore: new Set(), back: [], reopenedAt: 0 };

export function newsAfterLoss(
  news: NewsOfPeople,
  { conversations, people }: Model,
  monotonicNow: number,
): NewsOfPeople {
  // Lost again before it has settled: what is known now is half a picture.
  if (isSettling(news, monotonicNow)) return news;
  const seenBefore = new Set<PersonUri>();
  for (const { uri, presence } of people.values()) {
    if (presence.availability !== 'offline' && presence.availability !== 'unknown') seenBefore.add(uri);
  }
  // Whoever we talk to is there, whether we may see it or not.
  for (const { state, participants } of conversations.values()) {
    if (state !== 'connected' && state !== 'escalating') continue;
    for (const { uri, isInvited } of participants) if (!isInvited) seenBefore.add(uri);
  }
  return { ...news, seenBefore, back: [] };
}

export function newsInSession(news: NewsOfPeople, isFirst: boolean, monotonicNow: number): NewsOfPeople {
  return { ...news, heardOf: [], ...(!isFirst && { reopenedAt: monotonicNow }) };
}

export function isFirstWord({ heardOf }: NewsOfPeople, uri: PersonUri): boolean {
  return !includes(heardOf, uri);
}

/** `fresh`: who was told of for the first time. */
export function newsHeard(news: NewsOfPeople, fresh: ReadonlySet<PersonUri>): NewsOfPeople {
  return fresh.size === 0 ? news : { ...news, heardOf: withAll(news.heardOf, fresh) };
}

/** Was there before the last session was lost, and may still be on the way back from the same trouble. */
export function isExpectedBack(news: NewsOfPeople, uri: PersonUri, monotonicNow: number): boolean {
  return isSettling(news, monotonicNow) && news.seenBefore.has(uri) && !includes(news.back, uri);
}

/** `uri`: somebody who was expected back. */
export function newsCameBack(news: NewsOfPeople, uri: PersonUri): NewsOfPeople {
  return { ...news, back: withAll(news.back, new Set([uri])) };
}

function isSettling({ seenBefore, back, reopenedAt }: NewsOfPeople, monotonicNow: number): boolean {
  return seenBefore.size > sizeOf(back) && monotonicNow - reopenedAt < comesBackWithinMs;
}
