// What a file would add to the list. Pure.
import { groupNameKey, isSameGroupName } from '../group-name';
import { accessLevelsByUri } from '../domain/access-level';
import type { AccessLevel, AccessLevelMembers, Contact, Group, GroupId } from '../domain/contact';
import type { PersonUri } from '../domain/person';
import type { FileContact } from './contact-files';

export interface ImportPlan {
  readonly newGroups: readonly string[];
  readonly add: readonly FileContact[];
  /** On the list already, and not in these groups or not on this level. */
  readonly change: readonly PlannedChange[];
  /** Of all of them, those who would be blocked by it. */
  readonly block: readonly FileContact[];
  /** On the list as the file has them, or the user. */
  readonly same: number;
}

export interface PlannedChange {
  readonly contact: FileContact;
  readonly missing: readonly string[];
  readonly level?: AccessLevel;
}

export interface ListNow {
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly contacts: ReadonlyMap<PersonUri, Contact>;
  readonly accessLevels: readonly AccessLevelMembers[];
  readonly self: PersonUri | undefined;
}

export function groupNamed(name: string, groups: Iterable<Group>): Group | undefined {
  for (const group of groups)
    if (!group.isDefault && !group.isDistribution && isSameGroupName(group.name, name)) return group;
  return undefined;
}

export function importPlan(
  contacts: readonly FileContact[],
  { groups, contacts: known, accessLevels, self }: ListNow,
): ImportPlan {
  const levelOf = accessLevelsByUri(accessLevels);
  const add: FileContact[] = [];
  const change: PlannedChange[] = [];
  let same = 0;
  for (const contact of contacts) {
    const before = known.get(contact.uri);
    if (contact.uri === self) same += 1;
    else if (!before) add.push(contact);
    else {
      const missing = contact.groups.filter((name) => {
        const group = groupNamed(name, groups.values());
        return !group || !before.groupIds.includes(group.id);
      });
      const level = contact.level === levelOf(contact.uri) ? undefined : contact.level;
      if (missing.length > 0 || level) change.push({ contact, missing, ...(level && { level }) });
      else same += 1;
    }
  }
  const wanted = [...add.flatMap((each) => each.groups), ...change.flatMap((each) => each.missing)];
  const newGroups = new Map<string, string>();
  for (const name of wanted)
    if (!groupNamed(name, groups.values()) && !newGroups.has(groupNameKey(name)))
      newGroups.set(groupNameKey(name), name);
  const block = [...add, ...change.map(({ contact }) => contact)].filter(
    ({ uri, level }) => level === 'blocked' && levelOf(uri) !== 'blocked',
  );
  return { newGroups: [...newGroups.values()], add, change, block, same };
}
