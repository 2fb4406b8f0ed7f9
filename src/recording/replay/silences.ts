// How long nothing had been said of what had no answer, when the person asked for something else: what becomes of that depends on it, however
// fast the rest goes.
import { outcomesOf, type Entry } from '../format';
import { isReplied } from './answers';
import type { Parts } from './parts';
import type { RequestNumbers } from './request-numbers';

/** Since when. */
export interface Silence {
  readonly since: Entry;
  readonly ms: number;
}

/** Nobody waits for a word longer. */
const longestMs = 30_000;

/** Before what the person asked for. */
export function silencesIn(
  entries: readonly Entry[],
  parts: Parts,
  numbers: RequestNumbers,
): ReadonlyMap<Entry, Silence> {
  const outcomes = outcomesOf(entries);
  const found = new Map<Entry, Silence>();
  /** Of whose requests nothing has been told yet, the first first. */
  const lost = new Map<Entry, ReadonlySet<string>>();
  for (const entry of entries) {
    for (const each of lost.keys()) if (entry.at - each.at > longestMs) lost.delete(each);
    const [since] = lost.keys();
    if ('do' in entry && since) found.set(entry, { since, ms: entry.at - since.at });
    if (!('n' in entry) || outcomes.get(entry.n) !== entry) continue;
    const asked = parts.of(entry.n);
    const rids = asked.flatMap(({ rid }) => rid ?? []);
    if (rids.length > 0 && !isReplied(entry)) lost.set(entry, new Set(rids));
    const told = 'answer' in entry && asked[0]?.ask.channel === 'data' ? numbers.namedIn(entry.answer.body) : [];
    for (const [each, open] of lost) if (told.some((rid) => open.has(rid))) lost.delete(each);
  }
  return found;
}
