import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorOf, headingsOf, linksOf } from './documents.mjs';
import { root } from './run.mjs';

const read = (path) => readFileSync(path, 'utf8');
const documents = ['.', 'docs'].flatMap((folder) =>
  readdirSync(resolve(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => resolve(root, folder, name)),
);

it.each(documents.map((path) => [relative(root, path).replaceAll('\\', '/'), path]))(
  '%s leads nowhere that is not there',
  (_name, path) => {
    expect(linksOf(read(path)).filter((link) => !leadsSomewhere(path, link))).toEqual([]);
  },
);

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

  it.each([
    ['3.14 `lock`', '314-lock'],
    ['7.30 `&&` in the address of a poll', '730--in-the-address-of-a-poll'],
    ['What is kept, and where', 'what-is-kept-and-where'],
  ])('has the anchors that GitHub gives: %s', (text, anchor) => {
    expect(anchorOf(text)).toBe(anchor);
  });
});
