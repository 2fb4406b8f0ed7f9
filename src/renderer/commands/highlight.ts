// What of a name was typed: where its words begin so, without regard to case and accents. Pure.
import { foldText } from '../../shared/folding';

export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** `isAnywhere`: not only at the beginnings of words. */
export function highlight(text: string, query: string, isAnywhere = false): readonly Piece[] {
  const wanted = foldText(query).split(/\s+/u).filter(Boolean);
  if (wanted.length === 0) return [{ text, isHit: false }];
  const signs = [...text];
  const folded = signs.map(foldText);
  const hits = signs.map(() => false);
  for (const [at, sign] of folded.entries()) {
    if (!(isAnywhere || isWordStart(folded, at)) || sign === '') continue;
    for (const word of wanted) mark(hits, folded, at, word);
  }
  const pieces: Piece[] = [];
  for (const [at, sign] of signs.entries()) {
    const last = pieces.at(-1);
    if (last && last.isHit === hits[at]) pieces[pieces.length - 1] = { ...last, text: last.text + sign };
    else pieces.push({ text: sign, isHit: hits[at]! });
  }
  return pieces;
}

function isWordStart(folded: readonly string[], at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? '') || !/[\p{L}\p{N}]/u.test(folded[at] ?? '');
}

/** From there on, as far as the word goes; a sign that folds to nothing goes along. */
function mark(hits: boolean[], folded: readonly string[], start: number, word: string): void {
  let found = '';
  let at = start;
  while (at < folded.length && found.length < word.length) found += folded[at++];
  if (!found.startsWith(word)) return;
  while (at < folded.length && folded[at] === '') at += 1;
  hits.fill(true, start, at);
}
