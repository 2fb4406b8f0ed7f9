import { describe, expect, it } from 'vitest';
import { desktopFonts } from './desktop-font';

/** Of a system that has these besides letters that are all as wide. */
const system = (...has: readonly string[]) => {
  const asked: string[] = [];
  const widthIn = (family: string): number => {
    asked.push(family);
    return has.some((name) => family.startsWith(`'${name}'`)) ? 38.9 : 84.3;
  };
  return { asked, widthIn };
};

describe('the letters of a desktop', () => {
  it.each([
    [['Ubuntu', 'Noto Sans'], "'Ubuntu', 'Cantarell', 'Noto Sans', system-ui"],
    [['Cantarell'], "'Cantarell', 'Noto Sans', system-ui"],
    [['Noto Sans'], "'Noto Sans', system-ui"],
    [[], 'system-ui'],
  ])('where it has %j are %s', (has, fonts) => {
    expect(desktopFonts(system(...has).widthIn)).toBe(fonts);
  });

  it('are looked for no further than the first that is there', () => {
    const { asked, widthIn } = system('Ubuntu', 'Cantarell');
    desktopFonts(widthIn);
    expect(asked).toEqual(['monospace', "'Ubuntu', monospace"]);
  });
});
