// The files in `resources/sounds`, which the build copies beside the program: for a service of the desktop that plays them itself.
import { join } from 'node:path';
import type { SoundKind } from '../../shared/sounds';

/** Outside of the package's archive, into which no other program can see. */
const folder = join(__dirname, '../resources/sounds').replace(/(?<=[\\/]app\.asar)(?=[\\/])/u, '.unpacked');

export function soundFile(sound: SoundKind): string {
  return join(folder, soundName(sound));
}

/** As macOS finds it in the program's bundle. */
export function soundName(sound: SoundKind): string {
  return `parley-${sound}.wav`;
}
