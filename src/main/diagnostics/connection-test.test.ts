import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../shared/testing/free-port';
import { TestProxy } from '../transports/testing/contract-proxy';
import { createNodeTransport, type NodeTransport, type NodeTransportOptions } from '../uc/http/node/node-transport';
import type { ProxySignIn } from '../uc/http/proxy-sign-in';
import { makeCertificate } from '../uc/testing/make-certificate';
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
      certificate: 'skipped',
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

  describe('on an encrypted line', () => {
    const certificate = makeCertificate({ commonName: 'cwa.example.com', names: ['localhost', '127.0.0.1'] });

    async function serveTls(options: SecureContextOptions = {}): Promise<string> {
      const server = createSecureServer({ ...certificate, ...options }, (_request, response) =>
        response.writeHead(401).end(),
      );
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }

    it('tells a certificate that nobody vouches for from encryption that works', async () => {
      const results = await testConnection({ serverUrl: await serveTls(), transport });
      expect(results.map(({ step, outcome, failure }) => [step, failure ?? outcome])).toEqual([
        ['dns', 'passed'],
        ['tcp', 'passed'],
        ['tls', 'passed'],
        ['certificate', 'certificate'],
        ['sign-in-page', 'skipped'],
        ['command-channel', 'skipped'],
        ['data-channel', 'skipped'],
      ]);
      expect(results[2]?.facts).toEqual({ version: 'TLSv1.3' });
      expect(results[3]?.facts).toMatchObject({ subject: 'cwa.example.com', problem: 'unknown-issuer' });
    });

    it('passes the certificate that the person trusts', async () => {
      const serverUrl = await serveTls();
      const [, , , certificate] = await testConnection({ serverUrl, transport });
      const trusting = createNodeTransport({ trustedFingerprint: certificate!.facts['fingerprint']! });
      const results = await testConnection({ serverUrl, transport: trusting });
      expect(results.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 7 }, () => 'passed'));
      trusting.close();
    });

    describe('through a proxy, which alone knows the server', () => {
      let proxy: TestProxy;
      let through: NodeTransport;
      beforeEach(async () => (proxy = await new TestProxy().start()));
      afterEach(async () => {
        through.close();
        await proxy.stop();
      });

      const knownTo = (credentials: { user: string; password: string } | undefined): ProxySignIn => ({
        credentialsFor: async () => credentials,
        refused: () => undefined,
        taken: () => undefined,
        doubted: () => false,
        wasRefused: () => false,
      });

      /** The tests' servers, under a name that this computer does not know. */
      const unknown = (url: string): string => url.replace('127.0.0.1', 'im.example.invalid');

      function test(serverUrl: string, ways: string, more: NodeTransportOptions = {}) {
        const network = { proxyFor: async () => ways, ...more };
        through = createNodeTransport(network);
        const { proxySignIn } = more;
        return testConnection({ serverUrl, transport: through, ...network, ...(proxySignIn && { proxySignIn }) });
      }

      it('reaches it, and says so', async () => {
        const serverUrl = unknown(await serveTls());
        const ways = `PROXY ${proxy.address}`;
        const [, , , certificate] = await test(serverUrl, ways);
        through.close();
        const results = await test(serverUrl, ways, { trustedFingerprint: certificate!.facts['fingerprint']! });
        expect(results.map(({ step, outcome, failure }) => [step, failure ?? outcome])).toEqual([
          ['dns', 'passed'],
          ['tcp', 'passed'],
          ['tls', 'passed'],
          ['certificate', 'passed'],
          ['sign-in-page', 'passed'],
          ['command-channel', 'passed'],
          ['data-channel', 'passed'],
        ]);
        expect(results[0]?.facts).toEqual({ proxy: proxy.address, addresses: '127.0.0.1' });
        expect(results[1]?.facts).toEqual({ proxy: proxy.address, milliseconds: expect.any(String) });
        expect(results[2]?.facts).toEqual({ version: 'TLSv1.3' });
        expect(new Set(proxy.passed)).toEqual(new Set([`CONNECT ${new URL(serverUrl).host}`]));
      });

      it('reaches one without encryption', async () => {
        const url = unknown(await serve((_request, response) => response.writeHead(401).end()));
        const results = await test(url, `PROXY ${proxy.address}`);
        expect(results.map(({ failure, outcome }) => failure ?? outcome)).toEqual([
          'passed',
          'passed',
          'skipped',
          'skipped',
          'passed',
          'passed',
          'passed',
        ]);
      });

      it('says that the proxy is unknown, is not there, or does not get through', async () => {
        const serverUrl = unknown(await serveTls());
        const named = await test(serverUrl, 'PROXY no-such-proxy.invalid:8080');
        expect(named[0]).toMatchObject({ failure: 'unknown-host', facts: { proxy: 'no-such-proxy.invalid:8080' } });
        const { address } = proxy;
        await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
        const unreached = await test(serverUrl, `PROXY ${address}`);
        expect(unreached[1]).toMatchObject({ step: 'tcp', failure: 'unreachable', facts: { proxy: address } });
        expect(proxy.passed).not.toEqual([]);
        await proxy.stop();
        const gone = await test(serverUrl, `PROXY ${address}`);
        expect(gone[1]).toMatchObject({ step: 'tcp', failure: 'unreachable', facts: { proxy: address } });
        expect(gone.slice(2).every(({ outcome }) => outcome === 'skipped')).toBe(true);
      });

      it('says that the proxy asks, and tells it what is known', async () => {
        proxy.options = { asks: 'basic' };
        const serverUrl = unknown(await serveTls());
        const ways = `PROXY ${proxy.address}`;
        const asked = await test(serverUrl, ways, { proxySignIn: knownTo(undefined) });
        expect(asked[1]).toMatchObject({ step: 'tcp', failure: 'proxy-asks', facts: { proxy: proxy.address } });
        through.close();
        const told = { user: 'dana', password: 'for the proxy' };
        const passed = await test(serverUrl, ways, { proxySignIn: knownTo(told) });
        expect(passed.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed']);
        expect(passed[3]).toMatchObject({ step: 'certificate', failure: 'certificate' });
      });

      it('goes the next way where the first leads nowhere', async () => {
        const results = await test(await serveTls(), 'PROXY no-such-proxy.invalid:8080; PROXY 127.0.0.1:1; DIRECT');
        expect(results.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed']);
        expect(results[1]?.facts).not.toHaveProperty('proxy');
      });

      it('leaves a way that only the transport knows to the transport', async () => {
        const serverUrl = unknown(await serveTls());
        const network = { proxyFor: async () => `PROXY ${proxy.address}` };
        through = createNodeTransport(network);
        const proxyFor = async (): Promise<string> => 'QUIC other.example.com:443';
        const results = await testConnection({ serverUrl, transport: through, proxyFor });
        expect(results.slice(0, 4)).toMatchObject([
          { outcome: 'skipped', facts: { proxy: 'QUIC other.example.com:443' } },
          { outcome: 'passed', facts: { proxy: 'QUIC other.example.com:443' } },
          { outcome: 'passed' },
          { failure: 'certificate' },
        ]);
        await proxy.stop();
        const [, tcp] = await testConnection({ serverUrl, transport: through, proxyFor });
        expect(tcp).toMatchObject({ failure: 'unreachable' });
      });
    });

    it('says which version it is that is too old', async () => {
      const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
      const results = await testConnection({ serverUrl: await serveTls(old), transport });
      expect(results[2]).toMatchObject({ step: 'tls', failure: 'old-tls', facts: { version: 'TLSv1' } });
      expect(results[3]).toMatchObject({ step: 'certificate', outcome: 'skipped' });
    });
  });

  it('says that nobody listens', async () => {
    expect(await outcomes(`http://127.0.0.1:${await freePort()}`)).toMatchObject({
      dns: 'passed',
      tcp: 'unreachable',
      'data-channel': 'skipped',
    });
  });

  it('says that a name is unknown', async () => {
    expect(await outcomes('https://no-such-host.invalid')).toMatchObject({ dns: 'unknown-host', tcp: 'skipped' });
  });
});
