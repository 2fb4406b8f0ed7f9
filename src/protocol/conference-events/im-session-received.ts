// `imSessionReceived`: an invitation (protocol.md 4.8).
import type { Codec } from '../codec';
import { encodeImMessage, heardImMessage, type ImMessage } from '../im-message';
import { speakerAddress } from '../uris';
import { element, textElement } from '../xml';
import { attribute, childNamed, childText, oneOf, required, trimmedText } from '../xml-reader';
import { sourceNetworks, type SourceNetwork } from '../presence/presence-user';
import type { SipUri } from '../sip-uri';
import { escalationModes, type EscalationModeName } from './escalation-mode';
import { roles, type RoleName } from './role';

export interface ImSessionReceived {
  readonly kind: 'imSessionReceived';
  /** Without an address: nobody can tell who it is. */
  readonly inviter: { readonly uri?: SipUri; readonly name?: string; readonly sourceNetwork?: SourceNetwork };
  readonly role?: RoleName;
  readonly escalationMode?: EscalationModeName;
  readonly subject?: string;
  readonly message?: ImMessage;
}

export const imSessionReceivedCodec: Codec<ImSessionReceived> = {
  element: 'imSessionReceived',
  decode(source) {
    // An invitation counts, and what is said with it, also where it does not say from whom (our choice: the table requires it, 4.8).
    const message = heardImMessage(source);
    const inviter = message ? childNamed(source, 'inviter') : required(childNamed(source, 'inviter'), 'inviter');
    const uri = inviter && speakerAddress(attribute(inviter, 'uri') || trimmedText(inviter));
    const name = inviter && attribute(inviter, 'name');
    const sourceNetwork = oneOf(inviter && attribute(inviter, 'sourceNetwork'), sourceNetworks);
    const role = oneOf(childText(source, 'role'), roles);
    const escalationMode = oneOf(childText(source, 'escalationMode'), escalationModes);
    const subject = childText(source, 'subject');
    return {
      kind: 'imSessionReceived',
      inviter: {
        ...(uri !== undefined && { uri }),
        ...(name !== undefined && { name }),
        ...(sourceNetwork && { sourceNetwork }),
      },
      ...(role && { role }),
      ...(escalationMode && { escalationMode }),
      ...(subject !== undefined && { subject }),
      ...(message && { message }),
    };
  },
  encode(value) {
    const { inviter, role, escalationMode, subject, message } = value;
    return element(
      'imSessionReceived',
      {},
      element('inviter', { ...inviter }),
      textElement('role', role),
      textElement('escalationMode', escalationMode),
      textElement('subject', subject),
      message && element('message', {}, encodeImMessage(message)),
    );
  },
};
