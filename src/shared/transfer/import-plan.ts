// What a file would add to the list. Pure.
import type { Contact, Group, GroupId } from '../domain/contact';
import type { PersonUri } from '../domain/person';
import type { FileContact } from './contact-files';

export interface ImportPlan {
  readonly newGroups: readonly string[];
  readonly add: readonly FileContact[];
  /** On the list already, and not in these groups. */
  readonly regroup: readonly { readonly contact: FileContact; readonly missing: readonly string[] }[];
  /** On the list as the file has them, or the user. */
  readonly same: number;
}

export interface ListNow {
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly contacts: ReadonlyMap<PersonUri, Contact>;
  readonly self: PersonUri | undefined;
}

const folded = (name: string): string => name.trim().toLowerCase();

export function groupNamed(name: string, groups: Iterable<Group>): Group | undefined {
  for (const group of groups)
    if (!group.isDefault && !group.isDistribution && folded(group.name) === folded(name)) return group;
  return undefined;
}

export function importPlan(contacts: readonly FileContact[], { groups, contacts: known, self }: ListNow): ImportPlan {
  const add: FileContact[] = [];
  const regroup: { contact: FileContact; missing: readonly string[] }[] = [];
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
      if (missing.length > 0) regroup.push({ contact, missing });
      else same += 1;
    }
  }
  const wanted = [...add.flatMap((each) => each.groups), ...regroup.flatMap((each) => each.missing)];
  const newGroups = new Map<string, string>();
  for (const name of wanted)
    if (!groupNamed(name, groups.values()) && !newGroups.has(folded(name))) newGroups.set(folded(name), name);
  return { newGroups: [...newGroups.values()], add, regroup, same };
}
