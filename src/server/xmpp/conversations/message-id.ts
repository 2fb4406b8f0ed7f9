// By what a message is known again: by a client (`ImMessage.id`), the same whichever way it comes, at whatever gateway, and however often;
// and by this session.
import type { SipUri } from '../../../protocol/sip-uri';
import { digestOf } from '../digest';
import { always, knownAs, type Known } from '../heard';
import { withLineFeeds } from '../mapping/content';
import { spaces } from '../spaces';
import { child, type XmlElement } from '../stream/element';

/**
 * `said`: in which conversation, the bare address of the other or of the room. `archiveId`: the id that the archive of that has given it.
 * What its program says of it counts first (XEP-0359): said again it has that, and another place in the archive. `whose`: whose programs
 * these are, where that is not one alone. Undefined: neither.
 */
export function messageIdOf(
  said: string,
  stanza: XmlElement,
  archiveId: string | undefined,
  whose = said,
): string | undefined {
  const origin = originOf(stanza);
  if (origin !== undefined) return messageIdBy(whose, 'origin', origin);
  return archiveId === undefined ? undefined : messageIdBy(said, 'archive', archiveId);
}

/** Of one of which only its id is there. */
export function messageIdBy(said: string, by: 'origin' | 'archive', id: string): string {
  return digestOf(`${by} ${said} ${id}`);
}

/** Whose programs: nobody else in the room can say something under the id of theirs. */
export const speakerIn = (room: string, speaker: SipUri): string => `${room} ${speaker}`;

/** What comes with an invitation, and is said in the room as well: by the inviter, since of others' words they could say anything. */
export const openingOf = (id: string, inviter: SipUri, words: string): string =>
  digestOf(`${inviter} ${id} ${withLineFeeds(words)}`);

/** The id that its program says nothing else has (XEP-0359). */
export const originOf = (stanza: XmlElement): string | undefined =>
  child(stanza, 'origin-id', spaces.stanzaIds)?.attrs['id'];

/**
 * The same one that comes once more. `archiveId`: see above. RFC 6120, 8.1.3: an id may be unique within its stream alone, and programs that
 * count their messages begin anew with each. So one of the same id and other words is another one, and so is one of the same words that
 * comes from another resource, or was said much later (`heard.ts`). What is left cannot be told from what is said again after a break: the
 * same words, soon, and by the same resource. Undefined: nothing tells it from others.
 */
export function knownBy(
  said: string,
  stanza: XmlElement,
  words: string,
  archiveId: string | undefined,
  saidAt: number,
): Known | undefined {
  const origin = originOf(stanza);
  const { id, from = '' } = stanza.attrs;
  if (origin !== undefined) return always(`${said} ${origin}`);
  if (id !== undefined) return knownAs(`${from} ${id} ${digestOf(words)}`, saidAt);
  return archiveId === undefined ? undefined : always(`${said} ${archiveId}`);
}
