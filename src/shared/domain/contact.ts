// The contact list.
import type { PersonUri } from './person';

export type GroupId = number;

/** What the protocol calls the group of those who are in no other; shown as "Other contacts". */
export const defaultGroupName = '~';

export interface Group {
  readonly id: GroupId;
  readonly name: string;
  /** The one called `defaultGroupName`; never renamed or removed. */
  readonly isDefault: boolean;
  /** A distribution group of the directory. */
  readonly isDistribution: boolean;
}

export interface Contact {
  readonly uri: PersonUri;
  readonly name: string;
  readonly groupIds: readonly GroupId[];
  /** "Tag for alerts": a toast when the person comes online or leaves. */
  readonly tag: boolean;
}

/** Somebody who has put the local user on a list and was not answered yet. */
export interface PendingSubscriber {
  readonly uri: PersonUri;
  readonly name: string;
}

/** What the local user decided about one of them. */
export interface SubscriberAnswer {
  readonly uri: PersonUri;
  /** As the list is to call them. */
  readonly name: string;
  /** Given: onto the list, into these groups. */
  readonly groupIds?: readonly GroupId[];
  /** Absent: as it is. */
  readonly level?: AccessLevel;
}

/**
 * `waits`: it has not gone through; it is kept, and carried out as soon as it can be. `withoutLevel`: it has, but for the level, which
 * this server does not take.
 */
export type SubscriberOutcome = 'done' | 'waits' | 'withoutLevel';

export const accessLevels = ['personal', 'team', 'company', 'public', 'blocked'] as const;
export type AccessLevel = (typeof accessLevels)[number];

export const accessMemberTypes = ['uri', 'domain', 'sameEnterprise', 'federated', 'publicCloud', 'everyone'] as const;

/** Who stands in a level: one person, or all of a kind (protocol.md 5.4). */
export interface AccessMember {
  readonly type: (typeof accessMemberTypes)[number];
  /** Of a `uri` and a `domain`. */
  readonly value?: string;
}

export interface AccessLevelMembers {
  readonly level: AccessLevel;
  readonly members: readonly AccessMember[];
}

export interface SearchHit {
  readonly uri: PersonUri;
  readonly name: string;
  readonly title?: string;
  readonly office?: string;
  readonly company?: string;
  readonly email?: string;
  readonly phone?: string;
}

export interface SearchResults {
  readonly hits: readonly SearchHit[];
  readonly more: boolean;
}
