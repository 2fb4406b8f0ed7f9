// Contact list, pending subscribers and access levels as the server tells of them (protocol.md 4.11–4.13, 5.3, 7.14).
// No state of its own: it compares with the model.
import type { ContactRecord, GroupRecord } from '../../../protocol/contact-record';
import type { Container } from '../../../protocol/container-member';
import type { ContactGroupEvent } from '../../../protocol/events/contact-group';
import type { ContainersEvent } from '../../../protocol/events/containers';
import type { SubscribersEvent } from '../../../protocol/events/subscribers';
import {
  accessLevels,
  type AccessLevel,
  type AccessMember,
  type Contact,
  type Group,
} from '../../../shared/domain/contact';
import type { Change, Model } from '../../../shared/domain/model';
import { displayName, listedName, personUri } from '../people/person-uri';

/** The group that Communicator keeps for all contacts (3.19). */
const defaultGroupName = '~';

export const containerOfLevel: Readonly<Record<AccessLevel, number>> = {
  personal: 400,
  team: 300,
  company: 200,
  public: 100,
  blocked: 32000,
};

export function reduceContactGroup(event: ContactGroupEvent, model: Model): Change[] {
  const changes: Change[] = event.fullList ? [{ kind: 'contactsCleared' }] : [];
  for (const change of event.groups) {
    if (change.action === 'deleted') changes.push({ kind: 'groupRemoved', id: change.id });
    else changes.push({ kind: 'group', group: groupOfRecord(change.group, model) });
  }
  for (const change of event.contacts) {
    if (change.action === 'deleted') changes.push({ kind: 'contactRemoved', uri: personUri(change.uri) });
    else changes.push({ kind: 'contact', contact: contactOfRecord(change.contact, model, event.fullList) });
  }
  return changes;
}

/** Without a name it keeps the one that it had; one that never had any goes by its number. */
function groupOfRecord({ id, name: told, externalUri }: GroupRecord, model: Model): Group {
  const name = told || model.groups.get(id)?.name || String(id);
  return { id, name, isDefault: name === defaultGroupName, isDistribution: externalUri !== '' };
}

function contactOfRecord(record: ContactRecord, model: Model, isSnapshot: boolean): Contact {
  const uri = personUri(record.uri);
  const before = isSnapshot ? undefined : model.contacts.get(uri);
  return {
    uri,
    name: listedName(model, uri, record.name),
    groupIds: record.groups ?? before?.groupIds ?? [],
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

/** Each container comes with all its members; those that are not in the event stay as they were (4.13). */
export function reduceContainers({ containers }: ContainersEvent, model: Model): Change[] {
  const byId = new Map(containers.map((container) => [container.id, container]));
  const levels = accessLevels.map((level) => {
    const container = byId.get(containerOfLevel[level]);
    if (container) return { level, members: membersOf(container) };
    return model.accessLevels.find((each) => each.level === level) ?? { level, members: [] };
  });
  return [{ kind: 'accessLevels', accessLevels: levels }];
}

function membersOf({ members }: Container): AccessMember[] {
  return members.map(({ type, value }) => {
    if (type === 'uri') return { type, value: personUri(value ?? '') };
    return type === 'domain' ? { type, value: (value ?? '').toLowerCase() } : { type };
  });
}
