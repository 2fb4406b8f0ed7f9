// What a person does to the contact list, as requests (protocol.md 3.18–3.25). Throws `FailureError` where it cannot be done.
import type { ContactRecord } from '../../../protocol/contact-record';
import type { CwaRequest } from '../../../protocol/requests';
import { FailureError } from '../../../shared/domain/failure';
import {
  accessLevels,
  type AccessLevel,
  type AccessMember,
  type Contact,
  type Group,
  type GroupId,
} from '../../../shared/domain/contact';
import type { Model } from '../../../shared/domain/model';
import { groupName, isSameGroupName, isVisibleName } from '../../../shared/group-name';
import type { PersonUri } from '../../../shared/domain/person';
import type { ContactEdit } from '../engine';
import { checkedPersonUri, listedName } from '../people/person-uri';
import { numberOf, type GroupNumbers } from './group-numbers';
import { containerOfLevel } from './reduce-contacts';

/** The list as it is, and its numbers. */
export interface ListNow {
  readonly model: Model;
  readonly numbers: GroupNumbers;
}

/** 3.22: what is left out goes back to its default, so all is sent; an empty list of groups is never written. */
function contactRecord(
  uri: PersonUri,
  name: string,
  groupIds: readonly GroupId[],
  tag: boolean,
  numbers: GroupNumbers,
): ContactRecord {
  const groups = groupIds.map((id) => requiredNumber(id, numbers));
  return { uri, name, subscribed: true, tag, ...(groups.length > 0 && { groups }) };
}

function requiredNumber(id: GroupId, numbers: GroupNumbers): number {
  const number = numberOf(numbers, id);
  if (number === undefined) throw new FailureError('not-found', 'no such group');
  return number;
}

export function addContactRequest(
  rid: string,
  { uri, name, groupIds }: { readonly uri: PersonUri; readonly name: string; readonly groupIds: readonly GroupId[] },
  { model, numbers }: ListNow,
): CwaRequest {
  const contact = contactRecord(uri, listedName(model, uri, name), groupIds, false, numbers);
  return { kind: 'addContact', rid, contact };
}

export function updateContactRequest(rid: string, edit: ContactEdit, { model, numbers }: ListNow): CwaRequest {
  const contact = model.contacts.get(edit.uri);
  if (!contact) throw new FailureError('not-found', 'not in the contact list');
  const name = edit.name?.trim() || contact.name;
  const groupIds = groupIdsAfter(edit, contact, model);
  return {
    kind: 'updateContact',
    rid,
    contact: contactRecord(edit.uri, name, groupIds, edit.tag ?? contact.tag, numbers),
  };
}

/** A contact is always in one group: without any of its own it is in the default one, and in no other while it is there. */
function groupIdsAfter(
  { groupIds, into = [], outOf = [] }: ContactEdit,
  contact: Contact,
  { groups }: Model,
): readonly GroupId[] {
  if (groupIds) return groupIds;
  // A group that is not there any more would have the whole edit refused.
  const kept = contact.groupIds.filter((id) => groups.has(id) && !outOf.includes(id));
  if (into.length + outOf.length === 0) return kept;
  const all = [...new Set([...kept, ...into])];
  const own = all.filter((id) => groups.get(id)?.isDefault !== true);
  if (own.length > 0) return own;
  return [...groups.values()].flatMap(({ id, isDefault }) => (isDefault ? [id] : []));
}

/** Whether the contact is as the edit wants it. */
export function hasEdit({ contacts, groups }: Model, edit: ContactEdit): boolean {
  const { uri, name, groupIds, into = [], outOf = [], tag } = edit;
  const contact = contacts.get(uri);
  if (!contact) return false;
  const isIn = (id: GroupId): boolean => contact.groupIds.includes(id);
  const isOwn = (id: GroupId): boolean => groups.get(id)?.isDefault === false;
  const isInGroups = !groupIds || (groupIds.length === contact.groupIds.length && groupIds.every(isIn));
  const isMoved = into.filter(isOwn).every(isIn) && !outOf.filter(isOwn).some(isIn);
  const isNamed = !name?.trim() || contact.name === name.trim();
  return isInGroups && isMoved && isNamed && (tag === undefined || contact.tag === tag);
}

/** 3.19, 3.20: under the number that the list has for it now. */
export function groupRequest(
  rid: string,
  change: { readonly kind: 'updateGroup'; readonly name: string } | { readonly kind: 'deleteGroup' },
  id: GroupId,
  { numbers }: ListNow,
): CwaRequest {
  return { ...change, rid, id: requiredNumber(id, numbers) };
}

export function checkedGroupName(name: string): string {
  const wanted = groupName(name);
  if (!isVisibleName(wanted)) throw new FailureError('empty-text', 'a group needs a name');
  if (wanted === '~') throw new FailureError('not-allowed', 'the name of the default group');
  return wanted;
}

/** A server may take for two what nobody can tell apart. */
export function requireFreeName(name: string, { groups }: Model, own?: GroupId): void {
  for (const group of groups.values())
    if (group.id !== own && isSameGroupName(group.name, name))
      throw new FailureError('duplicate-name', 'a group is called so');
}

/** 3.19, 3.20: neither the default group nor one of the directory is renamed; `~` is never deleted. */
export function requireOwnGroup(id: GroupId, model: Model): Group {
  const group = model.groups.get(id);
  if (!group) throw new FailureError('not-found', 'no such group');
  if (group.isDefault) throw new FailureError('not-allowed', 'the default group');
  return group;
}

/** One change of who is on a level, and the one that takes it back. */
export interface LevelRequest {
  readonly build: (rid: string) => CwaRequest;
  readonly back: (rid: string) => CwaRequest;
}

/**
 * 3.25: out of the level that named them, into the new one. `null`: out of all, to what their network gives them. Nothing to do: none.
 */
export function accessLevelRequests(
  member: AccessMember,
  level: AccessLevel | null,
  model: Model,
): readonly LevelRequest[] {
  const out = (each: AccessLevel) => (rid: string) => containerRequest(rid, each, [], [member]);
  const into = (each: AccessLevel) => (rid: string) => containerRequest(rid, each, [member], []);
  const requests: LevelRequest[] = [];
  const isIn = (each: AccessLevel): boolean =>
    model.accessLevels
      .find(({ level: name }) => name === each)
      ?.members.some(({ type, value }) => type === member.type && value === member.value) ?? false;
  for (const each of accessLevels) {
    if (each !== level && isIn(each)) requests.push({ build: out(each), back: into(each) });
  }
  if (level !== null && !isIn(level)) requests.push({ build: into(level), back: out(level) });
  return requests;
}

/** What a window hands over. */
export function checkedMember({ type, value = '' }: AccessMember): AccessMember {
  switch (type) {
    case 'uri':
      return { type, value: checkedPersonUri(value) };
    case 'domain': {
      const domain = value.trim().toLowerCase();
      if (!/^[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+$/u.test(domain) || domain.length > 255)
        throw new FailureError('bad-uri', 'not a domain');
      return { type, value: domain };
    }
    default:
      return { type };
  }
}

type Members = Extract<CwaRequest, { kind: 'updateContainer' }>['addMembers'];

function containerRequest(rid: string, level: AccessLevel, addMembers: Members, deleteMembers: Members): CwaRequest {
  return { kind: 'updateContainer', rid, id: containerOfLevel[level], addMembers, deleteMembers };
}
