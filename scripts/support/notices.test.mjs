import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gatherLibraries, noticesJson, noticesText } from './notices.mjs';
import { libraryOf, recordLibraries } from './record-libraries.mjs';

let root;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'parley-notices-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path, content) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
}

function putLibrary(name, more = {}, { text = 'You may.', under = '' } = {}) {
  put(`${under}node_modules/${name}/package.json`, { name, version: '1.0.0', license: 'MIT', ...more });
  if (text !== null) put(`${under}node_modules/${name}/LICENSE.md`, text);
}

describe('the library of a module', () => {
  it.each([
    ['/home/dana/parley/node_modules/valibot/dist/index.mjs', 'node_modules/valibot'],
    ['C:\\parley\\node_modules\\@vue\\shared\\dist\\shared.js?used', 'node_modules/@vue/shared'],
    ['/p/node_modules/libsql/node_modules/detect-libc/a.js', 'node_modules/libsql/node_modules/detect-libc'],
    ['\0/p/node_modules/ajv/ajv.js?commonjs-exports', 'node_modules/ajv'],
    ['\0rolldown/runtime.js', 'node_modules/rolldown'],
    ['\0vite/preload-helper.js', 'node_modules/vite'],
    ['\0plugin-vue:export-helper', 'node_modules/@vitejs/plugin-vue'],
    ['/p/src/main/index.ts', undefined],
  ])('%s is %s', (id, library) => expect(libraryOf(id)).toBe(library));
});

describe('a build', () => {
  it('writes down what it took, what was asked for by name, and nothing that is left out', async () => {
    put('package.json', { devDependencies: { facade: '1.0.0' } });
    const esm = { type: 'module', main: 'index.js' };
    for (const name of ['used', 'facade', 'left-out']) putLibrary(name, esm);
    put('node_modules/used/index.js', 'export const used = () => console.log("used");');
    put('node_modules/left-out/index.js', 'export const unused = () => 1;');
    put('node_modules/facade/index.js', 'export { used } from "used"; export { unused } from "left-out";');
    put('index.js', 'import { used } from "facade"; used();');
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [recordLibraries('part', root)],
      build: { ssr: join(root, 'index.js'), outDir: 'made' },
      ssr: { noExternal: true },
    });
    put('package-lock.json', { packages: {} });
    expect(gatherLibraries(root).map(({ name }) => name)).toEqual(['facade', 'used']);
  });
});

describe('the libraries', () => {
  beforeEach(() => {
    put('package.json', { dependencies: { native: '1.0.0' } });
    put('package-lock.json', { packages: { 'node_modules/valibot': { integrity: 'sha512-AAAA' } } });
    put('out/libraries/main.json', ['node_modules/valibot']);
    put('out/libraries/cli.json', ['node_modules/valibot']);
    putLibrary('valibot', { license: 'MIT', homepage: 'https://valibot.example.com' });
    putLibrary('native', {
      dependencies: { loader: '1.0.0' },
      optionalDependencies: { 'native-here': '1.0.0', 'native-elsewhere': '1.0.0', 'native-linux-musl': '1.0.0' },
    });
    putLibrary('loader', { version: '2.0.0' }, { under: 'node_modules/native/' });
    putLibrary('native-here', { author: { name: 'Lee Park' } }, { text: null });
    putLibrary('native-linux-musl');
  });

  it('are those of the bundles and those that come along, each once and by name', () => {
    expect(gatherLibraries(root).map(({ name, version }) => `${name} ${version}`)).toEqual([
      'loader 2.0.0',
      'native-here 1.0.0',
      'native 1.0.0',
      'valibot 1.0.0',
    ]);
  });

  it('come with name, version, licence and its words', () => {
    const { libraries } = JSON.parse(noticesJson(gatherLibraries(root)));
    expect(libraries.find(({ name }) => name === 'valibot')).toEqual({
      name: 'valibot',
      version: '1.0.0',
      licence: 'MIT',
      homepage: 'https://valibot.example.com',
      text: 'You may.',
    });
    expect(noticesText(gatherLibraries(root))).toContain(
      'valibot 1.0.0\nLicence: MIT\nhttps://valibot.example.com\n\nYou may.',
    );
  });

  it('have the words of the MIT licence in the name of the author where they forgot them', () => {
    const { text } = gatherLibraries(root).find(({ name }) => name === 'native-here');
    expect(text).toMatch(/^Copyright \(c\) Lee Park$/mu);
    expect(text).toContain('Permission is hereby granted');
  });

  it('have the words that are kept here where the package forgot them, and only those', () => {
    put('package.json', { dependencies: { saxes: '1.0.0' } });
    putLibrary('saxes', { license: 'ISC' }, { text: null });
    const textOf = () => gatherLibraries(root).find(({ name }) => name === 'saxes').text;
    expect(textOf()).toContain('Isaac Z. Schlueter');
    putLibrary('saxes', { license: 'ISC' });
    expect(textOf()).toBe('You may.');
  });

  it.each([
    ['no licence', { license: undefined }, 'names no licence'],
    ['a licence without words', { license: 'BSD-3-Clause' }, 'has no licence text'],
    ['the MIT licence, without words and an author', { license: 'MIT' }, 'has no licence text'],
  ])('with %s stop the build', (_, more, words) => {
    rmSync(join(root, 'node_modules/valibot'), { recursive: true });
    putLibrary('valibot', more, { text: null });
    expect(() => gatherLibraries(root)).toThrow(words);
  });
});
