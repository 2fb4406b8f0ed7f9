import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerWithFile, appPage, isOwnPage, resolveAppFile } from './app-scheme';

const root = resolve('/program/renderer');

describe('appPage', () => {
  it('is one with a first frame for the main window, and the same for all others', () => {
    expect(appPage('main')).toBe('app://parley/main.html');
    expect(appPage('guide')).toBe('app://guide/index.html');
  });
});

describe('resolveAppFile', () => {
  it.each([
    ['app://parley/', 'index.html', 'text/html; charset=utf-8'],
    ['app://parley/index.html#/main', 'index.html', 'text/html; charset=utf-8'],
    ['app://history/index.html#/history', 'index.html', 'text/html; charset=utf-8'],
    ['app://parley/assets/main-1a2b.js?v=1', 'assets/main-1a2b.js', 'text/javascript; charset=utf-8'],
    ['app://parley/assets/a%20b.css', 'assets/a b.css', 'text/css; charset=utf-8'],
    ['app://parley/assets/../index.html', 'index.html', 'text/html; charset=utf-8'],
  ])('finds %s', (url, file, type) => {
    expect(resolveAppFile(url, root)).toEqual({ path: join(root, file), type });
  });

  it.each([
    'app://parley/..%2fsecret.json',
    'app://parley/assets/..%2f..%2f..%2fetc/x.json',
    'app://parley/assets/..%2findex.html',
    'app://parley/..%5csecret.json',
    'app://parley/assets\\..\\..\\x.json',
    'app://parley/index.html%00.png',
    'app://parley/%ff.html',
    'app://elsewhere/index.html',
    'https://parley/index.html',
    'app://parley/program.exe',
    'app://parley/assets',
    'not an address',
  ])('finds nothing for %s', (url) => {
    expect(resolveAppFile(url, root)).toBeUndefined();
  });

  it.each(['app://parley/../secret.json', 'app://parley/%2e%2e/secret.json'])('keeps %s inside its folder', (url) => {
    expect(resolveAppFile(url, root)?.path).toBe(join(root, 'secret.json'));
  });

  it('does not take a folder with the same beginning for its own', () => {
    expect(resolveAppFile('app://parley/..%2frenderer-old/index.html', root)).toBeUndefined();
  });
});

/** Word for word: a directive that is gone, or that allows more, is another policy. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

it('the page itself has the same policy, for where the development server hands it out', () => {
  const page = readFileSync('src/renderer/index.html', 'utf8');
  const said = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/u.exec(page)?.[1];
  // Who may frame it is for the answer to say; a page is not heard on that.
  expect(said?.split('; ')).toEqual(policy.slice(0, -1));
});

describe('answerWithFile', () => {
  const get = (url: string, method = 'GET') => answerWithFile({ url, method }, root);

  it('answers with the file, its type and the policy', () => {
    const answer = get('app://parley/index.html');
    if (!('path' in answer)) return expect.unreachable();
    const { 'content-security-policy': said, ...others } = answer.headers;
    expect(answer.path).toBe(join(root, 'index.html'));
    expect(others).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(said?.split('; ')).toEqual(policy);
  });

  it.each([
    ['a way out', 'app://parley/..%2fsecret.json', 'GET'],
    ['another type of file', 'app://parley/program.exe', 'GET'],
    ['another method', 'app://parley/index.html', 'POST'],
  ])('knows nothing of %s', (_, url, method) => {
    expect(get(url, method)).toEqual({ error: -6 });
  });
});

describe('isOwnPage', () => {
  it.each([
    ['app://parley/index.html#/main', undefined, true],
    ['app://conversation/index.html#/conversation/c1', undefined, true],
    ['app://other/index.html', undefined, false],
    ['app://toString/index.html', undefined, false],
    ['https://parley/index.html', undefined, false],
    ['http://localhost:5173/#/main', undefined, false],
    ['http://localhost:5173/#/main', 'http://localhost:5173', true],
    ['http://localhost:51730/', 'http://localhost:5173', false],
    ['http://localhost:5173.example.com/', 'http://localhost:5173', false],
    ['about:blank', 'http://localhost:5173', false],
    ['', undefined, false],
  ])('%s with the development server at %s: %s', (url, developmentUrl, expected) => {
    expect(isOwnPage(url, developmentUrl)).toBe(expected);
  });
});
