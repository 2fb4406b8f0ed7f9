import { describe, expect, it } from 'vitest';
import { maxUpdateSize, readRelease } from './release';

const folder = new URL('https://updates.example.com/parley/');
const sha512 = `${'A'.repeat(86)}==`;
const file = { url: 'parley-2.0.0.AppImage', sha512, size: 90_000_000 };
const read = (feed: unknown) => readRelease(feed, folder, '.AppImage');

describe('what a feed says', () => {
  it('is a version, and the files for this system', () => {
    const feed = {
      version: '2.0.0',
      files: [
        { ...file, blockMapSize: 1 },
        { ...file, url: 'parley.deb' },
      ],
      path: 'x',
    };
    expect(read(feed)).toEqual({
      version: '2.0.0',
      files: [{ url: new URL('https://updates.example.com/parley/parley-2.0.0.AppImage'), sha512, size: 90_000_000 }],
    });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'version: 2.0.0'],
    ['no version', { files: [file] }],
    ['a number for a version', { version: 2, files: [file] }],
    ['words for a version', { version: '2.0.0 (the best)', files: [file] }],
    ['no files', { version: '2.0.0', files: [] }],
    ['a file without a sum', { version: '2.0.0', files: [{ ...file, sha512: undefined }] }],
    ['a sum in hexadecimal digits', { version: '2.0.0', files: [{ ...file, sha512: 'a'.repeat(128) }] }],
    ['a file without a size', { version: '2.0.0', files: [{ ...file, size: undefined }] }],
    ['a file that is too large', { version: '2.0.0', files: [{ ...file, size: maxUpdateSize + 1 }] }],
    ['an address that is none', { version: '2.0.0', files: [{ ...file, url: 'https://[' }] }],
  ])('is not understood: %s', (_what, feed) => {
    expect(() => read(feed)).toThrow('not-understood');
  });

  it.each([
    'https://elsewhere.example.com/a.AppImage',
    '//elsewhere.example.com/a.AppImage',
    'http://updates.example.com/a.AppImage',
    'file:///a.AppImage',
  ])('leads nowhere else: %s', (url) => {
    expect(() => read({ version: '2.0.0', files: [file, { ...file, url }] })).toThrow('another-origin');
  });

  it.each([
    'parley.exe',
    '..%2Fparley.AppImage',
    'a%00.AppImage',
    '.AppImage',
    'parley.AppImage/',
    'a\\..\\b:c.AppImage',
  ])('is no file for this system by the name %s', (url) => {
    expect(() => read({ version: '2.0.0', files: [{ ...file, url }] })).toThrow('no-file');
  });

  it('may name a file with blanks', () => {
    const { files } = read({ version: '2.0.0', files: [{ ...file, url: 'Parley 2.0.0.AppImage' }] });
    expect(files[0]?.url.pathname).toBe('/parley/Parley%202.0.0.AppImage');
  });
});
