// Every text that a person reads: in windows, menus, the tray and notifications. A folder a language, a file a subject; the texts of
// `en/contacts.ts` are `contacts.*`. A new language is a new folder, a new subject a new file: nothing lists them, but for the subjects
// that the main process speaks of (main/shell/language.ts). `language.ts` in a folder says how its texts were made.
/// <reference types="vite/types/importMeta.d.ts" />
import type { LanguageFacts } from './language-facts';
import type { Messages } from './messages';
import { pseudo, pseudoLanguages } from './pseudo';

/** What every other language falls back on. */
export const english = bySubject(import.meta.glob<Messages>('./en/*.ts', { eager: true, import: 'default' }));
const others = import.meta.glob<Messages>(['./*/*.ts', '!./en/*.ts', '!./*/language.ts'], { import: 'default' });
const facts = import.meta.glob<LanguageFacts>('./*/language.ts', { eager: true, import: 'default' });

/** Languages that can be chosen, as BCP 47 tags. */
export const languages: readonly string[] = [...new Set(['en', ...Object.keys(others).map(languageOf)])];

/** `system` follows `preferred`, the languages of the computer's user, the best one first. */
export function chooseLanguage(wanted: string, preferred: readonly string[]): string {
  const candidates = wanted === 'system' ? preferred : [wanted];
  return candidates.map(known).find((found) => found !== undefined) ?? 'en';
}

/** Whether nobody who speaks the language has read its texts yet; English is where the others come from. */
export function needsReader(language: string): boolean {
  return languages.includes(language) && language !== 'en' && facts[`./${language}/language.ts`]?.isRead !== true;
}

export async function messagesIn(language: string): Promise<Messages> {
  if (language === 'en') return english;
  if (language in pseudoLanguages) return pseudo(english, language);
  const files = Object.entries(others).filter(([path]) => languageOf(path) === language);
  return bySubject(Object.fromEntries(await Promise.all(files.map(async ([path, read]) => [path, await read()]))));
}

function known(tag: string): string | undefined {
  if (tag in pseudoLanguages) return tag;
  return languages.find((language) => language === tag) ?? languages.find((language) => language === tag.split('-')[0]);
}

function bySubject(files: Readonly<Record<string, Messages>>): Messages {
  return Object.fromEntries(
    Object.entries(files).map(([path, messages]) => [path.slice(path.lastIndexOf('/') + 1, -'.ts'.length), messages]),
  );
}

function languageOf(path: string): string {
  return path.split('/')[1] ?? 'en';
}
