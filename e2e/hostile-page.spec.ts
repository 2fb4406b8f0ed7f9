// A page of Parley's that somebody has taken over tries what it can, in the built app: every wall is where it should be. Each guard by
// itself is tried in page-guards.spec.ts.
import { expect, test, type Page } from '@playwright/test';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startServer, type EmbeddedServer } from './support/embedded-server';
import { startStranger, startWatchedPort, type Stranger } from './support/hostile';
import { launch, type Parley } from './support/launch';
import { callBridge, dana, lee, signIn } from './support/people';
import { removeFolder } from './support/remove-folder';

let folder: string;
let stranger: Stranger;
let outside: Awaited<ReturnType<typeof startWatchedPort>>;
let server: EmbeddedServer;
let parley: Parley;
let page: Page;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), 'parley-hostile-'));
  stranger = await startStranger();
  outside = await startWatchedPort();
  server = await startServer([dana, lee], ['--poll-wait', '100']);
  parley = await launch({
    args: [
      '--use-fake-device-for-media-stream',
      `--host-resolver-rules=MAP * 127.0.0.1:${outside.port}, EXCLUDE 127.0.0.1`,
    ],
    env: { PATH: `${systemOpener()}${delimiter}${process.env['PATH']}` },
  });
  page = await signIn(parley, server.url, dana);
});

test.afterAll(async () => {
  await parley?.close();
  await server?.stop();
  await stranger?.stop();
  await outside?.stop();
  await removeFolder(folder);
});

/** In place of the programs that open addresses on Linux: they write down what they are to open. */
function systemOpener(): string {
  for (const program of ['xdg-open', 'xdg-email']) {
    const file = join(folder, program);
    writeFileSync(file, `#!/bin/sh\necho "$1" >> "${join(folder, 'opened')}"\n`);
    chmodSync(file, 0o755);
  }
  return folder;
}

function opened(): readonly string[] {
  try {
    return readFileSync(join(folder, 'opened'), 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}

/** What was under way when it was called is over. */
const roundTrip = (): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));

test('every kind of window has every wall', async () => {
  const ends = [
    '#/main',
    '#/conversation/c1',
    '#/invitation',
    '#/history',
    '#/diagnostics',
    '#/about',
    '#/settings',
    '#/guide',
  ];
  await callBridge(page, 'window:open-conversation', { conversationId: 'c1' });
  await callBridge(page, 'window:open-invitation', { to: [] });
  await callBridge(page, 'window:open-history', undefined);
  await callBridge(page, 'window:open-diagnostics', undefined);
  await callBridge(page, 'window:open-about', undefined);
  await callBridge(page, 'window:open-settings', {});
  await callBridge(page, 'window:open-guide', undefined);
  for (const end of ends) {
    const each = await parley.window((candidate) => candidate.url().endsWith(end));
    const reach = await each.evaluate(() => {
      const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
      return names.filter((name) => name in globalThis);
    });
    expect(reach, end).toEqual([]);
    expect(await each.evaluate(() => Object.keys((window as never)['parley']).sort())).toEqual([
      'methods',
      'on',
      'platform',
    ]);
  }
  const preferences = await parley.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => [
      webContents.getURL().replace(/^.*#/u, '#'),
      // Electron's own types say nothing of it.
      (webContents as typeof webContents & { getLastWebPreferences(): unknown }).getLastWebPreferences(),
    ]),
  );
  expect(preferences.map(([end]) => end).sort()).toEqual([...ends].sort());
  for (const [end, given] of preferences) {
    // Electron tells no more of them.
    expect(given, String(end)).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      experimentalFeatures: false,
    });
  }
});

test('the page of a window goes nowhere', async () => {
  const before = page.url();
  for (const way of ['assign', 'replace', 'link', 'meta', 'mail', 'file', 'script'] as const) {
    await page.evaluate(
      ({ way, target }) => {
        const click = (href: string) => Object.assign(document.createElement('a'), { href }).click();
        const add = (html: string) => document.body.append(document.createRange().createContextualFragment(html));
        if (way === 'assign') location.assign(target);
        if (way === 'replace') location.replace(target);
        if (way === 'link') click(target);
        if (way === 'meta') add(`<meta http-equiv="refresh" content="0; url=${target}">`);
        if (way === 'mail') click('mailto:kim@example.com');
        if (way === 'file') click('file:///etc/hostname');
        if (way === 'script') click('javascript:void(document.title = "taken")');
      },
      { way, target: `${stranger.origin}/target` },
    );
    await roundTrip();
    expect(page.url(), way).toBe(before);
  }
  expect(await page.evaluate(() => document.title)).not.toBe('taken');
  expect(stranger.paths).not.toContain('/target');
  expect(opened()).toEqual([]);
});

