// Which of several names a person is shown by. One rule for windows, notifications, the tray, the command line and the history, so that
// nobody is called one thing here and another there.
import type { Model } from './model';
import { unknownPerson, type PersonUri } from './person';

export interface WithParticipants {
  readonly participants: readonly { readonly uri: PersonUri; readonly name: string }[];
}

/** What of the model names people. */
export type Named = Pick<Model, 'self' | 'contacts' | 'people'>;

/**
 * `sip:dana@example.com` and `tel:+15550100` as people write them: `dana@example.com`, `+15550100`. What a telephone system says of
 * itself is left out: of `sip:+15550100@gw.example.com;user=phone` people know the number. A name stays as it is.
 */
export function plainAddress(uri: PersonUri): string {
  const address = uri.replace(/^(?:sips?|tel):/iu, '');
  const [user = '', host, ...more] = address.split('@');
  if (/\s/u.test(address) || more.length > 0) return address;
  if (host === undefined) return address === uri ? uri : withoutParameters(address);
  const isPhone = /;user=phone(?:[;?]|$)/iu.test(host) || /^\+\d+$/u.test(user);
  return isPhone ? withoutParameters(user) : `${user}@${withoutParameters(host)}`;
}

/** Of an address, or of its part before the @; a parameter is `;name=value`, a header `?name=value`. */
function withoutParameters(text: string): string {
  const start = text.search(/[;?]/u);
  return start < 0 ? text : text.slice(0, start);
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
