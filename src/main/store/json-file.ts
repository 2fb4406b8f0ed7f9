// A small file of JSON in the profile, read whole and written whole: what stood there stays until the new one is on the disk. What is in
// it is looked at where it is used (valibot); nothing is compiled at the start for that.
import { writeFileSync } from 'atomically';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonFile } from './settings';

/** `name`: without its ending. One that is no JSON object counts as empty, until something is written in its place. */
export function openJsonFile({ name, cwd }: { readonly name: string; readonly cwd: string }): JsonFile {
  const path = join(cwd, `${name}.json`);
  return {
    get store() {
      return fieldsOf(textIn(path));
    },
    set store(fields) {
      writeFileSync(path, JSON.stringify(fields, undefined, '\t'));
    },
  };
}

/** Undefined: there is none. Throws where there is one that cannot be read: nobody may think it empty then and write over it. */
function textIn(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function fieldsOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
