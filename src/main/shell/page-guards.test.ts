// What is said of the walls. That they stand is tried by e2e/page-guards.spec.ts and e2e/hostile-page.spec.ts.
import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { isWeb, ownPagePreferences, strangersPagePreferences } from './page-guards';

const walls = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
};
const ours = (platform: NodeJS.Platform, mayInspect = false) =>
  ownPagePreferences({ preloadPath: '/program/preload.js', platform, mayInspect });

describe('the page of a window', () => {
  it('has every wall and nothing but the bridge', () => {
    expect(ours('linux')).toEqual({ ...walls, preload: '/program/preload.js', devTools: false, spellcheck: false });
  });

  it.each([
    ['darwin', true],
    ['win32', true],
    ['linux', false],
    ['freebsd', false],
  ] as const)("is spell checked by the system's own checker alone: %s: %s", (platform, expected) => {
    expect(ours(platform).spellcheck).toBe(expected);
  });

  it('is looked into while Parley is developed', () => {
    expect(ours('linux', true).devTools).toBe(true);
  });
});

it("a stranger's page has every wall, and no bridge", () => {
  const session = {} as Session;
  expect(strangersPagePreferences(session)).toEqual({ ...walls, session, spellcheck: false });
});

it.each([
  ['https://example.com/', true],
  ['HTTP://example.com/', true],
  ['file:///etc/hostname', false],
  ['mailto:kim@example.com', false],
  ['app://parley/index.html', false],
  ['javascript:alert(1)//https://', false],
])('%s is of the web: %s', (url, expected) => expect(isWeb(url)).toBe(expected));
