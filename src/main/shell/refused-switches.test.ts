import { describe, expect, it } from 'vitest';
import { refuseSwitches, type Switches } from './refused-switches';

function start(given: readonly string[], more: Partial<Switches> = {}) {
  const left = new Set(given);
  const warned: string[] = [];
  let trouble: unknown;
  try {
    refuseSwitches({
      isPackaged: true,
      isRoot: false,
      args: given.map((name) => `--${name}`),
      has: (name) => left.has(name),
      remove: (name) => void left.delete(name),
      warn: (name) => void warned.push(name),
      ...more,
    });
  } catch (error) {
    trouble = error;
  }
  return { trouble, left: [...left], warned };
}

describe('the installed program', () => {
  it.each([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'remote-debugging-address',
    'remote-debugging-socket-name',
    'remote-allow-origins',
    'enable-automation',
    'auto-open-devtools-for-tabs',
    'load-extension',
    'inspect',
    'inspect-brk',
    'inspect-wait',
    'inspect-port',
    'inspect-publish-uid',
    'debug',
    'debug-brk',
    'debug-port',
    'ignore-certificate-errors',
    'ignore-certificate-errors-spki-list',
    'ignore-urlfetcher-cert-requests',
    'allow-insecure-localhost',
    'unsafely-treat-insecure-origin-as-secure',
    'ssl-key-log-file',
    'log-net-log',
    'net-log-capture-mode',
    'disable-web-security',
    'allow-running-insecure-content',
    'allow-file-access-from-files',
    'disable-site-isolation-trials',
    'enable-blink-features',
    'single-process',
    'in-process-gpu',
    'disable-seccomp-filter-sandbox',
    'disable-gpu-sandbox',
    'no-zygote-sandbox',
    'renderer-cmd-prefix',
    'utility-cmd-prefix',
    'gpu-launcher',
  ])('is not started with --%s, which has no effect while that is said', (name) => {
    const { trouble, left } = start([name]);
    expect(trouble).toMatchObject({ kind: 'switch-refused', path: `--${name}` });
    expect(left).toEqual([]);
  });

  it('takes back all of them, and names one', () => {
    const { trouble, left } = start(['inspect', 'disable-web-security', 'disable-gpu']);
    expect(trouble).toMatchObject({ path: '--inspect' });
    expect(left).toEqual(['disable-gpu']);
  });

  it.each([[[]], [['disable-gpu', 'password-store', 'proxy-server', 'lang']]])('is started with %j', (given) => {
    expect(start(given).trouble).toBeUndefined();
  });

  it.each(['--inspect', '-inspect', '--inspect=9229', ' --INSPECT=0', '/inspect'])('knows %j for one', (arg) => {
    expect(start(['inspect'], { args: [arg] }).trouble).toMatchObject({ path: '--inspect' });
  });

  it('minds neither what Electron gives itself nor what is no switch', () => {
    expect(start(['allow-file-access-from-files'], { args: [] }).trouble).toBeUndefined();
    expect(start([], { args: ['--', '--inspect'] }).trouble).toBeUndefined();
  });

  it('is not started without a sandbox, wherever that was said', () => {
    expect(start(['no-sandbox'], { args: [] }).trouble).toMatchObject({ kind: 'no-sandbox' });
    expect(start(['no-sandbox']).trouble).toMatchObject({ kind: 'no-sandbox' });
  });

  it('says that it has none for root, who can have none', () => {
    expect(start(['no-sandbox'], { isRoot: true })).toMatchObject({ trouble: undefined, warned: ['--no-sandbox'] });
    expect(start([], { isRoot: true }).warned).toEqual([]);
  });
});

it('whoever develops Parley starts it with all of them', () => {
  const given = ['inspect', 'remote-debugging-port', 'no-sandbox'];
  expect(start(given, { isPackaged: false })).toMatchObject({ trouble: undefined, left: given, warned: [] });
});
