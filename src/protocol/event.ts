// An event, with its number (protocol.md 1.7, 2.3).
import { integer } from './form';
import { attribute, part, record, type Fields } from './record';

/** 7.4: some pages print events without one. Such an event counts all the same, but cannot be told from itself when it comes again. */
const numbered = { eid: attribute(integer).optional };

/** The number alone, for who reads an event by hand. */
export const eventId = part('event', numbered).decode;

export function event<K extends string, F extends Fields>(kind: K, fields: F) {
  return record(kind, { ...numbered, ...fields });
}
