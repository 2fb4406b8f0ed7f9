// `contactCard` (protocol.md 5.6, 5.7). What the inside of an `address` is the pages do not say: it is kept as XML text.
import { foreignText, parseForeignXml } from '../foreign-xml';
import { element, textElement, type XmlElement } from '../xml';
import { attribute, childNamed, childText, childrenNamed, given, oneOf } from '../xml-reader';

export const phoneTypes = ['work', 'home', 'mobile', 'other', 'custom1'] as const;

export interface Phone {
  readonly type: (typeof phoneTypes)[number];
  /** `tel:` URI. */
  readonly uri?: string;
  readonly displayString?: string;
}

export interface ContactCard {
  readonly kind: 'contactCard';
  readonly displayName?: string;
  readonly email?: string;
  readonly phones: readonly Phone[];
  readonly company?: string;
  readonly title?: string;
  readonly office?: string;
  /** The `address` elements as XML text. */
  readonly addresses?: string;
}

const contactCardNamespace = 'http://schemas.microsoft.com/2006/09/sip/contactcard';

export function decodeContactCard(source: XmlElement): ContactCard {
  const identity = childNamed(source, 'identity');
  const name = identity && childNamed(identity, 'name');
  const addresses = childrenNamed(source, 'address');
  return {
    kind: 'contactCard',
    ...given({
      displayName: name && childText(name, 'displayName'),
      email: identity && childText(identity, 'email'),
      company: childText(source, 'company'),
      title: childText(source, 'title'),
      office: childText(source, 'office'),
      addresses: addresses.length > 0 ? foreignText(addresses) : undefined,
    }),
    phones: childrenNamed(source, 'phone').map((phone) => ({
      type: oneOf(attribute(phone, 'type'), phoneTypes) ?? 'other',
      ...given({ uri: childText(phone, 'uri'), displayString: childText(phone, 'displayString') }),
    })),
  };
}

export function encodeContactCard(card: ContactCard): XmlElement {
  const name =
    card.displayName === undefined ? undefined : element('name', {}, textElement('displayName', card.displayName));
  const email = textElement('email', card.email);
  return element(
    'contactCard',
    { xmlns: contactCardNamespace },
    (name ?? email) && element('identity', {}, name, email),
    textElement('company', card.company),
    textElement('title', card.title),
    textElement('office', card.office),
    card.phones.map(({ type, uri, displayString }) =>
      element('phone', { type }, textElement('uri', uri), textElement('displayString', displayString)),
    ),
    card.addresses === undefined ? undefined : parseForeignXml(card.addresses),
  );
}
