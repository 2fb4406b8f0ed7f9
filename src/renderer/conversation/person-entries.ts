// What can be done with somebody who takes part: in the header of a conversation, and wherever else a person is shown. Pure.
import { canBeWrittenTo, type PersonUri } from '../../shared/domain/person';
import type { MenuEntry } from '../ui/menu-entry';

interface ShownPerson {
  readonly uri: PersonUri;
  readonly name: string;
}

export type PersonAction = 'message' | 'copy-name' | 'copy-address' | 'search';

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** The ids say what to do, and with whom: `copy-address:sip:ann@example.com`. */
export function personEntries({ uri, name }: ShownPerson, t: Translate): readonly MenuEntry[] {
  const id = (action: PersonAction): string => `${action}:${uri}`;
  return [
    ...(canBeWrittenTo(uri)
      ? [{ id: id('message'), label: t('conversation.person.message'), icon: 'message' as const }]
      : []),
    { id: id('copy-name'), label: t('conversation.person.copyName'), icon: 'copy' },
    { id: id('copy-address'), label: t('conversation.person.copyAddress') },
    { id: id('search'), label: t('message.menu.searchPerson', { name }), icon: 'search' },
  ];
}

/** Of one alone there is no submenu to look for them in. */
export function peopleEntries(people: readonly ShownPerson[], t: Translate): readonly MenuEntry[] {
  const [only, second] = people;
  if (only && !second) return personEntries(only, t);
  return people.map((person) => ({
    kind: 'submenu',
    label: person.name,
    icon: 'person',
    entries: personEntries(person, t),
  }));
}

export function personAction(id: string): { readonly action: PersonAction; readonly uri: PersonUri } {
  const at = id.indexOf(':');
  return { action: id.slice(0, at) as PersonAction, uri: id.slice(at + 1) };
}
