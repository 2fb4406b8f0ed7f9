// The contact list as the view needs it: one entry a contact, in the order of names. Pure, and fast enough to be redone on
// every change of presence of ten thousand contacts (the order before is nearly the order after, which sorting is quick with).
import type { Contact } from '../../shared/domain/contact';
import type { Model } from '../../shared/domain/model';
import type { Availability, PersonUri, Presence } from '../../shared/domain/person';
import { displayName, presenceOf } from '../model/person-view';

export interface ContactEntry {
  readonly contact: Contact;
  readonly uri: PersonUri;
  readonly name: string;
  readonly presence: Presence;
  readonly isOnline: boolean;
}

/** Whether somebody could answer: everything but offline and not known. */
export function isOnline(availability: Availability): boolean {
  return availability !== 'offline' && availability !== 'unknown';
}

/** Makes a function from the model to its contacts by name; it remembers the last order. */
export function contactSorter(locale?: string): (model: Model) => readonly ContactEntry[] {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  let lastOrder: readonly PersonUri[] = [];

  return (model) => {
    const entries = new Map<PersonUri, ContactEntry>();
    for (const uri of lastOrder) add(uri);
    for (const uri of model.contacts.keys()) if (!entries.has(uri)) add(uri);
    const sorted = [...entries.values()].sort((a, b) => compare(a.name, b.name) || (a.uri < b.uri ? -1 : 1));
    lastOrder = sorted.map((entry) => entry.uri);
    return sorted;

    function add(uri: PersonUri): void {
      const contact = model.contacts.get(uri);
      if (!contact) return;
      const presence = presenceOf(model, uri);
      const name = displayName(model, uri);
      entries.set(uri, { contact, uri, name, presence, isOnline: isOnline(presence.availability) });
    }
  };
}
