// Which of several names a person is shown by. One rule for windows, notifications, the tray, the command line and the history, so that
// nobody is called one thing here and another there.
import type { Model } from './model';
import { unknownPerson, type PersonUri } from './person';

export interface WithParticipants {
  readonly participants: readonly { readonly uri: PersonUri; readonly name: string }[];
}

/** What of the model names people. */
export type Named = Pick<Model, 'self' | 'contacts' | 'people'>;

/** `sip:dana@example.com` and `tel:+15550100` as people write them: `dana@example.com`, `+15550100`. */
export function plainAddress(uri: PersonUri): string {
  return uri.replace(/^(?:sips?|tel):/iu, '');
}

/**
 * The name in the contact list first (the user may have chosen it), then the person's own, then `heard`: what the event, the thread or
 * the search said. An address in the place of a name counts as none.
 */
export function knownName({ self, contacts, people }: Named, uri: PersonUri, heard?: string): string | undefined {
  const address = plainAddress(uri).toLowerCase();
  const own = self?.uri === uri ? self.name : undefined;
  return [own, contacts.get(uri)?.name, people.get(uri)?.name, heard]
    .map((name) => name?.trim())
    .find((name) => name && plainAddress(name).toLowerCase() !== address);
}

/** The address where no name is known. Empty for somebody unknown: what was heard of a sender without an address proves nothing. */
export function nameOf(model: Named, uri: PersonUri, heard?: string): string {
  return uri === unknownPerson ? '' : (knownName(model, uri, heard) ?? plainAddress(uri));
}

/** Of somebody in a conversation, whom its list of participants may name. */
export function nameIn(model: Named, { participants }: WithParticipants, uri: PersonUri): string {
  return nameOf(model, uri, participants.find((each) => each.uri === uri)?.name);
}
