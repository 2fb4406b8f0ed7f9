// The command line as a process: where it goes, and which way. At a server that sends it elsewhere, and behind a proxy.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestProxy } from '../main/transports/testing/contract-proxy';
import { startCli } from './testing/process';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((done) => (server ? server.close(done) : done(undefined)));
});

async function start(location: string): Promise<{ readonly url: string; readonly paths: string[] }> {
  const paths: string[] = [];
  server = createServer((request, response) => {
    paths.push(request.url ?? '');
    request.resume();
    response.writeHead(302, { location }).end();
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths };
}

it('names the address that the server sends it to, so that a person can pass it, and does not go there', async () => {
  const { url, paths } = await start('https://new.example.com/ocs/forms/logon.html');
  const cli = startCli(['connect', '--server', `${url}/old`, '--user', 'EXAMPLE\\dana'], { PARLEY_PASSWORD: 'secret' });
  expect(await cli.ended).toBe(1);
  expect(cli.words()).toContain('--server https://new.example.com/ocs');
  expect(cli.words()).not.toContain('secret');
  expect(cli.events.at(-1)).toMatchObject({ event: 'connection', state: 'offline', reason: 'redirected' });
  expect(paths).toEqual(['/old/forms/logon.html']);
});

describe('behind a proxy that the environment names', () => {
  const account = { user: 'EXAMPLE\\dana', password: 'pw' };
  const folder = mkdtempSync(join(tmpdir(), 'parley-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A server under a name that only the proxy finds. */
  async function serve(): Promise<{ readonly url: string; readonly stop: () => Promise<unknown> }> {
    const people = join(folder, 'people.json');
    writeFileSync(
      people,
      JSON.stringify({ people: [{ uri: 'sip:dana@example.com', name: 'Dana Reyes', ...account }] }),
    );
    const served = startCli(['serve', '--people', people, '--poll-wait', '50', '--allow-host', 'im.example.com']);
    const url = (await served.until({ event: 'listening' }))['url'] as string;
    return {
      url: url.replace('127.0.0.1', 'im.example.com'),
      stop() {
        served.kill('SIGTERM');
        return served.ended;
      },
    };
  }

  it.each(['forms', 'sso'])('signs in through it, and tells it what its address says (%s)', async (method) => {
    const proxy = await new TestProxy({ asks: 'basic' }).start();
    const { url, stop } = await serve();
    const args = ['connect', '--server', url, '--user', account.user, '--auth', method];
    const cli = startCli(args, {
      PARLEY_PASSWORD: account.password,
      http_proxy: `http://dana:for%20the%20proxy@${proxy.address}`,
      NO_PROXY: '',
      no_proxy: '',
    });
    // Over plain HTTP a password is filled into no page of a front end: that it was asked for through the proxy is what counts.
    if (method === 'forms') await cli.until({ event: 'connection', state: 'online' });
    else await cli.ended;
    cli.kill('SIGTERM');
    await cli.ended;
    expect(proxy.passed[0]).toMatch(method === 'forms' ? /^POST .*forms.logon.html$/u : /^GET .*sso.logon.html$/u);
    await stop();
    await proxy.stop();
  });

  it('names one that asks, and how to tell it', async () => {
    const proxy = await new TestProxy({ asks: 'basic' }).start();
    const cli = startCli(['connect', '--server', 'http://im.example.com', '--user', account.user], {
      PARLEY_PASSWORD: account.password,
      http_proxy: proxy.address,
      NO_PROXY: '',
      no_proxy: '',
    });
    expect(await cli.ended).toBe(1);
    expect(cli.words()).toContain(`http://USER:PASSWORD@${proxy.address}`);
    await proxy.stop();
  });
});
