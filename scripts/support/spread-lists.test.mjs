// That no list is spread into arguments, shown by linting sentences that do.
import { ESLint } from 'eslint';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import tseslint from 'typescript-eslint';
import { spreadListsRule } from './spread-lists.mjs';

// Types are those of a project: the smallest there is.
const folder = mkdtempSync(join(tmpdir(), 'parley-spread-'));
const file = join(folder, 'spread.ts');
writeFileSync(file, '');
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({ compilerOptions: { strict: true, lib: ['es2022'], types: [] }, files: ['spread.ts'] }),
);
afterAll(() => rmSync(folder, { recursive: true }));

const linter = (parserOptions) =>
  new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.ts'],
        languageOptions: { parser: tseslint.parser, parserOptions },
        plugins: { parley: { rules: { 'spread-lists': spreadListsRule } } },
        rules: { 'parley/spread-lists': 'error' },
      },
    ],
  });
const plain = linter({});
const typed = linter({ projectService: true, tsconfigRootDir: folder });

async function complaints(eslint, code) {
  const [result] = await eslint.lintText(code, { filePath: file });
  return result.messages.map(({ message }) => message);
}

it.each([
  'declare const all: number[]; declare const more: readonly number[]; all.push(...more);',
  'declare const all: number[]; declare const more: number[]; all.unshift(1, ...more);',
  'declare const all: number[]; declare const more: number[]; all.splice(0, 1, ...more);',
  'declare const all: number[][]; ([] as number[]).concat(...all);',
  'declare const all: number[]; Math.max(0, ...all);',
  'declare const all: Set<number>; Math.min(...all);',
  'declare const all: Set<number>; Math.min(...[0, ...all]);',
  'declare const all: number[]; String.fromCodePoint(...all.map((each) => each + 1));',
  'declare const all: object[]; Object.assign({}, ...all);',
  'declare const all: [number, ...number[]]; Math.max(...all);',
  'declare const all: [number] | number[]; Math.max(...all);',
])('does not take %s', async (code) => {
  expect(await complaints(typed, code)).toEqual([expect.stringMatching(/^A long list breaks `\w+/)]);
});

it.each([
  'declare const all: number[]; all.push(...[1, 2]);',
  'declare const all: number[]; const both = [1, 2] as const; all.push(...both);',
  'declare const all: number[]; declare const pair: readonly [number, number]; all.push(...pair, Math.max(...pair));',
  'declare const all: number[]; declare const pair: [number, number] | [number]; Math.min(...pair);',
  'declare const all: number[]; declare const more: number[]; const both = [...all, ...more]; new Set([...both]);',
  'declare const all: number[]; Math.max(all.length, 1); all.push({ ...{ length: 1 } }.length);',
  'declare function show(...texts: string[]): void; declare const texts: string[]; show(...texts);',
])('takes %s', async (code) => {
  expect(await complaints(typed, code)).toEqual([]);
});

it('takes a list for a long one where there are no types', async () => {
  expect(await complaints(plain, 'const both = [1, 2] as const; Math.max(...both);')).toHaveLength(1);
  expect(await complaints(plain, 'Math.max(...[1, 2]);')).toEqual([]);
});
