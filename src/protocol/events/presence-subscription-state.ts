// `presenceSubscriptionState` (protocol.md 4.16).
import type { Codec } from '../codec';
import { decodeHeardUri } from '../uris';
import { element } from '../xml';
import { attribute, childrenNamed, decodeEach, oneOf, required, type Skipped } from '../xml-reader';
import { eventId } from './event-id';
import type { SipUri } from '../sip-uri';

export const subscriptionStates = ['subscribed', 'retrying', 'terminated'] as const;

export interface PresenceSubscriptionStateEvent extends Skipped {
  readonly kind: 'presenceSubscriptionState';
  readonly eid?: number;
  readonly users: readonly { readonly uri: SipUri; readonly state: (typeof subscriptionStates)[number] }[];
}

export const presenceSubscriptionStateCodec: Codec<PresenceSubscriptionStateEvent> = {
  element: 'presenceSubscriptionState',
  decode(source) {
    const { values, ...skipped } = decodeEach(childrenNamed(source, 'user'), (user) => ({
      uri: decodeHeardUri(attribute(user, 'uri')),
      state: required(oneOf(attribute(user, 'state'), subscriptionStates), 'state'),
    }));
    return {
      kind: 'presenceSubscriptionState',
      ...eventId(source),
      users: values,
      ...skipped,
    };
  },
  encode(value) {
    return element(
      'presenceSubscriptionState',
      { eid: value.eid },
      value.users.map(({ uri, state }) => element('user', { uri, state })),
    );
  },
};
