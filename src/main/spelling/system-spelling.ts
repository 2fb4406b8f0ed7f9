// Spelling by the checker of Windows or macOS. It looks at fields by itself; what is left to do here is to tell it the languages and the
// words that a person adds.
import { chosenLanguages, missingLanguages, type WantedLanguages } from '../../shared/spelling/chosen-languages';
import type { Spelling } from './spelling';

/** The part of Electron's session that is used. */
export interface SpellCheckedSession {
  readonly availableSpellCheckerLanguages: readonly string[];
  setSpellCheckerLanguages(languages: string[]): void;
  setSpellCheckerEnabled(isEnabled: boolean): void;
  listWordsInSpellCheckerDictionary(): Promise<string[]>;
  addWordToSpellCheckerDictionary(word: string): boolean;
  removeWordFromSpellCheckerDictionary(word: string): boolean;
}

export interface SystemSpellingOptions {
  readonly session: SpellCheckedSession;
  /** macOS finds out by itself which language is written. */
  readonly choosesItself: boolean;
  readonly wanted: () => WantedLanguages;
  readonly languages: () => { readonly program: string; readonly preferred: readonly string[] };
  /** The words of a guest are not for the computer's owner. */
  readonly mayKeep: () => boolean;
  /** Calls back when a setting has changed; returns the unsubscribe. */
  readonly onChanged: (listener: () => void) => () => void;
}

export function createSystemSpelling(options: SystemSpellingOptions): Spelling {
  const { session, choosesItself, wanted, languages, mayKeep, onChanged } = options;
  /** The system has dictionaries for the languages of its user; all that Chromium knows of is more than can be checked here. */
  function offered(): readonly string[] {
    if (choosesItself) return [];
    const { program, preferred } = languages();
    const bases = new Set([program, ...preferred].map((language) => language.split('-')[0]));
    return session.availableSpellCheckerLanguages.filter((language) => bases.has(language.split('-')[0]));
  }
  const chosen = (): readonly string[] => (choosesItself ? [] : chosenLanguages(wanted(), offered(), languages()));

  function tell(): void {
    const isOff = choosesItself ? wanted() !== 'system' && wanted().length === 0 : chosen().length === 0;
    session.setSpellCheckerEnabled(!isOff);
    if (!choosesItself && !isOff) session.setSpellCheckerLanguages([...chosen()]);
  }
  tell();
  const stop = onChanged(tell);

  return {
    choice: async () => ({
      by: 'system',
      offered: offered(),
      chosen: chosen(),
      missing: choosesItself ? [] : missingLanguages(wanted(), offered(), languages()),
    }),
    check: () => Promise.resolve([]),
    lookUp: async (word) => ({
      // The system marks words by itself, and says which.
      isWrong: false,
      suggestions: [],
      isOwn: (await session.listWordsInSpellCheckerDictionary()).includes(word),
    }),
    add: (word) => {
      if (mayKeep()) session.addWordToSpellCheckerDictionary(word);
    },
    remove: (word) => void session.removeWordFromSpellCheckerDictionary(word),
    stop,
  };
}
