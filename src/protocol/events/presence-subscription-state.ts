// `presenceSubscriptionState` (protocol.md 4.16).
import type { Codec } from '../codec';
import { decodeHeardUri } from '../uris';
import { element } from '../xml';
import { attribute, childrenNamed, decodeEach, oneOf, required } from '../xml-reader';
import { eventId } from './event-id';
import type { SipUri } from '../sip-uri';

export const subscriptionStates = ['subscribed', 'retrying', 'terminated'] as const;

export interface PresenceSubscriptionStateEvent {
  readonly kind: 'presenceSubscriptionState';
  readonly eid?: number;
  readonly users: readonly { readonly uri: SipUri; readonly state: (typeof subscriptionStates)[number] }[];
  /** How many entries broke their rules and were left out. */
  readonly skipped?: number;
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
