import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const styled = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:vue|css)$/u.test(name));

it('asks how much room a window has in the letters of the person, which a media query does not', () => {
  expect(styled.length).toBeGreaterThan(50);
  const asked = styled.filter((name) => /@media[^{]*(?:width|height)/u.test(readFileSync(join(root, name), 'utf8')));
  expect(asked, 'use @container page').toEqual([]);
});
