// Signs that turn the direction of writing. In a text of others they can show a name as another one: `photo_` U+202E `gnp.exe` looks like
// a picture. What a text in two scripts needs stays as it is. Pure.

const mark = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** These turn even letters that have a direction of their own: nobody needs them to write a language. */
const override = /[\u202d\u202e]/u;
// The mark for Arabic counts as Arabic itself.
const rightToLeft = /(?!\u061c)[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

export interface DirectedPart {
  readonly text: string;
  /** It is such a sign, where it can only mislead. */
  readonly isTurn: boolean;
}

/** Cut at the signs that can mislead: an override, any in a line without a letter from right to left, or inside of a word without one. */
export function directedParts(text: string): readonly DirectedPart[] {
  if (!mark.test(text)) return text === '' ? [] : [{ text, isTurn: false }];
  const parts: { text: string; isTurn: boolean }[] = [];
  const add = (sign: string, isTurn: boolean): void => {
    const last = parts.at(-1);
    if (last && !last.isTurn && !isTurn) last.text += sign;
    else parts.push({ text: sign, isTurn });
  };
  for (const line of text.split(/(?<=[\n\r])/u)) {
    const isMixed = rightToLeft.test(line);
    for (const word of line.split(/(?<=\s)|(?=\s)/u)) {
      const mayTurn = isMixed && rightToLeft.test(word);
      const signs = [...word];
      const first = signs.findIndex((sign) => !mark.test(sign));
      const last = signs.findLastIndex((sign) => !mark.test(sign));
      signs.forEach((sign, index) => {
        const isAtEdge = index < first || index > last;
        add(sign, mark.test(sign) && (override.test(sign) || !isMixed || (!mayTurn && !isAtEdge)));
      });
    }
  }
  return parts;
}

/** Without what can mislead: for a line about a text that is shown whole elsewhere, a name, a subject. */
export function withoutTurns(text: string): string {
  return directedParts(text)
    .map(({ text: piece, isTurn }) => (isTurn ? '' : piece))
    .join('');
}

/** In a sentence of ours: whatever it does to the direction of writing ends with it. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** For what leaves the window as text: a copy, a quotation. What reads it may show the signs, or warn of them. */
export function withoutIsolates(text: string): string {
  return text.replace(/[\u2068\u2069]/gu, '');
}

/** `U+202E` */
export function codeOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
