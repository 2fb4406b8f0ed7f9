// Which languages there are, and the texts of each but English, which is always at hand (`catalogue.ts`). A new language is a new folder:
// nothing lists it.
/// <reference types="vite/types/importMeta.d.ts" />
import type { LanguageFacts } from './language-facts';
import type { Messages } from './messages';
import { pseudoLanguages } from './pseudo';

const others = import.meta.glob<Messages>(['./*/*.ts', '!./en/*.ts', '!./*/language.ts'], { import: 'default' });
const facts = import.meta.glob<LanguageFacts>('./*/language.ts', { eager: true, import: 'default' });
const read = new Map<string, Messages>();

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

/** Nothing of English; what was read once is at hand. */
export async function readLanguage(language: string): Promise<Messages> {
  const atHand = read.get(language);
  if (atHand) return atHand;
  const files = Object.entries(others).filter(([path]) => languageOf(path) === language);
  const messages = bySubject(
    Object.fromEntries(await Promise.all(files.map(async ([path, open]) => [path, await open()] as const))),
  );
  read.set(language, messages);
  return messages;
}

export function bySubject(files: Readonly<Record<string, Messages>>): Messages {
  return Object.fromEntries(
    Object.entries(files).map(([path, messages]) => [path.slice(path.lastIndexOf('/') + 1, -'.ts'.length), messages]),
  );
}

function known(tag: string): string | undefined {
  if (tag in pseudoLanguages) return tag;
  return languages.find((language) => language === tag) ?? languages.find((language) => language === tag.split('-')[0]);
}

function languageOf(path: string): string {
  return path.split('/')[1] ?? 'en';
}
