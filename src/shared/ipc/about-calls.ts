// What Parley is made of.
import type { AboutParley, BundledLibrary } from '../domain/about';
import { call } from './define';
import { Nothing } from './values';

export const aboutCalls = {
  'about:versions': call(Nothing).returns<AboutParley>(),
  /** In the order of their names; none where the build named none. */
  'about:libraries': call(Nothing).returns<readonly BundledLibrary[]>(),
} as const;
