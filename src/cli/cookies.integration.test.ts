// What stands in front of a server knows its visitors by cookies (field notes): the command line as a real process behind it.
import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { AffinityBalancer } from '../main/uc/testing/affinity-balancer';
import { ScriptedService } from '../main/uc/testing/scripted-service';
import { startCli, type CliProcess } from './testing/process';

const password = 'correct horse';
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function start(args: readonly string[]): CliProcess {
  const cli = startCli(args, { PARLEY_PASSWORD: password });
  stops.push(async () => {
    cli.kill('SIGTERM');
    await cli.ended;
  });
  return cli;
}

/** Online, and what is asked for is done: that takes a command and the poll after it. */
async function works(serverUrl: string, ...args: string[]): Promise<void> {
  const cli = start(['connect', '--server', serverUrl, '--user', 'EXAMPLE\\dana', ...args]);
  await cli.until({ event: 'connection', state: 'online' });
  cli.say({ do: 'note', id: 1, text: 'At lunch' });
  await cli.until({ event: 'done', id: 1 });
}

it('stays with its server behind a load balancer', async () => {
  const services: ScriptedService[] = [];
  for (const [index, name] of ['A', 'B'].entries()) {
    const service = await new ScriptedService().start();
    Object.assign(service, { name, sid: 100 * (index + 1) });
    stops.push(() => service.stop());
    services.push(service);
  }
  const balancer = await new AffinityBalancer(services).start();
  stops.push(() => balancer.stop());
  await works(balancer.url);
  expect(new Set(balancer.seen.slice(1).map(({ cookie }) => cookie))).toEqual(new Set(['node=0']));
});

it('shows a front end of single sign-on the cookies of its own pages', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-cookies-'));
  stops.push(() => rmSync(folder, { recursive: true, force: true }));
  const people = join(folder, 'people.json');
  const dana = { uri: 'sip:dana@example.com', user: 'EXAMPLE\\dana', password, name: 'Dana Reyes' };
  writeFileSync(people, JSON.stringify({ people: [dana] }));
  const server = start(['serve', '--people', people, '--poll-wait', '50']);
  const { url } = await server.until({ event: 'listening' });
  const refused: string[] = [];
  const frontEnd = createServer((request, response) => {
    const { method = 'GET', url: path = '/', headers } = request;
    const isPage = path.startsWith('/sso/');
    if (!isPage && !headers.cookie?.includes('visitor=dana')) {
      refused.push(path);
      return void response.writeHead(401).end();
    }
    const onward = ask(`${String(url)}${path}`, { method, headers }, (answer) => {
      const own = isPage ? ['Set-Cookie', 'visitor=dana; Path=/; HttpOnly'] : [];
      response.writeHead(answer.statusCode ?? 502, [...answer.rawHeaders, ...own]);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await listen(frontEnd);
  await works(`http://127.0.0.1:${(frontEnd.address() as AddressInfo).port}`, '--auth', 'sso');
  expect(refused).toEqual([]);
});

async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
}
