// Translations: a folder a language, a file a folder of the renderer; each file's messages live under the file's name.
// `locales/en/contacts.ts` is `contacts.*`. Adding a file is enough: nothing lists them. Messages are compiled without eval.
import { createI18n } from 'vue-i18n';
import { pseudo, pseudoLocales } from './pseudo';

export type Messages = { readonly [key: string]: string | Messages };
type Modules = Record<string, Messages>;

const english = byFolder(import.meta.glob<Messages>('./en/*.ts', { eager: true, import: 'default' }));
const others = import.meta.glob<Messages>(['./*/*.ts', '!./en/*.ts'], { import: 'default' });

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en: english },
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
});

/** Languages that can be chosen, as BCP 47 tags. */
export const languages: readonly string[] = [...new Set(['en', ...Object.keys(others).map(languageOf)])];

/** Languages that are written from right to left. */
const rightToLeft = /^(ar|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/u;

export function directionOf(language: string): 'rtl' | 'ltr' {
  return rightToLeft.test(language) ? 'rtl' : 'ltr';
}

/** Switches the language and the direction of this window; `system` follows the system. */
export async function applyLanguage(wanted: string): Promise<void> {
  const candidates = wanted === 'system' ? navigator.languages : [wanted];
  const language = candidates.map(match).find((found) => found !== undefined) ?? 'en';
  if (!i18n.global.availableLocales.includes(language as never)) {
    i18n.global.setLocaleMessage(language, (await load(language)) as never);
  }
  i18n.global.locale.value = language as never;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

function match(tag: string): string | undefined {
  if (tag in pseudoLocales) return tag;
  return languages.find((language) => language === tag) ?? languages.find((language) => language === tag.split('-')[0]);
}

async function load(language: string): Promise<Messages> {
  if (language in pseudoLocales) return pseudo(english, language);
  const files = Object.entries(others).filter(([path]) => languageOf(path) === language);
  return byFolder(Object.fromEntries(await Promise.all(files.map(async ([path, read]) => [path, await read()]))));
}

function byFolder(modules: Modules): Messages {
  return Object.fromEntries(
    Object.entries(modules).map(([path, messages]) => [path.slice(path.lastIndexOf('/') + 1, -'.ts'.length), messages]),
  );
}

function languageOf(path: string): string {
  return path.split('/')[1] ?? 'en';
}
