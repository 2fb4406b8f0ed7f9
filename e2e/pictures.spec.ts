// `npm run pictures`: one view of it, what it leaves, and what it says of a name that it does not know.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/fixtures';

async function pictures(
  ...args: readonly string[]
): Promise<{ code: number | null; said: string; complained: string }> {
  const child = spawn(process.execPath, ['scripts/pictures.mjs', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, complained] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said, complained };
}

const looks = [
  '200-percent',
  '380-wide',
  'arabic',
  'dark',
  'german',
  'german-380-wide',
  'high-contrast',
  'largest-text',
  'light',
  'right-to-left',
];

test('leaves a picture of a view in every look, and a page to look through them', async ({ newFolder }) => {
  test.slow();
  const folder = newFolder('parley-pictures-');
  const { code, said, complained } = await pictures('--output', folder, '--only', 'sign-in');
  expect({ code, complained }).toEqual({ code: 0, complained: '' });
  const files = looks.map((look) => `sign-in-${look}.png`);
  expect(readdirSync(folder).sort()).toEqual([...files, 'index.html'].sort());
  expect(said.trim().split('\n').sort()).toEqual([...files, 'index.html'].map((file) => join(folder, file)).sort());
  const bytes = files.map((file) => readFileSync(join(folder, file)));
  // The main window is as narrow as that anyway.
  const others = bytes.filter((_each, at) => !looks[at]!.endsWith('380-wide'));
  expect(new Set(others.map((each) => each.toString('base64'))).size).toBe(looks.length - 2);
  const widthOf = (look: string): number => bytes[looks.indexOf(look)]!.readUInt32BE(16);
  expect([widthOf('380-wide'), widthOf('200-percent')]).toEqual([380, widthOf('light')]);
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  for (const file of files) expect(index).toContain(`src="${file}"`);
});

test('names a view of which no picture came, takes the others all the same, and ends with 1', async ({ newFolder }) => {
  test.slow();
  const folder = newFolder('parley-pictures-');
  // Where its first picture belongs something else lies.
  mkdirSync(join(folder, 'sign-in-light.png'));
  const { code, said, complained } = await pictures('--output', folder, '--only', 'sign-in', '--only', 'about');
  expect(code).toBe(1);
  expect(complained).toMatch(/^No picture of sign-in: .*sign-in-light\.png/mu);
  expect(complained).not.toContain('about');
  expect(said).not.toContain(join(folder, 'sign-in'));
  for (const look of looks) expect(said).toContain(join(folder, `about-${look}.png`));
});

test('names the views where one is asked for that is not there', async () => {
  const { code, complained } = await pictures('--only', 'attic');
  expect(code).toBe(2);
  expect(complained).toMatch(/no view "attic".*sign-in.*conversation/u);
});
