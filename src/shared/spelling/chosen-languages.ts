// Which of the languages that there are dictionaries for are looked into. Pure.

/** As the setting has it: by itself, or just these. */
export type WantedLanguages = 'system' | readonly string[];

/** By itself: that of the program, in the kind of it that the computer's user reads; nothing where there is no dictionary. */
export function chosenLanguages(
  wanted: WantedLanguages,
  offered: readonly string[],
  { program, preferred }: { readonly program: string; readonly preferred: readonly string[] },
): readonly string[] {
  if (wanted !== 'system') return offered.filter((language) => wanted.includes(language));
  const ofProgram = offered.filter((language) => base(language) === base(program));
  const best = [program, ...preferred].find((language) => ofProgram.includes(language)) ?? ofProgram[0];
  return best === undefined ? [] : [best];
}

/** What would be looked into, and has no dictionary here: then nothing in it is checked. */
export function missingLanguages(
  wanted: WantedLanguages,
  offered: readonly string[],
  languages: { readonly program: string; readonly preferred: readonly string[] },
): readonly string[] {
  if (wanted !== 'system') return wanted.filter((language) => !offered.includes(language));
  return chosenLanguages(wanted, offered, languages).length > 0 ? [] : [base(languages.program)];
}

const base = (language: string): string => language.split('-')[0]!.toLowerCase();
