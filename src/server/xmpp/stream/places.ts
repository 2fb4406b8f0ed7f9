// Which host of the service is tried next. Streams begin anywhere, so that each host has its share of them; one that has failed lately, for
// whatever stream, comes last: it may be one that takes connections and says nothing.
import { randomInt } from 'node:crypto';
import type { Place } from './reach';
import type { StreamSettings } from './stream';

/** So long a failure is remembered. */
const lately = 30_000;

const failures = new WeakMap<StreamSettings, Map<Place, number>>();

function failuresOf(settings: StreamSettings): Map<Place, number> {
  const known = failures.get(settings) ?? new Map<Place, number>();
  failures.set(settings, known);
  return known;
}

/** All hosts, in the order in which they are to be tried. `last`: where the session is, if there is one. */
export function placesToTry(settings: StreamSettings, last?: Place, now = Date.now()): readonly Place[] {
  const { hosts } = settings;
  const start = hosts.length === 0 ? 0 : last ? hosts.indexOf(last) : randomInt(hosts.length);
  const turned = [...hosts.slice(start), ...hosts.slice(0, start)];
  const known = failuresOf(settings);
  const isBad = (place: Place): boolean => now - (known.get(place) ?? -Infinity) < lately;
  return [...turned.filter((place) => !isBad(place)), ...turned.filter(isBad)];
}

export function noteFailure(settings: StreamSettings, place: Place, now = Date.now()): void {
  failuresOf(settings).set(place, now);
}

export function noteSuccess(settings: StreamSettings, place: Place): void {
  failuresOf(settings).delete(place);
}
