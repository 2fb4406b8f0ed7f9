// What may be done with people and groups, as menu entries; the ids say which action and on what. Pure.
import { accessLevelOf, type LevelWords } from '../../shared/domain/access-level';
import { accessLevels, type AccessLevelMembers, type Group } from '../../shared/domain/contact';
import { canBeWrittenTo } from '../../shared/domain/person';
import type { MenuEntry, MenuSubmenu } from '../ui/menu-entry';
import type { ContactEntry } from './contact-entries';
import { withOther, type LevelPart } from './contact-rows';
import { groupTitle } from './group-title';
import { foldMenu, type Translate } from './view-menu';

/** Of a phone in the list, or of what nobody can be reached by, no more is offered than what the list itself can do. */
export function contactMenu(
  entry: ContactEntry,
  groups: readonly Group[],
  /** Undefined: not told yet. */
  levels: readonly AccessLevelMembers[] | undefined,
  words: LevelWords,
  t: Translate,
): readonly MenuEntry[] {
  const { contact } = entry;
  const moveTo = moveMenu('move', t('contacts.menu.moveTo'), groups, t);
  const level = levels && (accessLevelOf(entry.uri, levels) ?? 'none');
  const inGroups: MenuEntry = {
    kind: 'submenu',
    label: t('contacts.menu.groups'),
    icon: 'folder',
    entries: [
      ...groups
        .filter((group) => !group.isDistribution)
        .map((group): MenuEntry => ({
          id: `group:${group.id}`,
          label: groupTitle(group, t),
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
  if (!canBeWrittenTo(entry.uri)) return [card, inGroups, moveTo, ...remove];
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
    moveTo,
    accessMenu(level, words, t),
    ...remove,
  ];
}

/** Where people can be moved or copied to. Nobody is copied to other contacts: those are in no group of their own. */
export function moveMenu(verb: 'move' | 'copy', label: string, groups: readonly Group[], t: Translate): MenuSubmenu {
  return {
    kind: 'submenu',
    label,
    icon: verb === 'move' ? 'folder' : 'copy',
    entries: [
      ...withOther(groups)
        .filter((group) => !group.isDistribution && !(verb === 'copy' && group.isDefault))
        .map((group): MenuEntry => ({
          id: `${verb}:${group.id}`,
          label: groupTitle(group, t),
        })),
      { kind: 'separator' },
      { id: `new-group-${verb}`, label: t('contacts.menu.newGroup'), icon: 'plus' },
    ],
  };
}

function accessMenu(level: LevelPart | undefined, words: LevelWords, t: Translate): MenuEntry {
  const none: MenuEntry = {
    id: 'access:none',
    label: t('contacts.noLevel'),
    hint: t(words === 'sameHint' ? 'contacts.access.public.sameHint' : 'contacts.noLevelHint'),
    checked: level === 'none',
    radio: true,
  };
  return {
    kind: 'submenu',
    label: t('contacts.menu.access'),
    icon: 'shield',
    // What most of them have is what the menu opens on.
    entries: [
      none,
      ...accessLevels.map((candidate): MenuEntry => ({
        id: `access:${candidate}`,
        label: t(`contacts.access.${candidate}.name`),
        hint: t(`contacts.access.${candidate}.${words}`),
        checked: candidate === level,
        radio: true,
      })),
    ],
  };
}

export interface Many {
  /** Of them can be written to. */
  readonly recipients: number;
  /** Of them are contacts, and of these so many are tagged. */
  readonly contacts: number;
  readonly tagged: number;
  /** The level of all of them. */
  readonly level: LevelPart | undefined;
}

/** Of several who are chosen. */
export function manyMenu(many: Many, groups: readonly Group[], words: LevelWords, t: Translate): readonly MenuEntry[] {
  const { recipients, contacts, tagged, level } = many;
  const message: readonly MenuEntry[] =
    recipients > 0 ? [{ id: 'message', label: t('contacts.menu.messageMany', {}, recipients), icon: 'people' }] : [];
  if (contacts === 0) return [...message, { id: 'add', label: t('contacts.menu.addMany'), icon: 'person-add' }];
  return [
    ...message,
    { kind: 'separator' },
    ...(tagged < contacts ? [{ id: 'tag-all', label: t('contacts.menu.tag'), icon: 'bell' } as const] : []),
    ...(tagged > 0 ? [{ id: 'untag-all', label: t('contacts.menu.untag'), icon: 'bell-off' } as const] : []),
    moveMenu('move', t('contacts.menu.moveTo'), groups, t),
    moveMenu('copy', t('contacts.menu.copyTo'), groups, t),
    accessMenu(level, words, t),
    { kind: 'separator' },
    { id: 'remove', label: t('contacts.menu.removeMany', {}, contacts), icon: 'trash', danger: true },
  ];
}

export function hitMenu(t: Translate): readonly MenuEntry[] {
  return [
    { id: 'message', label: t('contacts.menu.message'), icon: 'message' },
    { id: 'card', label: t('people.card.open'), icon: 'person' },
    { id: 'add', label: t('contacts.addContact'), icon: 'person-add' },
    { id: 'add-with', label: t('people.add.toGroup'), icon: 'folder' },
  ];
}

export interface GroupPlace {
  readonly canGoUp: boolean;
  readonly canGoDown: boolean;
}

export function groupMenu(group: Group, recipientCount: number, place: GroupPlace, t: Translate): readonly MenuEntry[] {
  const message: MenuEntry = {
    id: 'message-group',
    label: t('contacts.menu.messageGroup'),
    icon: 'people',
    disabled: recipientCount === 0,
  };
  if (group.isDefault) return [message, ...foldMenu(t)];
  const rename: readonly MenuEntry[] = group.isDistribution
    ? []
    : [{ id: 'rename-group', label: t('contacts.menu.renameGroup'), icon: 'edit' }];
  return [
    message,
    { kind: 'separator' },
    { id: 'group-up', label: t('contacts.menu.groupUp'), icon: 'chevron-up', disabled: !place.canGoUp },
    { id: 'group-down', label: t('contacts.menu.groupDown'), icon: 'chevron-down', disabled: !place.canGoDown },
    { kind: 'separator' },
    ...rename,
    { id: 'remove-group', label: t('contacts.menu.removeGroup'), icon: 'trash', danger: true },
    ...foldMenu(t),
  ];
}

/** Of what heads Recents. */
export function recentsMenu(isExpanded: boolean, unread: number, t: Translate): readonly MenuEntry[] {
  return [
    {
      id: 'fold-recents',
      label: t(isExpanded ? 'contacts.menu.foldRecents' : 'contacts.menu.unfoldRecents'),
      icon: isExpanded ? 'chevron-up' : 'chevron-down',
    },
    { id: 'read-all', label: t('contacts.menu.readAll'), icon: 'check-double', disabled: unread === 0 },
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
