// `presenceSubscriptionState` (protocol.md 4.16).
import type { ValueOf } from '../codec';
import { event } from '../event';
import { oneOf } from '../form';
import { attribute, each, part, withSkipped } from '../record';
import { heardSipUri } from '../uris';

export const subscriptionStates = ['subscribed', 'retrying', 'terminated'] as const;

const user = part('user', { uri: attribute(heardSipUri), state: attribute(oneOf(subscriptionStates)) });

export type PresenceSubscriptionStateEvent = ValueOf<typeof presenceSubscriptionStateCodec>;

export const presenceSubscriptionStateCodec = withSkipped(event('presenceSubscriptionState', { users: each(user) }));
