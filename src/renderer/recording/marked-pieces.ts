// A text in pieces, those that are searched for told from the others: letter by letter, as the search over a recording finds them. Pure.
export interface MarkedPiece {
  readonly text: string;
  readonly isHit: boolean;
}

/** More marks than anybody looks at would only make a window slow. */
const maxHits = 500;

export function markedPieces(text: string, query: string): readonly MarkedPiece[] {
  const wanted = query.trim().toLowerCase();
  const folded = text.toLowerCase();
  // Some letters are longer in small ones: then nobody knows where they stand in the text.
  if (wanted === '' || folded.length !== text.length) return [{ text, isHit: false }];
  const pieces: MarkedPiece[] = [];
  let done = 0;
  for (let at = folded.indexOf(wanted); at >= 0 && pieces.length < 2 * maxHits; at = folded.indexOf(wanted, done)) {
    if (at > done) pieces.push({ text: text.slice(done, at), isHit: false });
    done = at + wanted.length;
    pieces.push({ text: text.slice(at, done), isHit: true });
  }
  if (done < text.length) pieces.push({ text: text.slice(done), isHit: false });
  return pieces;
}
