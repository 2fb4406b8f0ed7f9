// Names of people as they may be shown. They stand inside of sentences of ours ("… joined"), in notifications and in file names, and
// anybody can choose one.

/** Would break a line, or be drawn as nothing. */
const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Would turn round the sentence that the name stands in; what a right-to-left name needs, its letters do by themselves. */
const turns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Longer than any name, shorter than a nuisance (our choice: no page tells a limit). */
const longest = /^.{0,256}/su;

/** Empty: there is nothing in it to be shown. */
export function personName(text: string | undefined): string {
  const line = (text ?? '').replace(turns, '').replace(breaks, ' ').trim();
  return longest.exec(line)?.[0].trim() ?? '';
}
