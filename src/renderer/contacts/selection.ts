// Which people are chosen in the list, after a click or a key with or without Shift and Ctrl. Pure.
import type { PersonUri } from '../../shared/domain/person';
import { uriOf, type ListRow, type SectionId } from './contact-rows';

export interface Selection {
  readonly uris: ReadonlySet<PersonUri>;
  /** The section in which each was chosen: somebody may stand in several. */
  readonly sections?: ReadonlyMap<PersonUri, SectionId>;
  /** The key of the row where a range begins. */
  readonly anchor?: string;
}

export const noSelection: Selection = { uris: new Set() };

export const noModifiers = { shiftKey: false, ctrlKey: false, metaKey: false };

export type SelectMode = 'single' | 'toggle' | 'range';

/** What a click or key with these modifiers means; Cmd on a Mac is Ctrl elsewhere. */
export function selectMode(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): SelectMode {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'single';
}

/** Everybody in these rows. */
export function selectRows(rows: readonly ListRow[], anchor?: string): Selection {
  const sections = new Map<PersonUri, SectionId>();
  for (const row of rows) {
    const uri = uriOf(row);
    if (uri !== undefined && 'section' in row && !sections.has(uri)) sections.set(uri, row.section);
  }
  return { uris: new Set(sections.keys()), sections, ...(anchor !== undefined && { anchor }) };
}

export function select(rows: readonly ListRow[], selection: Selection, index: number, mode: SelectMode): Selection {
  const row = rows[index];
  if (!row) return selection;
  const uri = uriOf(row);
  if (mode === 'range' && selection.anchor !== undefined) {
    const from = rows.findIndex((candidate) => candidate.key === selection.anchor);
    if (from >= 0) {
      return selectRows(rows.slice(Math.min(from, index), Math.max(from, index) + 1), selection.anchor);
    }
  }
  if (mode === 'toggle' && uri !== undefined) {
    const uris = new Set(selection.uris);
    const sections = new Map(selection.sections);
    sections.delete(uri);
    if (!uris.delete(uri)) {
      uris.add(uri);
      if ('section' in row) sections.set(uri, row.section);
    }
    return { uris, sections, anchor: row.key };
  }
  return selectRows([row], row.key);
}
