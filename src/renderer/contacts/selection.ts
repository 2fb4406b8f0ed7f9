// Which people are chosen in the list, after a click or a key with or without Shift and Ctrl. Pure.
import type { PersonUri } from '../../shared/domain/person';
import { uriOf, type ListRow } from './contact-rows';

export interface Selection {
  readonly uris: ReadonlySet<PersonUri>;
  /** The key of the row where a range begins. */
  readonly anchor?: string;
}

export const noSelection: Selection = { uris: new Set() };

export type SelectMode = 'single' | 'toggle' | 'range';

/** What a click or key with these modifiers means; Cmd on a Mac is Ctrl elsewhere. */
export function selectMode(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): SelectMode {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'single';
}

export function select(rows: readonly ListRow[], selection: Selection, index: number, mode: SelectMode): Selection {
  const row = rows[index];
  if (!row) return selection;
  const uri = uriOf(row);
  if (mode === 'range' && selection.anchor !== undefined) {
    const from = rows.findIndex((candidate) => candidate.key === selection.anchor);
    if (from >= 0) {
      const span = rows.slice(Math.min(from, index), Math.max(from, index) + 1);
      return { uris: new Set(span.map(uriOf).filter((found) => found !== undefined)), anchor: selection.anchor };
    }
  }
  if (mode === 'toggle' && uri !== undefined) {
    const uris = new Set(selection.uris);
    if (!uris.delete(uri)) uris.add(uri);
    return { uris, anchor: row.key };
  }
  return { uris: new Set(uri === undefined ? [] : [uri]), anchor: row.key };
}
