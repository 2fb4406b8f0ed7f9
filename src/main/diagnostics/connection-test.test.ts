import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createNodeTransport } from '../uc/node-transport';
import { testConnection } from './connection-test';

const servers: Server[] = [];
const transport = createNodeTransport();
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function outcomes(serverUrl: string): Promise<Record<string, string>> {
  const results = await testConnection({ serverUrl, transport });
  return Object.fromEntries(results.map(({ step, outcome, failure }) => [step, failure ?? outcome]));
}

describe('testConnection', () => {
  it('passes a server that refuses who has no name and no ticket', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/forms/logon.html') response.end('<cwaResponses><error code="18001"/></cwaResponses>');
      else response.writeHead(401).end();
    });
    expect(await outcomes(url)).toEqual({
      dns: 'passed',
      tcp: 'passed',
      tls: 'skipped',
      'sign-in-page': 'passed',
      'command-channel': 'passed',
      'data-channel': 'passed',
    });
  });

  it('says that a web site is another kind of server, and tries no further', async () => {
    const url = await serve((_request, response) => response.end('<html><body>Welcome</body></html>'));
    expect(await outcomes(url)).toMatchObject({
      tcp: 'passed',
      'sign-in-page': 'not-a-server',
      'command-channel': 'skipped',
    });
  });

  it('says that a channel is broken', async () => {
    const url = await serve((request, response) =>
      response.writeHead(request.url?.startsWith('/cwa/Main') ? 502 : 401).end(),
    );
    expect(await outcomes(url)).toMatchObject({ 'sign-in-page': 'passed', 'command-channel': 'server-error' });
  });

  it('says that nobody listens', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    expect(await outcomes(url)).toMatchObject({ dns: 'passed', tcp: 'unreachable', 'data-channel': 'skipped' });
  });

  it('says that a name is unknown', async () => {
    expect(await outcomes('https://no-such-host.invalid')).toMatchObject({ dns: 'unknown-host', tcp: 'skipped' });
  });
});
