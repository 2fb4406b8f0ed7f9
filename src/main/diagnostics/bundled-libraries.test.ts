import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readBundledLibraries } from './bundled-libraries';

const folder = mkdtempSync(join(tmpdir(), 'parley-libraries-'));
const file = join(folder, 'notices.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('are read as the build wrote them', async () => {
  const libraries = [
    { name: '@vue/shared', version: '3.5.45', licence: 'MIT', homepage: 'https://vue.example.com', text: 'You may.' },
    { name: 'semver', version: '7.8.6', licence: 'ISC', text: 'You may.' },
  ];
  writeFileSync(file, JSON.stringify({ libraries }));
  expect(await readBundledLibraries(file)).toEqual(libraries);
});

it('are none where nothing was written down', async () => {
  expect(await readBundledLibraries(join(folder, 'not-there.json'))).toEqual([]);
});

it('are not made up of a file that says something else', async () => {
  writeFileSync(file, JSON.stringify({ libraries: [{ name: 'semver' }] }));
  await expect(readBundledLibraries(file)).rejects.toThrow();
});
