// `contactCard` (protocol.md 5.6, 5.7). What the inside of an `address` is the pages do not say: it is kept as XML text.
import { allowedNames } from '../allowed-names';
import type { ValueOf } from '../codec';
import { foreignText, parseForeignXml } from '../foreign-xml';
import { oneOf, text } from '../form';
import { all, attribute, child, handMade, part, record } from '../record';
import { childrenNamed } from '../xml-reader';

export const phoneTypes = ['work', 'home', 'mobile', 'other', 'custom1'] as const;

export type Phone = ValueOf<typeof phone>;

const phone = part('phone', {
  type: attribute(oneOf(phoneTypes)).or('other'),
  /** `tel:` URI. */
  uri: child(text).optional,
  displayString: child(text).optional,
});

export type ContactCard = ValueOf<typeof contactCardCodec>;

export const contactCardCodec = record(
  'contactCard',
  {
    displayName: child(text).in('name').in('identity').optional,
    email: child(text).in('identity').optional,
    company: child(text).optional,
    title: child(text).optional,
    office: child(text).optional,
    phones: all(phone),
    /** The `address` elements as XML text. */
    addresses: handMade<string>(
      (source) => {
        const addresses = childrenNamed(source, 'address');
        return addresses.length > 0 ? foreignText(addresses) : undefined;
      },
      parseForeignXml,
      allowedNames([], { address: allowedNames('any', 'any') }),
    ).optional,
  },
  { attributes: { xmlns: 'http://schemas.microsoft.com/2006/09/sip/contactcard' } },
);
