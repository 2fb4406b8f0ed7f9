// The command line as a process, at a server that sends it elsewhere and at one below a path.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { startCli } from './process-for-tests';

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
