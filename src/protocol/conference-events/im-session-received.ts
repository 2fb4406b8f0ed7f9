// `imSessionReceived`: an invitation (protocol.md 4.8).
import { uncheckedNames } from '../allowed-names';
import type { ValueOf } from '../codec';
import { oneOf, text } from '../form';
import { heardImMessage, saidElement, type ImMessage } from '../im-message';
import { child, handMade, record } from '../record';
import { speakerAddress } from '../uris';
import { element } from '../xml';
import { attributeText, childNamed, given, optionalWord, required, trimmedText } from '../xml-reader';
import { sourceNetworks, type SourceNetwork } from '../presence/presence-user';
import type { SipUri } from '../sip-uri';
import { escalationModes } from './escalation-mode';
import { roles } from './role';

/** Without an address: nobody can tell who it is. */
interface Inviter {
  readonly uri?: SipUri;
  readonly name?: string;
  readonly sourceNetwork?: SourceNetwork;
}

export type ImSessionReceived = ValueOf<typeof imSessionReceivedCodec>;

export const imSessionReceivedCodec = record('imSessionReceived', {
  // An invitation counts, and what is said with it, also where it does not say from whom (our choice: the table requires it, 4.8).
  inviter: handMade<Inviter>(
    (source) => {
      const inviter = childNamed(source, 'inviter');
      if (!inviter) return heardImMessage(source) ? {} : required<Inviter>(undefined, 'inviter');
      return given({
        uri: speakerAddress(attributeText(inviter, 'uri') || trimmedText(inviter)),
        name: attributeText(inviter, 'name'),
        sourceNetwork: optionalWord(attributeText(inviter, 'sourceNetwork'), sourceNetworks),
      });
    },
    (inviter) => [element('inviter', { ...inviter })],
    uncheckedNames,
  ),
  role: child(oneOf(roles)).optional,
  escalationMode: child(oneOf(escalationModes)).optional,
  subject: child(text).optional,
  message: handMade<ImMessage>(heardImMessage, (message) => [saidElement(message)], uncheckedNames).optional,
});
