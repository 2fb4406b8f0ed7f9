// Which changes of the model are of the history. Pure.
import type { Change } from '../../../shared/domain/model';

const keptKinds: ReadonlySet<Change['kind']> = new Set([
  'conversation',
  'message',
  'messageRemoved',
  'threadJoined',
  'event',
  'call',
]);

/** Presence, contacts and the connection come anew from the server; a thread that a window closed stays in the history. */
export function isKept({ kind }: Change): boolean {
  return keptKinds.has(kind);
}
