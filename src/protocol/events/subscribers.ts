// `subscribers` (protocol.md 4.12, 7.14).
import type { Codec } from '../codec';
import { decodeHeardUri } from '../uris';
import { element } from '../xml';
import { attribute, childrenNamed, decodeEach, given, oneOf, optionalBoolean, type Skipped } from '../xml-reader';
import { eventId } from './event-id';
import { sourceNetworks, type SourceNetwork } from '../presence/presence-user';
import type { SipUri } from '../sip-uri';

export interface Subscriber {
  readonly uri: SipUri;
  readonly displayName?: string;
  readonly sourceNetwork?: SourceNetwork;
  readonly acknowledged: boolean;
}

export interface SubscribersEvent extends Skipped {
  readonly kind: 'subscribers';
  readonly eid?: number;
  readonly subscribers: readonly Subscriber[];
}

export const subscribersCodec: Codec<SubscribersEvent> = {
  element: 'subscribers',
  decode(source) {
    const { values, ...skipped } = decodeEach(childrenNamed(source, 'subscriber'), (subscriber) => ({
      uri: decodeHeardUri(attribute(subscriber, 'uri')),
      ...given({
        displayName: attribute(subscriber, 'displayName'),
        sourceNetwork: oneOf(attribute(subscriber, 'sourceNetwork'), sourceNetworks),
      }),
      // 7.14: what is not said to be acknowledged is still to be asked about.
      acknowledged: optionalBoolean(attribute(subscriber, 'acknowledged')) ?? false,
    }));
    return {
      kind: 'subscribers',
      ...eventId(source),
      subscribers: values,
      ...skipped,
    };
  },
  encode(value) {
    return element(
      'subscribers',
      { eid: value.eid },
      value.subscribers.map(({ uri, displayName, sourceNetwork, acknowledged }) =>
        element('subscriber', { uri, displayName, sourceNetwork, acknowledged }),
      ),
    );
  },
};
