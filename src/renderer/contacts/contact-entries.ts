// The contact list as the view needs it: one entry a contact, in the order of names. Pure, and fast enough to be redone on
// every change of presence of ten thousand contacts.
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

/** Makes a function from the model to its contacts by name. It remembers: entries of whom nothing changed stay the same. */
export function contactSorter(locale?: string): (model: Model) => readonly ContactEntry[] {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  let last: readonly ContactEntry[] = [];
  let lastModel: Model | undefined;

  return (model) => {
    const next: ContactEntry[] = [];
    const seen = new Set<PersonUri>();
    let isInOrder = true;
    for (const entry of last) {
      const contact = model.contacts.get(entry.uri);
      if (!contact) continue;
      seen.add(entry.uri);
      const isSame =
        contact === entry.contact &&
        model.people.get(entry.uri) === lastModel?.people.get(entry.uri) &&
        entry.uri !== model.self?.uri;
      const current = isSame ? entry : entryOf(model, contact);
      if (current.name !== entry.name) isInOrder = false;
      next.push(current);
    }
    for (const [uri, contact] of model.contacts) {
      if (seen.has(uri)) continue;
      next.push(entryOf(model, contact));
      isInOrder = false;
    }
    if (!isInOrder) next.sort((a, b) => compare(a.name, b.name) || (a.uri < b.uri ? -1 : 1));
    last = next;
    lastModel = model;
    return next;
  };
}

function entryOf(model: Model, contact: Contact): ContactEntry {
  const presence = presenceOf(model, contact.uri);
  const name = displayName(model, contact.uri);
  return { contact, uri: contact.uri, name, presence, isOnline: isOnline(presence.availability) };
}
