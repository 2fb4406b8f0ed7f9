// `subscribers` (protocol.md 4.12, 7.14).
import type { Codec } from '../codec';
import { decodeUri } from '../uris';
import { element } from '../xml';
import { attribute, childrenNamed, integer, oneOf, optionalBoolean } from '../xml-reader';
import { sourceNetworks, type SourceNetwork } from '../presence/presence-user';
import type { SipUri } from '../sip-uri';

export interface Subscriber {
  readonly uri: SipUri;
  readonly displayName?: string;
  readonly sourceNetwork?: SourceNetwork;
  readonly acknowledged: boolean;
}

export interface SubscribersEvent {
  readonly kind: 'subscribers';
  readonly eid: number;
  readonly subscribers: readonly Subscriber[];
}

export const subscribersCodec: Codec<SubscribersEvent> = {
  element: 'subscribers',
  decode(source) {
    return {
      kind: 'subscribers',
      eid: integer(attribute(source, 'eid'), 'eid'),
      subscribers: childrenNamed(source, 'subscriber').map((subscriber) => {
        const address = attribute(subscriber, 'uri');
        const displayName = attribute(subscriber, 'displayName');
        const sourceNetwork = oneOf(attribute(subscriber, 'sourceNetwork'), sourceNetworks);
        return {
          // Samples lack the prefix (4.12).
          uri: decodeUri(address === undefined || /^sips?:/iu.test(address) ? address : `sip:${address}`),
          ...(displayName !== undefined && { displayName }),
          ...(sourceNetwork && { sourceNetwork }),
          acknowledged: optionalBoolean(attribute(subscriber, 'acknowledged')) ?? false,
        };
      }),
    };
  },
  encode(value) {
    return element(
      'subscribers',
      { eid: value.eid },
      value.subscribers.map((subscriber) => element('subscriber', { ...subscriber })),
    );
  },
};
