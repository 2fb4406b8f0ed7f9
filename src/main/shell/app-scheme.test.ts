import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppResponder, isOwnPage, resolveAppFile } from './app-scheme';

const root = resolve('/program/renderer');

describe('resolveAppFile', () => {
  it.each([
    ['app://parley/', 'index.html', 'text/html; charset=utf-8'],
    ['app://parley/index.html#/main', 'index.html', 'text/html; charset=utf-8'],
    ['app://parley/assets/main-1a2b.js?v=1', 'assets/main-1a2b.js', 'text/javascript; charset=utf-8'],
    ['app://parley/assets/a%20b.css', 'assets/a b.css', 'text/css; charset=utf-8'],
    ['app://parley/assets/../index.html', 'index.html', 'text/html; charset=utf-8'],
  ])('finds %s', (url, file, type) => {
    expect(resolveAppFile(url, root)).toEqual({ path: join(root, file), type });
  });

  it.each([
    'app://parley/..%2fsecret.json',
    'app://parley/assets/..%2f..%2f..%2fetc/x.json',
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

describe('createAppResponder', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-app-'));
    mkdirSync(join(folder, 'renderer'));
    writeFileSync(join(folder, 'renderer/index.html'), '<!doctype html>hello');
    writeFileSync(join(folder, 'secret.json'), '{}');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const get = (url: string, method = 'GET'): Promise<Response> =>
    createAppResponder(join(folder, 'renderer'))({ url, method });

  it('answers with the file, its type and a policy that allows no foreign script', async () => {
    const response = await get('app://parley/index.html');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<!doctype html>hello');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(/script-src ([^;]*)/u.exec(policy)?.[1]).toBe("'self'");
  });

  it.each([
    ['a way out', 'app://parley/..%2fsecret.json', 'GET'],
    ['a file that is not there', 'app://parley/other.html', 'GET'],
    ['another method', 'app://parley/index.html', 'POST'],
  ])('knows nothing of %s', async (_, url, method) => {
    expect((await get(url, method)).status).toBe(404);
  });
});

describe('isOwnPage', () => {
  it.each([
    ['app://parley/index.html#/main', undefined, true],
    ['app://other/index.html', undefined, false],
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
