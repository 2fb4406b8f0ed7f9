// Loads the emoji when they are first used: their tables are as large as all the rest of a window. Names are in the language of the
// program where the tables have it; a new language of the program is a line here.
import { emojiSet, type Emoji } from './emoji-set';

/** Codes such as `:thumbsup` are the same in every language: they come from habit, and from other programs. */
const codes = () => import('emojibase-data/en/shortcodes/emojibase.json');
const tables = {
  en: () => Promise.all([import('emojibase-data/en/compact.json'), codes()]),
  de: () => Promise.all([import('emojibase-data/de/compact.json'), codes()]),
} as const;

const loaded = new Map<keyof typeof tables, Promise<readonly Emoji[]>>();

export function loadEmoji(language: string): Promise<readonly Emoji[]> {
  const base = language.split('-')[0]!;
  const known = Object.hasOwn(tables, base) ? (base as keyof typeof tables) : 'en';
  let loading = loaded.get(known);
  if (!loading) {
    loading = tables[known]().then(([table, shortcodes]) => emojiSet(table.default, shortcodes.default));
    loaded.set(known, loading);
    // The next use tries again.
    loading.catch(() => loaded.delete(known));
  }
  return loading;
}
