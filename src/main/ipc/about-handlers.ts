// What Parley is made of.
import type { AboutParley } from '../../shared/domain/about';
import type { aboutCalls } from '../../shared/ipc/about-calls';
import { readBundledLibraries } from '../diagnostics/bundled-libraries';
import type { CallHandlers } from '../ipc';

/** `noticesFile`: where the build wrote down the libraries. */
export function aboutHandlers(about: AboutParley, noticesFile: string): Pick<CallHandlers, keyof typeof aboutCalls> {
  return {
    'about:versions': () => about,
    'about:libraries': () => readBundledLibraries(noticesFile),
  };
}
