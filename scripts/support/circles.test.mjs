import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { circlesOf, findCircles } from './circles.mjs';
import { root } from './run.mjs';

/** Of these folders, from the root. */
function sources(...folders) {
  return folders.flatMap((folder) =>
    readdirSync(resolve(root, folder), { recursive: true })
      .filter((name) => /\.(?:ts|vue)$/u.test(name))
      .map((name) => resolve(root, folder, name)),
  );
}

it('no files of ours import each other in a circle', () => {
  const files = sources('src', 'test', 'e2e', 'bench');
  expect(files.length).toBeGreaterThan(500);
  expect(findCircles(files, root)).toEqual([]);
}, 30_000);

describe('a circle is found', () => {
  let folder;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'parley-circles-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function circles(files) {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return findCircles(
      Object.keys(files).map((name) => join(folder, name)),
      folder,
    );
  }

  it.each([
    ['an import', "import { b } from './b';"],
    ['a type', "import type { B } from './b';"],
    ['a type in place', "export type A = import('./b').B;"],
    ['an export', "export * from './b';"],
    ['an import that waits', "export const b = () => import('./b');"],
  ])('through %s', (_what, text) => {
    expect(circles({ 'a.ts': text, 'b.ts': "import './a';", 'c.ts': "import './a';" })).toEqual([['a.ts', 'b.ts']]);
  });
  it('through a component', () => {
    const component = '<script setup lang="ts">\nimport { a } from \'./a\';\n</script>\n<template><p /></template>\n';
    expect(circles({ 'a.ts': "import C from './C.vue';", 'C.vue': component })).toEqual([['C.vue', 'a.ts']]);
  });
  it('and no straight way is taken for one', () => {
    expect(circles({ 'a.ts': "import './b'; import './c';", 'b.ts': "import './c';", 'c.ts': '' })).toEqual([]);
  });
});

it('each circle is told once, whole', () => {
  const graph = { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['e'], e: ['d'], f: ['f'], g: ['a'] };
  const found = circlesOf(new Map(Object.entries(graph))).map((circle) => circle.sort());
  expect(found.sort()).toEqual([['a', 'b', 'c'], ['d', 'e'], ['f']]);
});
