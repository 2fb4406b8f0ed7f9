// `voIPReceived`: an incoming call (protocol.md 4.9).
import type { Codec } from '../codec';
import { decodeHeardAddress } from '../uris';
import { element, textElement } from '../xml';
import { childText, given, optionalBoolean } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface VoIPReceived {
  readonly kind: 'voIPReceived';
  /** A SIP URI, or `tel:` of a caller on a phone. */
  readonly uri: SipUri;
  readonly displayName?: string;
  /** From header of the SIP INVITE. */
  readonly from?: string;
  readonly redirectable: boolean;
  readonly canReplyWithIM: boolean;
  readonly priority?: string;
  readonly isConference: boolean;
  readonly subject?: string;
}

export const voIPReceivedCodec: Codec<VoIPReceived> = {
  element: 'voIPReceived',
  decode(source) {
    return {
      kind: 'voIPReceived',
      uri: decodeHeardAddress(childText(source, 'uri')),
      ...given({
        displayName: childText(source, 'displayName'),
        from: childText(source, 'from'),
        priority: childText(source, 'priority'),
        subject: childText(source, 'subject'),
      }),
      redirectable: optionalBoolean(childText(source, 'redirectable')) ?? false,
      canReplyWithIM: optionalBoolean(childText(source, 'canReplyWithIM')) ?? false,
      isConference: optionalBoolean(childText(source, 'isConference')) ?? false,
    };
  },
  encode(value) {
    return element(
      'voIPReceived',
      {},
      textElement('uri', value.uri),
      textElement('displayName', value.displayName),
      textElement('from', value.from),
      textElement('redirectable', value.redirectable),
      textElement('canReplyWithIM', value.canReplyWithIM),
      textElement('priority', value.priority),
      // With a capital, as the pages have it.
      textElement('isConference', value.isConference ? 'True' : 'False'),
      textElement('subject', value.subject),
    );
  },
};
