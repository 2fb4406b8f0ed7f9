// Whether the service keeps the salt of a password, so that the keys made with it are good for the next time too. One that has the
// passwords themselves may well take another salt each time.
import { reach, type Place } from './reach';
import { askChallenge } from './sasl';
import { readServerFirst, type ScramKeys } from './scram';
import type { StreamSettings } from './stream';
import type { WireTimes } from './wire';

/** Asked once of a service. */
const known = new WeakMap<StreamSettings, Promise<boolean>>();

/** `keys`: what somebody has just signed in with. False also where it could not be found out. */
export function areSaltsKept(
  settings: StreamSettings,
  place: Place,
  times: WireTimes,
  user: string,
  keys: ScramKeys,
): Promise<boolean> {
  const asked = known.get(settings) ?? ask(settings, place, times, user, keys);
  known.set(settings, asked);
  return asked.catch(() => {
    known.delete(settings);
    return false;
  });
}

async function ask(
  settings: StreamSettings,
  place: Place,
  times: WireTimes,
  user: string,
  keys: ScramKeys,
): Promise<boolean> {
  const { wire } = await reach(settings, place, times);
  try {
    const { salt, iterations } = readServerFirst(await askChallenge(wire, keys.mechanism, user));
    return salt === keys.salt && iterations === keys.iterations;
  } finally {
    wire.destroy('asked');
  }
}
