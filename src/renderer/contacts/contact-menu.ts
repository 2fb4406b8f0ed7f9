// What may be done with people and groups, as menu entries; the ids say which action and on what. Pure.
import { accessLevelOf } from '../../shared/domain/access-level';
import { accessLevels, type AccessLevelMembers, type Group } from '../../shared/domain/contact';
import { canBeWrittenTo } from '../../shared/domain/person';
import type { MenuEntry } from '../ui/menu-entry';
import type { ContactEntry } from './contact-entries';

export type Translate = (key: string, named?: Record<string, unknown>) => string;

/** Of a phone in the list, or of what nobody can be reached by, no more is offered than what the list itself can do. */
export function contactMenu(
  entry: ContactEntry,
  groups: readonly Group[],
  levels: readonly AccessLevelMembers[],
  t: Translate,
): readonly MenuEntry[] {
  const { contact } = entry;
  const level = accessLevelOf(entry.uri, levels);
  const inGroups: MenuEntry = {
    kind: 'submenu',
    label: t('contacts.menu.groups'),
    icon: 'folder',
    entries: [
      ...groups
        .filter((group) => !group.isDistribution)
        .map((group): MenuEntry => ({
          id: `group:${group.id}`,
          label: group.isDefault ? t('contacts.otherContacts') : group.name,
          checked: contact.groupIds.includes(group.id),
        })),
      { kind: 'separator' },
      { id: 'new-group', label: t('contacts.menu.newGroup'), icon: 'plus' },
    ],
  };
  const remove: readonly MenuEntry[] = [
    { kind: 'separator' },
    { id: 'remove', label: t('contacts.menu.remove'), icon: 'trash', danger: true },
  ];
  const card: MenuEntry = { id: 'card', label: t('people.card.open'), icon: 'person' };
  if (!canBeWrittenTo(entry.uri)) return [card, inGroups, ...remove];
  return [
    { id: 'message', label: t('contacts.menu.message'), icon: 'message' },
    card,
    { kind: 'separator' },
    {
      id: 'tag',
      label: contact.tag ? t('contacts.menu.untag') : t('contacts.menu.tag'),
      icon: contact.tag ? 'bell-off' : 'bell',
    },
    inGroups,
    {
      kind: 'submenu',
      label: t('contacts.menu.access'),
      icon: 'shield',
      entries: accessLevels.map((candidate) => ({
        id: `access:${candidate}`,
        label: t(`contacts.access.${candidate}.name`),
        hint: t(`contacts.access.${candidate}.hint`),
        checked: candidate === level,
        radio: true,
      })),
    },
    ...remove,
  ];
}

export function manyMenu(count: number, t: Translate): readonly MenuEntry[] {
  return [{ id: 'message', label: t('contacts.menu.messageMany', { n: count }), icon: 'people' }];
}

export function hitMenu(t: Translate): readonly MenuEntry[] {
  return [
    { id: 'message', label: t('contacts.menu.message'), icon: 'message' },
    { id: 'card', label: t('people.card.open'), icon: 'person' },
    { id: 'add', label: t('contacts.addContact'), icon: 'person-add' },
  ];
}

export function groupMenu(group: Group, recipientCount: number, t: Translate): readonly MenuEntry[] {
  const message: MenuEntry = {
    id: 'message-group',
    label: t('contacts.menu.messageGroup'),
    icon: 'people',
    disabled: recipientCount === 0,
  };
  if (group.isDefault) return [message];
  return [
    message,
    { kind: 'separator' },
    { id: 'rename-group', label: t('contacts.menu.renameGroup'), icon: 'edit' },
    { id: 'remove-group', label: t('contacts.menu.removeGroup'), icon: 'trash', danger: true },
  ];
}

/** The groups after one was ticked or unticked. A contact is always in one: without any it goes to the default group. */
export function groupsAfterToggle(
  current: readonly number[],
  toggled: number,
  groups: readonly Group[],
): readonly number[] {
  const fallback = groups.find((group) => group.isDefault)?.id;
  // A group that is gone would have the change refused.
  const known = current.filter((id) => groups.some((group) => group.id === id));
  if (known.includes(toggled)) {
    const rest = known.filter((id) => id !== toggled);
    return rest.length > 0 || fallback === undefined ? rest : [fallback];
  }
  // "Other contacts" are those in no group of their own.
  if (toggled === fallback) return [toggled];
  return [...known.filter((id) => id !== fallback), toggled];
}
