// `contactCard` (protocol.md 5.6, 5.7).
import { element, textElement, type XmlElement } from '../xml';
import { attribute, childNamed, childText, childrenNamed, oneOf } from '../xml-reader';

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
}

export const contactCardNamespace = 'http://schemas.microsoft.com/2006/09/sip/contactcard';

export function decodeContactCard(source: XmlElement): ContactCard {
  const identity = childNamed(source, 'identity');
  const name = identity && childNamed(identity, 'name');
  const fields = {
    displayName: name && childText(name, 'displayName'),
    email: identity && childText(identity, 'email'),
    company: childText(source, 'company'),
    title: childText(source, 'title'),
    office: childText(source, 'office'),
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return {
    kind: 'contactCard',
    ...given,
    phones: childrenNamed(source, 'phone').map((phone) => {
      const uri = childText(phone, 'uri');
      const displayString = childText(phone, 'displayString');
      return {
        type: oneOf(attribute(phone, 'type'), phoneTypes) ?? 'other',
        ...(uri !== undefined && { uri }),
        ...(displayString !== undefined && { displayString }),
      };
    }),
  };
}

export function encodeContactCard(card: ContactCard): XmlElement {
  const name =
    card.displayName === undefined ? undefined : element('name', {}, textElement('displayName', card.displayName));
  const hasIdentity = card.displayName !== undefined || card.email !== undefined;
  return element(
    'contactCard',
    { xmlns: contactCardNamespace },
    hasIdentity ? element('identity', {}, name, textElement('email', card.email)) : undefined,
    textElement('company', card.company),
    textElement('title', card.title),
    textElement('office', card.office),
    card.phones.map(({ type, uri, displayString }) =>
      element('phone', { type }, textElement('uri', uri), textElement('displayString', displayString)),
    ),
  );
}
