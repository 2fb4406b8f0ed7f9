// The catalogue and those who speak it, windows and the main process alike: nothing is said that is not there, and nothing is there that
// nobody says.
import { describe, expect, it } from 'vitest';
import { english } from '../../src/shared/locales/catalogue';
import type { Messages } from '../../src/shared/locales/messages';

const sources = import.meta.glob<string>(
  ['../../src/{renderer,main}/**/*.{vue,ts}', '!../../src/**/*.test.ts', '!../../src/main/uc/**'],
  { query: '?raw', import: 'default', eager: true },
);
/** A whole key, or the beginning of one that ends in something computed. */
const keys = new RegExp(`['\`]((?:${Object.keys(english).join('|')})\\.[\\w.-]*)(?:['\`]|(\\$\\{))`, 'gu');

const said = Object.entries(sources).flatMap(([file, text]) =>
  [...text.matchAll(keys)].map(([, key = '', computed]) => ({ file, key, isWhole: computed === undefined })),
);

function leaves(tree: Messages, path = ''): string[] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [path + name] : leaves(value, `${path}${name}.`),
  );
}
const there = leaves(english);

describe('texts', () => {
  it('are found in the sources', () => expect(said.length).toBeGreaterThan(400));
  // In the main process the compiler sees to it.
  it('are said in windows only where they are there', () => {
    const isThere = (key: string): boolean => there.some((each) => each === key || each.startsWith(`${key}.`));
    const begins = (key: string): boolean => there.some((each) => each.startsWith(key));
    const inWindows = said.filter(({ file }) => file.includes('/renderer/'));
    expect(inWindows.filter(({ key, isWhole }) => !(isWhole ? isThere(key) : begins(key)))).toEqual([]);
  });
  it('are there only where they are said', () => {
    const isSaid = (leaf: string): boolean =>
      said.some(({ key, isWhole }) => (isWhole ? leaf === key || leaf.startsWith(`${key}.`) : leaf.startsWith(key)));
    expect(there.filter((leaf) => !isSaid(leaf))).toEqual([]);
  });
});
