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
import type { PersonUri } from '../../../shared/domain/person';
import type { ContactEdit } from '../engine';
import { checkedPersonUri, listedName } from '../people/person-uri';
import { containerOfLevel } from './reduce-contacts';

/** 3.22: what is left out goes back to its default, so all is sent; an empty list of groups is never written. */
function contactRecord(uri: PersonUri, name: string, groupIds: readonly GroupId[], tag: boolean): ContactRecord {
  return { uri, name, subscribed: true, tag, ...(groupIds.length > 0 && { groups: groupIds }) };
}

export function addContactRequest(
  rid: string,
  { uri, name, groupIds }: { readonly uri: PersonUri; readonly name: string; readonly groupIds: readonly GroupId[] },
  model: Model,
): CwaRequest {
  return { kind: 'addContact', rid, contact: contactRecord(uri, listedName(model, uri, name), groupIds, false) };
}

export function updateContactRequest(rid: string, edit: ContactEdit, model: Model): CwaRequest {
  const contact = model.contacts.get(edit.uri);
  if (!contact) throw new FailureError('not-found', 'not in the contact list');
  const name = edit.name?.trim() || contact.name;
  // A group that is not there any more would have the whole edit refused.
  const groupIds = edit.groupIds ?? contact.groupIds.filter((id) => model.groups.has(id));
  return { kind: 'updateContact', rid, contact: contactRecord(edit.uri, name, groupIds, edit.tag ?? contact.tag) };
}

/** Whether the contact is as the edit wants it. */
export function hasEdit(contact: Contact | undefined, { name, groupIds, tag }: ContactEdit): boolean {
  if (!contact) return false;
  const isInGroups =
    !groupIds || (groupIds.length === contact.groupIds.length && groupIds.every((id) => contact.groupIds.includes(id)));
  return isInGroups && (!name?.trim() || contact.name === name.trim()) && (tag === undefined || contact.tag === tag);
}

export function checkedGroupName(name: string): string {
  const trimmed = name.trim();
  if (!trimmed) throw new FailureError('empty-text', 'a group needs a name');
  if (trimmed === '~') throw new FailureError('not-allowed', 'the name of the default group');
  return trimmed;
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
