// What is written down of where windows were: for each set-up of displays, and the last of all for a set-up that is new. A laptop at
// its desk, on the road and in the meeting room has three. Pure; whatever stands in the file, nothing here fails.
import type { Bounds } from './window-bounds';

/** Those used longest ago are forgotten. */
const maxSetups = 12;

export interface SeenDisplay {
  readonly bounds: Bounds;
  readonly scaleFactor: number;
}

/** The same for the same displays at the same places, in whichever order the system names them. Their ids change from start to start. */
export function setupOf(displays: readonly SeenDisplay[]): string {
  return displays
    .map(({ bounds: { x, y, width, height }, scaleFactor }) => `${x},${y} ${width}x${height} ${scaleFactor}`)
    .sort()
    .join('; ');
}

type Contents = Readonly<Record<string, unknown>>;

/** As it was written down; whoever uses it looks whether it is a place at all. */
export function savedPlace(contents: Contents, setup: string, name: string): unknown {
  const ofSetup = entries(entries(contents['setups'])[setup]);
  // At the top level: the last in any set-up, and all that an earlier version has written.
  return Object.hasOwn(ofSetup, name) ? ofSetup[name] : contents[name];
}

/** The contents with this place in them. */
export function withPlace(contents: Contents, setup: string, name: string, place: Bounds & object): Contents {
  const { [setup]: ofSetup, ...others } = entries(contents['setups']);
  const kept = Object.entries(others).slice(-(maxSetups - 1));
  const setups = { ...Object.fromEntries(kept), [setup]: { ...entries(ofSetup), [name]: place } };
  return { ...contents, [name]: place, setups };
}

function entries(value: unknown): Contents {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
