// Every text that a person reads: in windows, menus, the tray and notifications. A folder a language, a file a subject; the texts of
// `en/contacts.ts` are `contacts.*`. A new language is a new folder, a new subject a new file: nothing lists them, but for the subjects
// that the main process speaks of (main/shell/language.ts). `language.ts` in a folder says how its texts were made.
/// <reference types="vite/types/importMeta.d.ts" />
import { bySubject, readLanguage } from './languages';
import type { Messages } from './messages';
import { pseudo, pseudoLanguages } from './pseudo';

/** What every other language falls back on. */
export const english = bySubject(import.meta.glob<Messages>('./en/*.ts', { eager: true, import: 'default' }));

export async function messagesIn(language: string): Promise<Messages> {
  if (language === 'en') return english;
  if (language in pseudoLanguages) return pseudo(english, language);
  return readLanguage(language);
}
