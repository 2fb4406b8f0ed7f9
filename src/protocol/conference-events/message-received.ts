// `messageReceived` (protocol.md 4.8).
import type { Codec } from '../codec';
import { bareWords, encodeImMessage, heardImMessage, type ImMessage } from '../im-message';
import { speakerAddress } from '../uris';
import { element } from '../xml';
import { attribute, required } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface MessageReceived {
  readonly kind: 'messageReceived';
  /** Mostly a SIP URI, or `tel:` of a phone. Absent: nobody can tell who spoke. */
  readonly sender?: SipUri;
  readonly message: ImMessage;
}

export const messageReceivedCodec: Codec<MessageReceived> = {
  element: 'messageReceived',
  decode(source) {
    // What was said counts, also where it does not say by whom (our choice: the table requires it, 4.8).
    const sender = speakerAddress(attribute(source, 'sender'));
    return {
      kind: 'messageReceived',
      ...(sender !== undefined && { sender }),
      message: required(heardImMessage(source) ?? bareWords(source), 'content'),
    };
  },
  encode(value) {
    return element('messageReceived', { sender: value.sender }, element('message', {}, encodeImMessage(value.message)));
  },
};
