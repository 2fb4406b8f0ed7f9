// What Parley is made of.
import type { AboutParley } from '../../shared/domain/about';
import type { aboutMethods } from '../../shared/ipc/about-methods';
import { readBundledLibraries } from '../diagnostics/bundled-libraries';
import type { MethodHandlers } from '../ipc';

/** `noticesFile`: where the build wrote down the libraries. */
export function aboutHandlers(
  about: AboutParley,
  noticesFile: string,
): Pick<MethodHandlers, keyof typeof aboutMethods> {
  return {
    'about:versions': () => about,
    'about:libraries': () => readBundledLibraries(noticesFile),
  };
}
