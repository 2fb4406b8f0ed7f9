// The word at the caret of a field. Pure.

export interface PlacedWord {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** So far to each side a word is looked for. */
const reach = 100;
const words = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;

/** The one that the selection lies in or at; nothing where more than that is selected. */
export function wordAt(text: string, start: number, end: number): PlacedWord | undefined {
  const from = Math.max(0, start - reach);
  for (const found of text.slice(from, end + reach).matchAll(words)) {
    const placed = { word: found[0], from: from + found.index, to: from + found.index + found[0].length };
    if (placed.from <= start && end <= placed.to) return placed;
  }
  return undefined;
}

/** Where a word stands that somebody else has found at the selection. */
export function placeOf(word: string, text: string, start: number, end: number): PlacedWord | undefined {
  if (word === '') return undefined;
  for (
    let from = text.indexOf(word, Math.max(0, start - word.length));
    from >= 0;
    from = text.indexOf(word, from + 1)
  ) {
    if (from > start) return undefined;
    if (end <= from + word.length) return { word, from, to: from + word.length };
  }
  return undefined;
}
