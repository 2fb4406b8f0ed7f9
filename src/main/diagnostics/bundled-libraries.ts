// The libraries of others that are in the app, with their licences, as the build wrote them down (out/notices.json).
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';

const noticesFile = v.object({
  libraries: v.array(
    v.object({
      name: v.string(),
      version: v.string(),
      /** Its name among those of SPDX, such as MIT. */
      licence: v.string(),
      homepage: v.optional(v.string()),
      /** The words of the licence. */
      text: v.string(),
    }),
  ),
});

export type BundledLibrary = Readonly<v.InferOutput<typeof noticesFile>['libraries'][number]>;

/** In the order of their names; none where there is no such file, as in a build for development. */
export async function readBundledLibraries(file: string): Promise<readonly BundledLibrary[]> {
  try {
    return v.parse(noticesFile, JSON.parse(await readFile(file, 'utf8'))).libraries;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
