import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (name: string): string => readFileSync(`src/renderer/ui/${name}`, 'utf8');
const frame = read('first-frame.html');

/** The value of a token where it is given first after `from`. */
function token(name: string, from: string): string | undefined {
  const tokens = read('tokens.css');
  return new RegExp(`--${name}: (#[0-9a-f]+);`, 'u').exec(tokens.slice(tokens.indexOf(from)))?.[1];
}

describe('the first frame', () => {
  it('draws the sign that the views draw', () => {
    const pathsOf = (text: string): string[] => [...text.matchAll(/\bd="([^"]+)"/gu)].map(([, path = '']) => path);
    expect(pathsOf(frame)).toEqual(pathsOf(read('BrandMark.vue')));
    expect(pathsOf(frame)).toHaveLength(2);
  });

  it('has the canvas of the theme, and the sign in the colour of its text', () => {
    const dark = ":root[data-theme='dark']";
    expect(frame).toContain(`--canvas: ${token('canvas', dark)};`);
    const [light, inDark] = [...frame.matchAll(/ color: (#[0-9a-f]{6})[0-9a-f]{2};/gu)].map(([, color]) => color);
    expect([light, inDark]).toEqual([token('text', ':root {'), token('text', dark)]);
  });
});
