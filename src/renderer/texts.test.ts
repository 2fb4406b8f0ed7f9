import { expect, it } from 'vitest';
import { english } from '../shared/locales/catalogue';
import type { Messages } from '../shared/locales/messages';

const sources = import.meta.glob<string>(['./**/*.{vue,ts}', '!./**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
/** A whole key, or the beginning of one that ends in something computed. */
const keys = new RegExp(`['\`]((?:${Object.keys(english).join('|')})\\.[\\w.-]+)(?:['\`]|\\$\\{)`, 'gu');

function has(key: string): boolean {
  let found: string | Messages | undefined = english;
  for (const part of key.split('.')) {
    // What follows is computed.
    if (part === '') break;
    found = typeof found === 'string' ? undefined : found?.[part];
  }
  return found !== undefined;
}

it('windows say nothing that the catalogue does not have', () => {
  const said = Object.entries(sources).flatMap(([file, text]) =>
    [...text.matchAll(keys)].map(([, key = '']) => ({ file, key })),
  );
  expect(said.length).toBeGreaterThan(300);
  expect(said.filter(({ key }) => !has(key))).toEqual([]);
});
