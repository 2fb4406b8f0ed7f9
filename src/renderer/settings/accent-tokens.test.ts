import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, parseHex } from '../message/contrast';
import { accentTokenNames, tintOf, tinted, tints } from './accent-tokens';

const css = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8');

/** What a rule sets, those of the rules before it under it. */
function tokens(...heads: readonly string[]): Readonly<Record<string, string>> {
  const blocks = heads.map((head) => css.slice(css.indexOf(`\n${head} {`)).split('\n}')[0]!);
  return Object.fromEntries(
    blocks.flatMap((block) =>
      [...block.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/gu)].map(([, name, value]) => [name, value]),
    ),
  );
}
const dark = ":root[data-theme='dark']";
const themes = { light: tokens(':root'), dark: tokens(':root', dark) };
const looks = Object.entries(themes).flatMap(([theme, own]) =>
  Object.entries(tints).map(([accent, tint]) => ({ theme, own, accent, tint })),
);
/** The named, and whatever a system may want. */
const anyTint = Object.values(themes).flatMap((own) =>
  Array.from({ length: 24 }, (_, at) =>
    [0.05, 0.5, 1.2].map((share) => ({ own, tint: { hue: at / 4, share } })),
  ).flat(),
);
/** What is read upon what. */
const read = [
  ['--on-accent', '--accent'],
  ['--on-accent', '--accent-hover'],
  ['--on-accent', '--accent-active'],
  ['--accent-text', '--canvas'],
  ['--accent-text', '--surface'],
  ['--accent-text', '--accent-soft'],
  ['--text', '--surface-selected'],
  ['--text', '--selection'],
  ['--bubble-own-text', '--bubble-own'],
] as const;

describe('an accent colour', () => {
  it('has every token that has its hue, in either theme', () => {
    for (const own of Object.values(themes)) {
      for (const name of accentTokenNames) expect(own[name], name).toMatch(/^#[0-9a-f]{6}$/u);
    }
  });

  it.each(looks)('$accent can be read in $theme', ({ own, tint }) => {
    const shown = { ...own, ...tinted(pick(own), tint) };
    for (const [text, ground] of read)
      expect(between(shown, text, ground), `${text} ${ground}`).toBeGreaterThanOrEqual(4.5);
    expect(between(shown, '--focus', '--canvas')).toBeGreaterThanOrEqual(3);
    expect(between(shown, '--accent', '--surface')).toBeGreaterThanOrEqual(3);
  });

  it('leaves contrasts as they are, whatever its hue', () => {
    for (const { own, tint } of anyTint) {
      const shown = { ...own, ...tinted(pick(own), tint) };
      for (const [text, ground] of read) {
        const before = between(own, text, ground);
        expect(Math.abs(between(shown, text, ground) - before) / before, `${text} ${ground}`).toBeLessThan(0.04);
      }
    }
  });

  it.each([
    ['#3584e4', 'blue', 3.55],
    ['#0078d4', 'blue', 3.43],
    ['#e62d42', 'rose', 5.89],
    ['#000000', 'grey', undefined],
    ['#fefeff', 'grey', undefined],
    ['#6f8396', 'slate', 3.49],
  ])('of the system has its hue, and can be read in either theme: %s', (color, _, hue) => {
    const tint = tintOf(color)!;
    if (hue === undefined) expect(tint.share).toBeLessThan(0.05);
    else expect(tint.hue).toBeCloseTo(hue, 1);
    for (const own of Object.values(themes)) {
      const shown = { ...own, ...tinted(pick(own), tint) };
      for (const [text, ground] of read)
        expect(between(shown, text, ground), `${text} ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('of the system that is no colour is none', () => {
    expect(tintOf('Highlight')).toBeUndefined();
    expect(tintOf('')).toBeUndefined();
  });

  it('is another one than the others, and passes over what is no colour', () => {
    const shown = Object.values(tints).map((tint) => tinted({ '--accent': '#0a756f' }, tint)['--accent']);
    expect(new Set([...shown, '#0a756f']).size).toBe(shown.length + 1);
    expect(tinted({ '--focus': 'Highlight', '--accent': '' }, tints.blue)).toEqual({});
  });
});

function pick(own: Readonly<Record<string, string>>): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(accentTokenNames.map((name) => [name, own[name]]));
}

function between(shown: Readonly<Record<string, string | undefined>>, one: string, other: string): number {
  return contrast(parseHex(shown[one] ?? '')!, parseHex(shown[other] ?? '')!);
}
