// What Parley is made of.
import type { AboutParley, BundledLibrary } from '../domain/about';
import { method } from './define';
import { Nothing } from './values';

export const aboutMethods = {
  'about:versions': method(Nothing).returns<AboutParley>(),
  /** In the order of their names; none where the build named none. */
  'about:libraries': method(Nothing).returns<readonly BundledLibrary[]>(),
} as const;
