// `initiateSession` (protocol.md 3.2).
import { allowedNames } from '../allowed-names';
import type { ValueOf } from '../codec';
import { boolean, integer, oneOf, text } from '../form';
import { attribute, child, handMade, one, part } from '../record';
import { request } from '../request';
import { element } from '../xml';
import { attributeText, childNamed, childrenNamed } from '../xml-reader';

const options = part(
  'options',
  {
    autoPublishMachineState: attribute(boolean).or(true),
    autoSubscribePresenceForContacts: attribute(boolean).or(true),
  },
  // Section 8: the name and the place of the switch for debugging are unknown.
  { names: allowedNames('any') },
);

export type InitiateSessionRequest = ValueOf<typeof initiateSessionCodec>;

export const initiateSessionCodec = request(
  'initiateSession',
  {
    /** LCID. */
    localeId: child(integer).optional,
    securityMode: child(oneOf(['public', 'private'])).optional,
    /** First user state (5.1). */
    userStateAvailability: child(integer).optional,
    options: one(options).optional,
    /** Category names; the syntax of an entry is not documented (section 8): ours writes one `category name` each. */
    categoryEventFilter: handMade<readonly string[]>(
      (source) => {
        const filter = childNamed(source, 'categoryEventFilter');
        return filter && childrenNamed(filter, 'category').map((entry) => attributeText(entry, 'name') ?? '');
      },
      (names) => [
        element(
          'categoryEventFilter',
          {},
          names.map((name) => element('category', { name })),
        ),
      ],
      allowedNames([], { categoryEventFilter: allowedNames([], 'any') }),
    ).optional,
    /** Opaque, as received at sign-in. */
    signInData: child(text).optional,
  },
  // 3.2: the syntax line shows one of another namespace.
  { isOpen: true },
);