test('the page of a window is not led elsewhere', async () => {
  const before = page.url();
  await parley.app.evaluate(({ BrowserWindow }, url) => {
    const main = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith('#/main'));
    return main!.loadURL(url).catch(() => undefined);
  }, `${stranger.origin}/redirect`);
  expect(stranger.paths).toContain('/redirect');
  expect(stranger.paths).not.toContain('/target');
  expect(page.url()).toBe(before);
});

test('the page of a window opens no other and embeds none', async () => {
  const count = () => parley.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  const before = await count();
  const target = `${stranger.origin}/target`;
  const answers = await page.evaluate(
    (url) => ['_blank', '_self', 'x'].map((name) => window.open(url, name) === null || name === '_self'),
    target,
  );
  expect(answers).toEqual([true, true, true]);
  await page.evaluate((url) => {
    Object.assign(document.createElement('a'), { href: url, target: '_blank' }).click();
    document.body.append(Object.assign(document.createElement('webview'), { src: url }));
  }, target);
  await roundTrip();
  expect(await count()).toBe(before);
  expect(stranger.paths).not.toContain('/target');
});

test('the page of a window gets nothing of the computer', async () => {
  const answers = await page.evaluate(async () => {
    const query = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read'];
    const failure = (promise: Promise<unknown>) =>
      promise.then(
        () => 'granted',
        ({ name }: Error) => name,
      );
    return {
      states: await Promise.all(names.map(query)),
      notifications: await Notification.requestPermission(),
      media: await failure(navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      screen: await failure(navigator.mediaDevices.getDisplayMedia()),
      clipboard: await failure(navigator.clipboard.readText()),
      position: await new Promise((done) =>
        navigator.geolocation.getCurrentPosition(
          () => done('known'),
          ({ code }) => done(code === 1 ? 'denied' : 'unknown'),
        ),
      ),
    };
  });
  expect(answers).toMatchObject({
    states: ['denied', 'denied', 'denied', 'denied', 'denied', 'denied'],
    notifications: 'denied',
    media: 'NotAllowedError',
    clipboard: 'NotAllowedError',
    position: 'denied',
  });
  expect(answers.screen).not.toBe('granted');
});

test('the page of a window saves no file', async () => {
  // Listening before the page begins.
  await parley.app.evaluate(({ session }) => {
    const prevented = new Promise((done) => {
      session.defaultSession.once('will-download', (event) => done(event.defaultPrevented));
    });
    Object.assign(globalThis, { prevented });
  });
  await page.evaluate(() => {
    const href = URL.createObjectURL(new Blob(['MZ']));
    Object.assign(document.createElement('a'), { href, download: 'invoice.exe' }).click();
  });
  expect(await parley.app.evaluate(() => (globalThis as { prevented?: unknown }).prevented)).toBe(true);
});

/** What a page must not do, by the directive that forbids it. */
const forbidden = {
  'frame-src': 'iframe',
  'object-src': 'object',
  'worker-src': 'worker',
  'script-src': 'eval',
  'script-src-elem': 'script',
  'script-src-attr': 'handler',
  'style-src-elem': 'stylesheet',
  'img-src': 'image',
  'font-src': 'font',
  'media-src': 'sound',
  'connect-src': 'fetch',
  'base-uri': 'base',
  'form-action': 'form',
} as const;

for (const [directive, way] of Object.entries(forbidden)) {
  test(`the policy of the answer and that of the page each forbid what ${directive} is about`, async () => {
    const refused = await page.evaluate(
      async ({ directive, way, target }) => {
        const policies = new Set<string>();
        const both = new Promise<void>((done) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective, originalPolicy }) => {
            if (effectiveDirective === directive) policies.add(originalPolicy);
            if (policies.size === 2) done();
          });
        });
        const make = <Name extends keyof HTMLElementTagNameMap>(name: Name, more: object) =>
          Object.assign(document.createElement(name), more);
        const ways: Record<typeof way, () => unknown> = {
          iframe: () => document.body.append(make('iframe', { src: target })),
          object: () => document.body.append(make('object', { data: target })),
          worker: () => new Worker('data:text/javascript,0'),
          eval: () => setTimeout('document.title = "taken"'),
          script: () => {
            document.body.append(make('script', { textContent: 'document.title = "taken"' }));
            document.body.append(make('script', { src: target }));
          },
          handler: () => document.body.append(make('div', { innerHTML: '<img src="x" onerror="document.title = 1">' })),
          stylesheet: () => document.head.append(make('link', { rel: 'stylesheet', href: target })),
          image: () => (new Image().src = target),
          font: () => new FontFace('stranger', `url(${target})`).load().catch(() => undefined),
          sound: () => new Audio(target).load(),
          fetch: () => fetch(target).catch(() => undefined),
          base: () => document.head.append(make('base', { href: target })),
          form: () => {
            const form = make('form', { action: target, method: 'post' });
            document.body.append(form);
            form.requestSubmit();
          },
        };
        try {
          ways[way]();
        } catch {
          // Refused at once.
        }
        await Promise.race([both, new Promise((late) => setTimeout(late, 5_000))]);
        return [...policies];
      },
      { directive, way, target: `${stranger.origin}/target` },
    );
    expect(refused).toHaveLength(2);
    expect(await page.evaluate(() => document.title)).toBe('Parley');
    expect(stranger.paths).not.toContain('/target');
  });
}

