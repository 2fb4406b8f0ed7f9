// Rooms that a gateway has left behind which was killed: a room outlives its people, and nobody was there to take it away. Whoever owns
// one does so at a later sign-in. What is found out for that: nobody is in it, and nothing was said in it for a day, by its archive.
import type { Archive } from '../archive';
import { isNoMore } from '../mapping/refusals';
import type { SeatContext } from '../seat-context';
import { spaces } from '../spaces';
import { child, children, text, xml, type XmlElement } from '../stream/element';
import type { RoomMark, RoomMarks } from './room-marks';
import { isOfAGateway, type RoomService } from './room-service';

/** So long somebody may still come back into it, after a night for instance (our choice). */
const keptMs = 24 * 60 * 60_000;

/** `isIn`: whether this session is in the room, or on its way. Never rejects. */
export async function takeAwayLeftRooms(
  { line, clock, log }: Pick<SeatContext, 'line' | 'clock' | 'log'>,
  archive: Archive,
  service: RoomService,
  marks: RoomMarks,
  isIn: (room: string) => boolean,
): Promise<void> {
  const isOld = (at: number): boolean => clock.now() - at >= keptMs;
  const mayBeLeft = ({ room, isOwner, settled }: RoomMark): boolean => isOwner && isOfAGateway(room) && isOld(settled);
  for (const { room } of marks.all.filter(mayBeLeft)) {
    try {
      // Others may have talked on after this one had read here last, and come back for what they have missed.
      if (!isOld(await lastSaidIn(archive, room))) continue;
      // Looked at last of all: meanwhile somebody may have come.
      const info = await line.get(xml('query', { xmlns: spaces.discoInfo }), room);
      if (isIn(room) || occupantsOf(info) !== 0) continue;
      await service.destroy(room);
    } catch (error) {
      if (!isNoMore(error)) {
        log('a room that was left behind could not be taken away');
        continue;
      }
    }
    marks.forget(room);
  }
}

/** Epoch milliseconds; of a room in which nothing was said, the beginning of time. Rejects where its archive cannot tell. */
async function lastSaidIn(archive: Archive, room: string): Promise<number> {
  let last = 0;
  for await (const { at } of archive.ask({ of: room, isLast: true })) {
    if (at === undefined) throw new Error('an archive without times');
    last = at;
  }
  return last;
}

/** How many are in it (XEP-0045, 6.4); undefined where the service does not tell: then it is not ours to judge. */
function occupantsOf(info: XmlElement | undefined): number | undefined {
  const form = info && child(info, 'x', spaces.form);
  const field = form && children(form, 'field').find(({ attrs }) => attrs['var'] === 'muc#roominfo_occupants');
  const value = text(field && child(field, 'value'));
  return value !== undefined && /^\d{1,9}$/u.test(value) ? Number(value) : undefined;
}
