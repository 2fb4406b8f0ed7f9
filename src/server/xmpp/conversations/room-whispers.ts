// What somebody in a room says to us alone (XEP-0045, 7.5). The API has nothing of the kind: it is heard as said by the person, where it is
// certain who that is, and never as what a room says.
import { parseJid, type Jid } from '../mapping/addresses';
import { spaces } from '../spaces';
import { child, type XmlElement } from '../stream/element';
import { isOpen, type RoomState } from './room-state';

/** Whether it has come out of a room, though it is not for all in it. `isInRoom`: we are in one of that address. */
export const isWhisper = (stanza: XmlElement, { resource }: Jid, isInRoom: boolean): boolean =>
  resource !== '' && (isInRoom || child(stanza, 'x', spaces.mucUser) !== undefined);

/**
 * The person behind the nick, by a room in which everybody sees everybody's address. One of our own service: another one could give a
 * stranger any address, and the answer goes there. Undefined: that is not certain.
 */
export function whisperer(from: Jid, room: RoomState | undefined, ownDomain: string): Jid | undefined {
  if (!from.domain.endsWith(`.${ownDomain}`) || !room?.features.has(isOpen)) return undefined;
  const occupant = room.occupants.get(from.resource);
  // Without an address of their own they have that of the room and a nick.
  const person = parseJid(occupant?.bare);
  return person?.resource === '' ? person : undefined;
}
