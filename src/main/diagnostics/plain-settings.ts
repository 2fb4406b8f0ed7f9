// Settings for somebody else's eyes: choices and numbers as they are; of a text only whether there is one. Driven by the schema, so
// that a setting of tomorrow is shown no other way. Pure.
import type * as v from 'valibot';
import { SettingsSchema, type Settings } from '../../shared/settings';

export function plainSettings(settings: Settings): Record<string, unknown> {
  return fieldsOf(SettingsSchema.entries, settings);
}

type Entries = Readonly<Record<string, v.GenericSchema>>;

function fieldsOf(entries: Entries, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entries).map(([name, schema]) => [name, plain(schema, values[name])]));
}

function plain(schema: v.GenericSchema, value: unknown): unknown {
  switch (typeof value) {
    case 'boolean':
    case 'number':
      return value;
    case 'string':
      if (value === '') return '(empty)';
      return choicesOf(schema).includes(value) ? value : '(set)';
    default:
      if (Array.isArray(value)) return `(${value.length})`;
      return value === undefined ? undefined : fieldsOf(entriesOf(schema), Object(value) as Record<string, unknown>);
  }
}

/** Under `optional` and the like. */
function inner(schema: v.GenericSchema): v.GenericSchema {
  return 'wrapped' in schema ? inner(schema.wrapped as v.GenericSchema) : schema;
}

function choicesOf(schema: v.GenericSchema): readonly unknown[] {
  const found = inner(schema);
  return found.type === 'picklist' && 'options' in found ? (found.options as readonly unknown[]) : [];
}

function entriesOf(schema: v.GenericSchema): Entries {
  const found = inner(schema);
  return 'entries' in found ? (found.entries as Entries) : {};
}
