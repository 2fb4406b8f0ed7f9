// The libraries of others that are in the app, with their licences, as the build wrote them down (out/notices.json).
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { BundledLibrary } from '../../shared/domain/about';

const noticesFile = v.object({
  libraries: v.array(
    v.object({
      name: v.string(),
      version: v.string(),
      licence: v.string(),
      homepage: v.exactOptional(v.string()),
      text: v.string(),
    }),
  ),
});

/** In the order of their names; none where there is no such file, as in a build for development. */
export async function readBundledLibraries(file: string): Promise<readonly BundledLibrary[]> {
  try {
    return v.parse(noticesFile, JSON.parse(await readFile(file, 'utf8'))).libraries;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
