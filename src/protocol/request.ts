// A request that is answered by its `rid` (protocol.md 2.1).
import { text } from './form';
import { attribute, record, type Around, type Fields } from './record';

const rid = attribute(text);

export function request<K extends string, F extends Fields>(kind: K, fields: F, around?: Around) {
  return record(kind, { rid, ...fields }, around);
}
