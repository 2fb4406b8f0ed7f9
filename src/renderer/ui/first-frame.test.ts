import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (name: string): string => readFileSync(`src/renderer/ui/${name}`, 'utf8');
const frame = read('first-frame.html');
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

describe('the first frame', () => {
  it('draws the sign that the views draw', () => {
    const paths = matches(frame, /\bd='([^']+)'/gu);
    expect(paths).toEqual(matches(read('BrandMark.vue'), /\bd="([^"]+)"/gu));
    expect(paths).toHaveLength(2);
  });

  it('has the canvas of the themes', () => {
    const [light, dark] = matches(read('tokens.css'), / --canvas: (#[0-9a-f]{6});/gu);
    expect(matches(frame, / (?:background|--canvas): (#[0-9a-f]{6});/gu)).toEqual([light, dark, dark]);
  });

  it('does not grow with the letters, which have their size only after it', () => {
    expect(matches(frame, /(?:inline|block)-size: (\w+);/gu)).toEqual(['96px', '96px']);
  });
});
