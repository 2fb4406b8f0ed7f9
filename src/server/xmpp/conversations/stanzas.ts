// The messages that conversations are made of.
import { randomUUID } from 'node:crypto';
import type { ImMessage } from '../../../protocol/im-message';
import { exactElement } from '../mapping/content';
import { formatElements } from '../mapping/format';
import { spaces } from '../spaces';
import { child, xml, type XmlElement } from '../stream/element';
import type { Conversation } from './conversation';

/** Not to be kept for later, nor to be shown to our other endpoints. */
const passing: readonly XmlElement[] = [
  xml('no-store', { xmlns: spaces.hints }),
  xml('no-copy', { xmlns: spaces.hints }),
  xml('private', { xmlns: spaces.carbons }),
];

export function saidStanza(conversation: Conversation, { content, format }: ImMessage, isFirst: boolean): XmlElement {
  const { bare, thread, subject, room } = conversation;
  const id = randomUUID();
  return xml(
    'message',
    { to: bare, type: room ? 'groupchat' : 'chat', id },
    isFirst && !room && subject !== '' ? xml('subject', {}, subject) : undefined,
    xml('body', {}, content),
    exactElement(content),
    // 4.8, 6.6: in a focus conference messages come without a format.
    room ? [] : formatElements(content, format),
    xml('thread', {}, thread),
    xml('origin-id', { xmlns: spaces.stanzaIds, id }),
    xml('active', { xmlns: spaces.chatStates }),
    room ? undefined : xml('request', { xmlns: spaces.receipts }),
  );
}

export function infoStanza({ bare, thread }: Conversation, contentType: string, content: string): XmlElement {
  const id = randomUUID();
  return xml(
    'message',
    { to: bare, type: 'chat', id },
    xml('info', { xmlns: spaces.info, type: contentType }, content),
    xml('thread', {}, thread),
    xml('origin-id', { xmlns: spaces.stanzaIds, id }),
    xml('request', { xmlns: spaces.receipts }),
    xml('store', { xmlns: spaces.hints }),
  );
}

export function composingStanza({ bare, thread, room }: Conversation, isComposing: boolean): XmlElement {
  return xml(
    'message',
    { to: bare, type: room ? 'groupchat' : 'chat' },
    xml('thread', {}, thread),
    xml(isComposing ? 'composing' : 'active', { xmlns: spaces.chatStates }),
    passing,
  );
}

/** Of two gateways of ours the end; a foreign program only shows that nobody looks at it. Our other endpoints are to know. */
export function endedStanza({ bare, thread }: Pick<Conversation, 'bare' | 'thread'>): XmlElement {
  return xml(
    'message',
    { to: bare, type: 'chat' },
    xml('thread', {}, thread),
    xml('gone', { xmlns: spaces.chatStates }),
    xml('ended', { xmlns: spaces.ended }),
    xml('no-store', { xmlns: spaces.hints }),
  );
}

/** Whoever gets it twice knows its id. */
export const isAboutInvitation = (message: XmlElement): boolean =>
  child(message, 'invitation', spaces.invitation) !== undefined ||
  child(message, 'declined', spaces.invitation) !== undefined;

export const receiptStanza = (to: string, id: string): XmlElement =>
  xml('message', { to, type: 'chat' }, xml('received', { xmlns: spaces.receipts, id }), passing);

/** To all endpoints of our own account: to those to which the service gives no messages as a carbon. */
export const endpointsStanza = (own: string, attrs: Readonly<Record<string, string>>): XmlElement =>
  xml(
    'message',
    { to: own, type: 'chat' },
    xml('endpoints', { xmlns: spaces.endpoints, ...attrs }),
    xml('no-store', { xmlns: spaces.hints }),
  );
