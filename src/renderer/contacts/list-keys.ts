// Where the keyboard goes in the list: arrows, Home and End, pages, in and out of groups, and letters. Pure.
import { foldText } from '../../shared/folding';
import { nameOf, type ListRow } from './contact-rows';

/** The row that a key leads to, or none if the key moves nothing. Rows of hints are passed over. */
export function rowAfterKey(
  rows: readonly ListRow[],
  active: number,
  key: string,
  pageSize: number,
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return step(rows, active, 1) ?? active;
    case 'ArrowUp':
      return step(rows, active, -1) ?? active;
    case 'Home':
      return step(rows, -1, 1);
    case 'End':
      return step(rows, rows.length, -1);
    case 'PageDown':
      return settle(rows, Math.min(rows.length - 1, active + pageSize), -1);
    case 'PageUp':
      return settle(rows, Math.max(0, active - pageSize), 1);
    default:
      return undefined;
  }
}

/** The section that a row is in: where the arrow against the line of reading leads. */
export function parentOf(rows: readonly ListRow[], index: number): number | undefined {
  for (let at = index - 1; at >= 0; at -= 1) if (rows[at]?.kind === 'section') return at;
  return undefined;
}

/** The next row, after the active one and round the end, whose name begins with what was typed; one letter again goes on. */
export function rowByLetters(rows: readonly ListRow[], active: number, typed: string): number | undefined {
  const folded = foldText(typed);
  const isRepeated = folded.length > 1 && [...folded].every((letter) => letter === folded[0]);
  const wanted = isRepeated ? folded[0]! : folded;
  // Going on typing may stay on the row that fits already; a single letter moves on.
  const first = folded.length > 1 && !isRepeated ? Math.max(active, 0) : active + 1;
  for (let count = 0; count < rows.length; count += 1) {
    const index = (first + count) % rows.length;
    const row = rows[index];
    if (row?.kind !== 'hint' && foldText(nameOf(row)).startsWith(wanted)) return index;
  }
  return undefined;
}

function step(rows: readonly ListRow[], from: number, direction: 1 | -1): number | undefined {
  for (let at = from + direction; at >= 0 && at < rows.length; at += direction)
    if (rows[at]?.kind !== 'hint') return at;
  return undefined;
}

function settle(rows: readonly ListRow[], index: number, direction: 1 | -1): number | undefined {
  return rows[index]?.kind === 'hint' ? step(rows, index, direction) : index;
}
