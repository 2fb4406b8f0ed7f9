// An event, with its number (protocol.md 1.7, 2.3).
import { integer } from './form';
import { attribute, record, type Fields } from './record';

/** 7.4: some pages print events without one. Such an event counts all the same, but cannot be told from itself when it comes again. */
const eid = attribute(integer).optional;

export function event<K extends string, F extends Fields>(kind: K, fields: F) {
  return record(kind, { eid, ...fields });
}
