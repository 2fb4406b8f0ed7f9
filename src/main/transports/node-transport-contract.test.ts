import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createNodeTransport, type NodeTransport, type NodeTransportOptions } from '../uc/http/node/node-transport';
import type { HttpRequest } from '../uc/http/transport';
import { startContractServers, type ContractServers } from './testing/contract-servers';
import { transportContract } from './testing/transport-contract';

let servers: ContractServers;
let made: NodeTransport[] = [];

beforeAll(async () => {
  servers = await startContractServers();
});
afterAll(() => servers.stop());
afterEach(() => {
  for (const transport of made) transport.close();
  made = [];
});

function create(options: NodeTransportOptions): NodeTransport {
  const transport = createNodeTransport(options);
  made.push(transport);
  return transport;
}

const get = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  timeoutMs: 10_000,
  ...more,
});

describe("Node's transport keeps the contract", () => {
  for (const { name, run } of transportContract) it(name, () => run({ create }, servers.addresses));
});

describe("Node's transport alone", () => {
  it('accepts a certificate of an authority that was handed in', async () => {
    const { authorityPem, privateAuthority, untrusted } = servers.addresses;
    const transport = create({ ca: authorityPem });
    expect((await transport.request(get(`${privateAuthority}/echo`))).status).toBe(200);
    await expect(transport.request(get(`${untrusted}/echo`))).rejects.toMatchObject({ code: 'certificate' });
  });

  it.each([
    ['expired', 'expired', 'Old test server'],
    ['wrongName', 'wrong-name', 'Other test server'],
  ] as const)('names what is wrong with a certificate: %s', async (server, problem, subject) => {
    const { addresses } = servers;
    // The expired one is its own authority, so that nothing else is wrong with it.
    const ca = server === 'expired' ? addresses.expiredPem : addresses.authorityPem;
    const failure = create({ ca }).request(get(`${addresses[server]}/echo`));
    await expect(failure).rejects.toMatchObject({ code: 'certificate', certificate: { problem, subject } });
  });

  it('reaches a server that speaks TLS 1.0 only, when it is allowed to', async () => {
    const { oldTls, untrustedFingerprint } = servers.addresses;
    const transport = create({ minTlsVersion: 'TLSv1', trustedFingerprint: untrustedFingerprint });
    expect((await transport.request(get(`${oldTls}/echo`))).status).toBe(200);
  });

  it('checks the certificate with old TLS as well', async () => {
    const transport = create({ minTlsVersion: 'TLSv1' });
    const failure = transport.request(get(`${servers.addresses.oldTls}/echo`));
    await expect(failure).rejects.toMatchObject({ code: 'certificate' });
  });

  it('refuses a fingerprint that is none', async () => {
    const transport = create({ trustedFingerprint: 'AA:BB' });
    await expect(transport.request(get(`${servers.addresses.untrusted}/echo`))).rejects.toThrow(RangeError);
  });

  it.each([
    ['in two headers', ['gzip', 'gzip']],
    ['in one', 'gzip, gzip'],
    ['in one, by another name', 'x-gzip, gzip'],
  ])('reads a body that is packed once and said to be so twice: %s', async (_, encoding) => {
    const server = createServer((_request, response) => {
      response.setHeader('Content-Encoding', encoding);
      response.end(gzipSync('<a/>'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect((await create({}).request(get(`http://127.0.0.1:${port}/`))).body).toBe('<a/>');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('does not know who uses the computer', async () => {
    const request = get(`${servers.addresses.plain}/integrated`, { authentication: { kind: 'integrated' } });
    await expect(create({}).request(request)).rejects.toMatchObject({ code: 'credentials-needed' });
  });
});
