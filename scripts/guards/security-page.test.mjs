import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run.mjs';
import { guards } from './list.mjs';
import { findTroubles, readPoints, readTests } from './security-page.mjs';

const page = readFileSync(resolve(root, 'docs/security.md'), 'utf8');

function read(file) {
  try {
    return readFileSync(resolve(root, file), 'utf8');
  } catch {
    return undefined;
  }
}

it('docs/security.md names files, guards and tests that are there', () => {
  expect(findTroubles(page, guards, read)).toEqual([]);
  expect(readPoints(page)).toHaveLength(20);
  expect(readTests(page).length).toBeGreaterThan(50);
});

describe('what is amiss in it is told', () => {
  const swap = (from, to) => {
    expect(page).toContain(from);
    return findTroubles(page.replace(from, to), guards, read);
  };

  it.each([
    ['a test of another title', 'a page of ours goes nowhere (', 'a page of ours goes (', 'has no test'],
    ['half of a title', 'counts nothing of it (', 'counts nothing (', 'has no test'],
    ['a test in another file', '[ipc.test.ts](../src/main/ipc.test.ts)', '[a](../README.md)', 'has no test'],
    ['a file that is gone', '](../src/main/ipc.ts)', '](../src/main/gone.ts)', 'There is no src/main/gone.ts'],
    ['a name that is gone', '`bindMethods` in', '`bindAllMethods` in', 'has no bindAllMethods'],
    ['a guard that is gone', '`web-security`', '`web-securities`', 'there is no guard web-securities'],
    ['a guard of another place', '`web-security`', '`csp-base-uri`', 'which is not named'],
    ['a guard that nothing named notices', '`web-security`', '`own-new-windows`', 'no test is named that notices'],
    ['no guard', '`web-security`', 'none', '6: no guard'],
    ['a point that is left out', '| 7   |', '| seven |', 'not 1 to 20'],
  ])('%s', (_, from, to, trouble) => {
    expect(swap(from, to).join('\n')).toContain(trouble);
  });
});
