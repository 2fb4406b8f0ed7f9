// Who is at the server before the client comes, and what they have done there: so that it is told the same at the beginning.
import type { SettableAvailability } from '../../shared/domain/person';
import type { OthersDeed, RawDeed } from './deeds';

/** Addresses in lower case. */
export interface Attendance {
  /** Who is there when the client comes, and how they are. */
  readonly present: ReadonlyMap<string, SettableAvailability>;
  /** What they had written of themselves then. */
  readonly notes: ReadonlyMap<string, string>;
  /** What they had published of their own then. */
  readonly raw: readonly RawDeed[];
  /** Who had begun to watch the client's user, in order. */
  readonly watching: readonly string[];
}

/**
 * Who was told to be offline was not there, whoever invited them; of whom nothing was told, who did something was.
 * `deeds`: all that others did, in order.
 */
export function attendanceIn(deeds: readonly OthersDeed[]): Attendance {
  const present = new Map<string, SettableAvailability>();
  const notes = new Map<string, string>();
  for (const deed of deeds) {
    if (deed.kind === 'note' && !notes.has(deed.uri)) notes.set(deed.uri, deed.text);
    if (deed.kind === 'presence' && !present.has(deed.uri)) present.set(deed.uri, deed.availability);
  }
  for (const uri of deeds.flatMap(doers)) if (!present.has(uri)) present.set(uri, 'available');
  for (const [uri, availability] of present) if (availability === 'offline') present.delete(uri);
  return {
    present,
    notes,
    raw: deeds.flatMap((deed) => (deed.kind === 'raw' && deed.isEarlier ? [deed] : [])),
    watching: deeds.flatMap((deed) => (deed.kind === 'watch' && deed.isEarlier ? [deed.uri] : [])),
  };
}

function doers(deed: OthersDeed): readonly string[] {
  if (deed.kind === 'answer') return deed.isAccepting ? [deed.uri] : [];
  if (deed.kind === 'watch' && deed.isEarlier) return [];
  return deed.kind === 'invite' || deed.kind === 'add' ? [deed.uri, ...deed.others] : [deed.uri];
}