test("no page of a stranger's shows ours in a frame", async () => {
  const failed = await parley.app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    try {
      await window.loadURL(url);
      const failed = new Promise((done) => {
        window.webContents.on('did-fail-load', (_event, _code, description) => done(description));
        window.webContents.on('did-frame-finish-load', (_event, isMainFrame) => isMainFrame || done('shown'));
      });
      await window.webContents.executeJavaScript(
        `document.body.append(Object.assign(document.createElement('iframe'), { src: 'app://parley/index.html' }))`,
      );
      return await failed;
    } finally {
      window.destroy();
    }
  }, `${stranger.origin}/page`);
  expect(failed).toBe('ERR_BLOCKED_BY_RESPONSE');
});

test('nobody but a window of ours is answered', async () => {
  expect(await callBridge(page, 'settings:get', undefined)).toMatchObject({ ok: true });
  const answers = await parley.app.evaluate(async ({ app, BrowserWindow, session }, url) => {
    const ask = `parley.methods['settings:get']()`;
    const preload = `${app.getAppPath()}/out/preload/index.js`;
    // With the bridge of ours, by whatever way they came to it.
    const page = new BrowserWindow({ show: false, webPreferences: { preload } });
    const impostor = session.fromPartition('impostor');
    impostor.protocol.handle('app', ({ url: asked }) => {
      const frame = asked.endsWith('/outer') ? '<iframe src="app://parley/inner"></iframe>' : '';
      return new Response(`<!doctype html>${frame}`, { headers: { 'content-type': 'text/html' } });
    });
    const outer = new BrowserWindow({
      show: false,
      webPreferences: { preload, session: impostor, nodeIntegrationInSubFrames: true },
    });
    try {
      await page.loadURL(url);
      await outer.loadURL('app://parley/outer');
      const [inner] = outer.webContents.mainFrame.frames;
      return {
        stranger: (await page.webContents.executeJavaScript(ask)) as unknown,
        inner: (await inner!.executeJavaScript(ask)) as unknown,
        innerUrl: inner!.url,
      };
    } finally {
      page.destroy();
      outer.destroy();
    }
  }, `${stranger.origin}/page`);
  const refused = { ok: false, failure: { code: 'not-allowed' } };
  expect(answers).toEqual({ stranger: refused, inner: refused, innerUrl: 'app://parley/inner' });
});

test('no link but one of the web or to a mailbox is handed to the system', async () => {
  test.skip(process.platform !== 'linux', 'the stand-in for what opens addresses is that of Linux');
  for (const link of [
    'file:///etc/hostname',
    '/etc/hostname',
    'smb://files.example.com/share',
    'javascript:alert(1)',
    'vscode://file/etc/hostname',
    'https://bank.example.com@evil.example/',
    'mailto:kim@example.com?attach=/etc/hostname&bcc=evil',
    '--help',
  ]) {
    const answer = await callBridge(page, 'link:open', link);
    if (!link.startsWith('mailto:'))
      expect(answer, link).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
  }
  await callBridge(page, 'link:open', 'https://example.com/a');
  // What opens them may come to the second one first.
  for (const good of ['mailto:kim@example.com', 'https://example.com/a']) await expect.poll(opened).toContain(good);
  expect([...opened()].sort()).toEqual(['https://example.com/a', 'mailto:kim@example.com']);
});

test('all the while nobody outside was asked for anything', async () => {
  await callBridge(page, 'window:open-invitation', { to: [] });
  const invitation = await parley.window((candidate) => candidate.url().endsWith('#/invitation'));
  await invitation.getByTestId('invitation-text').pressSequentially('Somthing wrongly speled');
  await roundTrip();
  expect(outside.connections()).toBe(0);
  expect(stranger.paths).not.toContain('/target');
});
