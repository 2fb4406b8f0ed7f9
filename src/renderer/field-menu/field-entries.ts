// The menu of a field: what may have been meant by a wrong word, the dictionary, and what every field can do. Pure.
import type { CommandId } from '../../shared/commands/commands';
import type { FieldMenuFacts } from '../../shared/field-menu';
import type { MenuEntry } from '../ui/menu-entry';

export interface FieldMenuContext {
  readonly can: FieldMenuFacts['can'];
  /** The word at the caret, where it is marked as wrong. */
  readonly wrong?: string | undefined;
  readonly suggestions: readonly string[];
  /** The word at the caret, where the person has added it. */
  readonly own?: string | undefined;
}

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** `suggestion:word` is what stands behind the entry of a word. */
export const suggestionPrefix = 'suggestion:';

export function fieldEntries(
  { can, wrong, suggestions, own }: FieldMenuContext,
  t: Translate,
  keysOf: (id: CommandId) => string,
): readonly MenuEntry[] {
  const edit = (id: CommandId, isPossible: boolean): MenuEntry => ({
    id,
    label: t(`ui.field.${id}`),
    shortcut: keysOf(id),
    disabled: !isPossible,
  });
  return [
    ...wordEntries({ wrong, suggestions, own }, t),
    edit('undo', can.undo),
    edit('redo', can.redo),
    { kind: 'separator' },
    edit('cut', can.cut),
    edit('copy', can.copy),
    edit('paste', can.paste),
    edit('pastePlain', can.paste),
    { kind: 'separator' },
    edit('selectAll', can.selectAll),
  ];
}

function wordEntries(
  { wrong, suggestions, own }: Pick<FieldMenuContext, 'wrong' | 'suggestions' | 'own'>,
  t: Translate,
): readonly MenuEntry[] {
  if (own !== undefined) {
    return [{ id: 'removeWord', label: t('ui.field.removeWord', { word: own }) }, { kind: 'separator' }];
  }
  if (wrong === undefined) return [];
  return [
    ...(suggestions.length > 0
      ? suggestions.map((word): MenuEntry => ({ id: `${suggestionPrefix}${word}`, label: word }))
      : [{ id: 'none', label: t('ui.field.noSuggestions'), disabled: true }]),
    { kind: 'separator' },
    { id: 'addWord', label: t('ui.field.addWord', { word: wrong }), icon: 'plus' },
    { kind: 'separator' },
  ];
}
