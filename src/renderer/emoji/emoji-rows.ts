// The grid of emoji: sections with a heading each, cut into rows, and where the keys lead in it. Pure.
import type { EmojiGroup } from './emoji-set';

/** A sign to choose, as it is written, and its name. */
export interface EmojiCell {
  readonly sign: string;
  readonly name: string;
  readonly code: string | undefined;
}

export type SectionName = EmojiGroup | 'recent' | 'found';

export interface EmojiSection {
  readonly name: SectionName;
  readonly cells: readonly EmojiCell[];
}

export type EmojiRow =
  | { readonly kind: 'head'; readonly key: string; readonly section: SectionName }
  | {
      readonly kind: 'cells';
      readonly key: string;
      readonly section: SectionName;
      readonly cells: readonly EmojiCell[];
    };

export function emojiRows(sections: readonly EmojiSection[], columns: number): readonly EmojiRow[] {
  return sections.flatMap(({ name, cells }): EmojiRow[] => {
    if (cells.length === 0) return [];
    const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) => ({
      kind: 'cells' as const,
      key: `${name}-${row}`,
      section: name,
      cells: cells.slice(row * columns, (row + 1) * columns),
    }));
    return [{ kind: 'head', key: name, section: name }, ...rows];
  });
}

/** A row of cells, counted in all rows, and a place in it. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

const pageRows = 5;

/** Undefined: the key leads nowhere in the grid; up from its first row is out of it. */
export function gridStep(
  rows: readonly EmojiRow[],
  { row, column }: GridPlace,
  key: string,
): GridPlace | 'out' | undefined {
  const lines = rows.flatMap((each, index) => (each.kind === 'cells' ? [{ index, last: each.cells.length - 1 }] : []));
  const line = lines.findIndex(({ index }) => index === row);
  const at = (to: number, place: number): GridPlace | undefined => {
    const target = lines[Math.max(0, Math.min(to, lines.length - 1))];
    return target && { row: target.index, column: Math.min(place, target.last) };
  };
  const last = lines[line]?.last ?? 0;
  switch (key) {
    case 'ArrowUp':
      return line <= 0 ? 'out' : at(line - 1, column);
    case 'ArrowDown':
      return at(line + 1, line === lines.length - 1 ? last : column);
    case 'next':
      return column < last ? { row, column: column + 1 } : line < lines.length - 1 ? at(line + 1, 0) : { row, column };
    case 'previous':
      return column > 0 ? { row, column: column - 1 } : line > 0 ? at(line - 1, Infinity) : { row, column };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: last };
    case 'PageUp':
      return at(line - pageRows, column);
    case 'PageDown':
      return at(line + pageRows, column);
    default:
      return undefined;
  }
}

export function firstPlace(rows: readonly EmojiRow[]): GridPlace | undefined {
  const row = rows.findIndex(({ kind }) => kind === 'cells');
  return row < 0 ? undefined : { row, column: 0 };
}

export function cellAt(rows: readonly EmojiRow[], { row, column }: GridPlace): EmojiCell | undefined {
  const line = rows[row];
  return line?.kind === 'cells' ? line.cells[column] : undefined;
}
