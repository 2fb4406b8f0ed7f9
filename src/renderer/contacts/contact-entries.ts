// The contact list as the view needs it: one entry a contact, in the order of names. Pure, and fast enough to be redone on
// every change of presence of ten thousand contacts.
import type { Contact } from '../../shared/domain/contact';
import { emptyModel, type Model } from '../../shared/domain/model';
import type { Availability, Person, PersonUri, Presence } from '../../shared/domain/person';
import { displayName, presenceOf } from '../model/person-view';

export interface ContactEntry {
  readonly contact: Contact;
  readonly uri: PersonUri;
  readonly name: string;
  readonly presence: Presence;
  readonly isOnline: boolean;
  /** What the server has told of them. */
  readonly card?: Person;
}

/** Whether somebody could answer: everything but offline and not known. */
function isOnline(availability: Availability): boolean {
  return availability !== 'offline' && availability !== 'unknown';
}

/** Makes a function from the model to its contacts by name. It remembers: entries of whom nothing changed stay the same. */
export function contactSorter(locale?: string): (model: Model) => readonly ContactEntry[] {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  let last: readonly ContactEntry[] = [];
  /** Of each of `last`, what its entry was made from. */
  let lastPeople: readonly (Person | undefined)[] = [];
  let lastModel: Model = emptyModel;

  return (model) => {
    const { contacts, people, self } = model;
    if (contacts === lastModel.contacts && people === lastModel.people && self === lastModel.self) return last;

    const isNew = new Set(contacts === lastModel.contacts ? [] : contacts.keys());
    const next: ContactEntry[] = [];
    let isInOrder = true;
    last.forEach((entry, index) => {
      const contact = contacts === lastModel.contacts ? entry.contact : contacts.get(entry.uri);
      if (!contact) return;
      isNew.delete(entry.uri);
      const isSame =
        contact === entry.contact && people.get(entry.uri) === lastPeople[index] && entry.uri !== self?.uri;
      const current = isSame ? entry : entryOf(model, contact);
      if (current.name !== entry.name) isInOrder = false;
      next.push(current);
    });
    for (const uri of isNew) {
      next.push(entryOf(model, contacts.get(uri)!));
      isInOrder = false;
    }
    if (!isInOrder) next.sort((a, b) => compare(a.name, b.name) || (a.uri < b.uri ? -1 : 1));
    last = next;
    lastPeople = next.map((entry) => people.get(entry.uri));
    lastModel = model;
    return next;
  };
}

function entryOf(model: Model, contact: Contact): ContactEntry {
  const presence = presenceOf(model, contact.uri);
  const name = displayName(model, contact.uri);
  const card = model.people.get(contact.uri);
  return {
    contact,
    uri: contact.uri,
    name,
    presence,
    isOnline: isOnline(presence.availability),
    ...(card && { card }),
  };
}
