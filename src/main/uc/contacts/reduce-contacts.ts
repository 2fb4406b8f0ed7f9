// Contact list, pending subscribers and access levels as the server tells of them (protocol.md 4.11–4.13, 5.3, 7.14).
// Of groups it keeps which number the server has for them; otherwise it compares with the model.
import type { ContactRecord, GroupRecord } from '../../../protocol/contact-record';
import type { Container } from '../../../protocol/container-member';
import type { ContactGroupEvent } from '../../../protocol/events/contact-group';
import type { ContainersEvent } from '../../../protocol/events/containers';
import type { SubscribersEvent } from '../../../protocol/events/subscribers';
import {
  accessLevels,
  defaultGroupName,
  type AccessLevel,
  type AccessLevelMembers,
  type AccessMember,
  type Contact,
  type Group,
} from '../../../shared/domain/contact';
import type { Change, Model } from '../../../shared/domain/model';
import { displayName, listedName, personUri } from '../people/person-uri';
import { GroupNumbersDraft, withoutNumbers, type GroupNumbers } from './group-numbers';

export const containerOfLevel: Readonly<Record<AccessLevel, number>> = {
  personal: 400,
  team: 300,
  company: 200,
  public: 100,
  blocked: 32000,
};

export function reduceContactGroup(
  { fullList, groups, contacts }: ContactGroupEvent,
  model: Model,
  before: GroupNumbers,
): { readonly changes: readonly Change[]; readonly numbers: GroupNumbers } {
  const changes: Change[] = fullList ? [{ kind: 'contactsCleared' }] : [];
  const numbers = new GroupNumbersDraft(fullList ? withoutNumbers(before) : before);
  for (const change of groups) {
    if (change.action !== 'deleted') {
      changes.push({ kind: 'group', group: groupOfRecord(change.group, numbers) });
      continue;
    }
    const id = numbers.forget(change.id);
    if (id !== undefined) changes.push({ kind: 'groupRemoved', id });
  }
  for (const change of contacts) {
    if (change.action === 'deleted') changes.push({ kind: 'contactRemoved', uri: personUri(change.uri) });
    else changes.push({ kind: 'contact', contact: contactOfRecord(change.contact, model, fullList, numbers) });
  }
  return { changes, numbers: numbers.finish() };
}

/** Without a name it keeps the one that it had; one that never had any goes by its number. */
function groupOfRecord({ id: number, name: told, externalUri }: GroupRecord, numbers: GroupNumbersDraft): Group {
  const id = numbers.idOf(number, told);
  const name = numbers.nameOf(id) || String(number);
  return { id, name, isDefault: name === defaultGroupName, isDistribution: externalUri !== '' };
}

function contactOfRecord(
  record: ContactRecord,
  model: Model,
  isSnapshot: boolean,
  numbers: GroupNumbersDraft,
): Contact {
  const uri = personUri(record.uri);
  const before = isSnapshot ? undefined : model.contacts.get(uri);
  return {
    uri,
    name: listedName(model, uri, record.name),
    groupIds: record.groups?.map((number) => numbers.idOf(number)) ?? before?.groupIds ?? [],
    tag: record.tag,
  };
}

/** 7.14: only those who wait for an answer; whoever is acknowledged elsewhere waits no more. */
export function reduceSubscribers({ subscribers }: SubscribersEvent, model: Model): Change[] {
  const changes: Change[] = [];
  for (const { uri: wireUri, displayName: name, acknowledged } of subscribers) {
    const uri = personUri(wireUri);
    if (!acknowledged) changes.push({ kind: 'subscriber', subscriber: { uri, name: displayName(model, uri, name) } });
    else if (model.subscribers.has(uri)) changes.push({ kind: 'subscriberRemoved', uri });
  }
  return changes;
}

/** One member onto a level, and off all others. */
export function levelsWith(
  member: AccessMember,
  level: AccessLevel | null,
  { accessLevels: before }: Model,
): readonly AccessLevelMembers[] {
  return accessLevels.map((each) => {
    const members = before.find((known) => known.level === each)?.members ?? [];
    const others = members.filter(({ type, value }) => type !== member.type || value !== member.value);
    return { level: each, members: each === level ? [...others, member] : others };
  });
}

/** Each container comes with all its members; those that are not in the event stay as they were (4.13). */
export function reduceContainers({ containers }: ContainersEvent, model: Model): readonly AccessLevelMembers[] {
  const byId = new Map(containers.map((container) => [container.id, container]));
  return accessLevels.map((level) => {
    const container = byId.get(containerOfLevel[level]);
    if (container) return { level, members: membersOf(container) };
    return model.accessLevels.find((each) => each.level === level) ?? { level, members: [] };
  });
}

function membersOf({ members }: Container): AccessMember[] {
  return members.map(({ type, value }) => {
    if (type === 'uri') return { type, value: personUri(value ?? '') };
    return type === 'domain' ? { type, value: (value ?? '').toLowerCase() } : { type };
  });
}
