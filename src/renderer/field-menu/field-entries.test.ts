import { expect, it } from 'vitest';
import { fieldEntries, type FieldMenuContext } from './field-entries';

const can = { undo: true, redo: false, cut: true, copy: true, paste: true, selectAll: true };
const t = (key: string, values: Record<string, unknown> = {}): string => [key, ...Object.values(values)].join(' ');
const keysOf = (id: string): string => `keys of ${id}`;
const labels = (context: Partial<FieldMenuContext>): readonly string[] =>
  fieldEntries({ can, suggestions: [], ...context }, t, keysOf).flatMap((entry) =>
    'label' in entry ? [entry.label] : [],
  );
const edit = ['undo', 'redo', 'cut', 'copy', 'paste', 'pastePlain', 'selectAll'].map((id) => `ui.field.${id}`);

it('offers what a field can do, and for a wrong word what may have been meant', () => {
  expect(labels({})).toEqual(edit);
  expect(labels({ wrong: 'teh', suggestions: ['the', 'tea'] })).toEqual([
    'the',
    'tea',
    'ui.field.addWord teh',
    ...edit,
  ]);
  expect(labels({ wrong: 'teh' })).toEqual(['ui.field.noSuggestions', 'ui.field.addWord teh', ...edit]);
  expect(labels({ own: 'Zorvath' })).toEqual(['ui.field.removeWord Zorvath', ...edit]);
});

it('switches off what is not possible now, and shows the keys of the table of commands', () => {
  const redo = fieldEntries({ can, suggestions: [] }, t, keysOf).find((entry) => 'id' in entry && entry.id === 'redo');
  expect(redo).toMatchObject({ disabled: true, shortcut: 'keys of redo' });
});
