// How many people the server takes in one conversation (field notes: up to 32), counted as it counts: oneself, those who are there, and
// whoever is invited, each once. Who was asked before and has not come yet counts there too and is not known here. Pure.
import type { PersonUri } from '../../shared/domain/person';
import { maxPeople } from '../../shared/ipc/values';

/** By how many the chosen are too many; 0: they are not. */
export function peopleOver(
  chosen: readonly PersonUri[],
  self: PersonUri | undefined,
  present: readonly PersonUri[] = [],
): number {
  const others = new Set([...present, ...chosen]);
  if (self !== undefined) others.delete(self);
  return Math.max(0, others.size + 1 - maxPeople);
}
