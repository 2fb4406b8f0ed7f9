// What a group is called where it is shown. Pure.
import type { Group } from '../../shared/domain/contact';
import type { Translate } from './view-menu';

/** The default group by its name in the language; a group called like one of the list's own parts can be told from it. */
export function groupTitle({ name, isDefault }: Pick<Group, 'name' | 'isDefault'>, t: Translate): string {
  if (isDefault) return t('contacts.otherContacts');
  const parts = [t('contacts.otherContacts'), t('recents.title')];
  return parts.some((part) => plain(part) === plain(name)) ? t('contacts.groupCalled', { name }) : name;
}

const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase();
