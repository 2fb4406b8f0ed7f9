// `subscribers` (protocol.md 4.12, 7.14).
import type { ValueOf } from '../codec';
import { event } from '../event';
import { boolean, oneOf, text } from '../form';
import { sourceNetworks } from '../presence/presence-user';
import { attribute, each, part, withSkipped } from '../record';
import { heardSipUri } from '../uris';

const subscriber = part('subscriber', {
  uri: attribute(heardSipUri),
  displayName: attribute(text).optional,
  sourceNetwork: attribute(oneOf(sourceNetworks)).optional,
  // 7.14: what is not said to be acknowledged is still to be asked about.
  acknowledged: attribute(boolean).or(false),
});

export type Subscriber = ValueOf<typeof subscriber>;
export type SubscribersEvent = ValueOf<typeof subscribersCodec>;

export const subscribersCodec = withSkipped(event('subscribers', { subscribers: each(subscriber) }));
