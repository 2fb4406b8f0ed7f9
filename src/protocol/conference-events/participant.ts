// `participant`: added or changed (protocol.md 4.8).
import type { Codec } from '../codec';
import { decodeHeardUri } from '../uris';
import { element } from '../xml';
import { attribute, oneOf, optionalBoolean } from '../xml-reader';
import type { SipUri } from '../sip-uri';
import { roles, type RoleName } from './role';

export interface Participant {
  readonly kind: 'participant';
  readonly uri: SipUri;
  readonly name?: string;
  readonly role?: RoleName;
  readonly archiving?: boolean;
}

export const participantCodec: Codec<Participant> = {
  element: 'participant',
  decode(source) {
    const name = attribute(source, 'name');
    const role = oneOf(attribute(source, 'role'), roles);
    const archiving = optionalBoolean(attribute(source, 'archiving'));
    return {
      kind: 'participant',
      uri: decodeHeardUri(attribute(source, 'uri')),
      ...(name !== undefined && { name }),
      ...(role && { role }),
      ...(archiving !== undefined && { archiving }),
    };
  },
  encode(value) {
    const { uri, name, role, archiving } = value;
    return element('participant', { uri, name, role, archiving });
  },
};
