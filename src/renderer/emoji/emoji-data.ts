// Loads the emoji when they are first used: their tables are as large as all the rest of a window. Names are in the language of the
// program where the tables have it; a new language of the program is a line here.
import { emojiSet, type Emoji } from './emoji-set';

const tables = {
  en: () =>
    Promise.all([import('emojibase-data/en/compact.json'), import('emojibase-data/en/shortcodes/emojibase.json')]),
} as const;

const loaded = new Map<keyof typeof tables, Promise<readonly Emoji[]>>();

export function loadEmoji(language: string): Promise<readonly Emoji[]> {
  const known = language in tables ? (language as keyof typeof tables) : 'en';
  let loading = loaded.get(known);
  if (!loading) {
    loading = tables[known]().then(([table, codes]) => emojiSet(table.default, codes.default));
    loaded.set(known, loading);
    // The next use tries again.
    loading.catch(() => loaded.delete(known));
  }
  return loading;
}
