import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorOf, codeFilesOf, headingsOf, linksOf, pathsOf } from './documents.mjs';
import { root } from './run.mjs';

const read = (path) => readFileSync(path, 'utf8');
const documents = ['.', 'docs'].flatMap((folder) =>
  readdirSync(resolve(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => resolve(root, folder, name)),
);

const codeFiles = new Set(
  ['src', 'test', 'e2e', 'bench', 'scripts'].flatMap((folder) =>
    readdirSync(resolve(root, folder), { recursive: true }).map((path) => basename(path)),
  ),
);

describe.each(documents.map((path) => [relative(root, path).replaceAll('\\', '/'), path]))('%s', (_name, path) => {
  it('leads nowhere that is not there', () => {
    expect(linksOf(read(path)).filter((link) => !leadsSomewhere(path, link))).toEqual([]);
  });

  it('names no file that is not there', () => {
    expect(pathsOf(read(path)).filter((named) => !existsSync(resolve(root, named)))).toEqual([]);
    expect(codeFilesOf(read(path)).filter((named) => !codeFiles.has(named))).toEqual([]);
  });
});

function leadsSomewhere(from, { file, anchor }) {
  const path = file === '' ? from : resolve(dirname(from), decodeURI(file));
  if (!existsSync(path)) return false;
  return anchor === undefined || headingsOf(read(path)).map(anchorOf).includes(anchor);
}

describe('a document', () => {
  it('has headings, and none in its examples', () => {
    expect(headingsOf('# One\n\ntext\n\n```sh\n# no heading\n```\n\n### Two `x`\n')).toEqual(['One', 'Two `x`']);
  });

  it('has links, those to elsewhere left out', () => {
    const page = '[a](b.md) ![c](d.png) [e](#f) [g](../h.md#i) [j](https://example.com/k) [l](mailto:m@example.com)\n';
    expect(linksOf(page)).toEqual([
      { file: 'b.md', anchor: undefined },
      { file: 'd.png', anchor: undefined },
      { file: '', anchor: 'f' },
      { file: '../h.md', anchor: 'i' },
    ]);
  });

  it('names files and folders', () => {
    const page = '`src/a/b.ts` and `docs/`, `c.ts`, not `out/cli/index.js` or src/d.ts';
    expect(pathsOf(page)).toEqual(['src/a/b.ts', 'docs/']);
    expect(codeFilesOf(page)).toEqual(['c.ts']);
  });

  it.each([
    ['3.14 `lock`', '314-lock'],
    ['7.30 `&&` in the address of a poll', '730--in-the-address-of-a-poll'],
    ['What is kept, and where', 'what-is-kept-and-where'],
  ])('has the anchors that GitHub gives: %s', (text, anchor) => {
    expect(anchorOf(text)).toBe(anchor);
  });
});
