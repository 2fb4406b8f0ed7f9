// Where dictionaries are on this computer: those that came with Parley, and those of the system. Nothing is fetched.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface FoundDictionary {
  /** BCP 47. */
  readonly language: string;
  readonly aff: string;
  readonly dic: string;
}

/** Where distributions put them, by the newer custom and by the older one. */
export const systemFolders: readonly string[] =
  process.platform === 'linux' ? ['/usr/share/hunspell', '/usr/share/myspell', '/usr/share/myspell/dicts'] : [];

/** Of one language the first counts: that of the system, which the person chose, comes before ours. */
export async function findDictionaries(folders: readonly string[]): Promise<readonly FoundDictionary[]> {
  const found = new Map<string, FoundDictionary>();
  for (const folder of folders) {
    const names = new Set(await readdir(folder).catch(() => []));
    for (const name of [...names].sort()) {
      const stem = name.endsWith('.dic') ? name.slice(0, -'.dic'.length) : undefined;
      const language = stem === undefined ? undefined : languageOf(stem);
      if (stem === undefined || language === undefined || !names.has(`${stem}.aff`) || found.has(language)) continue;
      found.set(language, { language, aff: join(folder, `${stem}.aff`), dic: join(folder, name) });
    }
  }
  return [...found.values()];
}

/** `de_AT` is `de-AT`; what is called otherwise (`hyph_de_DE`, `de_med`) is for something else. */
function languageOf(stem: string): string | undefined {
  const tag = stem.replaceAll('_', '-');
  if (!/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/u.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
