// Servers that the contract of transports is tried on: well-behaved, slow, broken, old and untrusted ones, all on loopback.
// They hand out plain addresses, so that they can run in another process than the transport. For tests alone.
import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';
import { freePort } from '../../../shared/testing/free-port';
import { fingerprintOf } from '../../uc/http/server-certificate';
import { AffinityBalancer } from '../../uc/testing/affinity-balancer';
import { ScriptedService } from '../../uc/testing/scripted-service';
import {
  answerPacked,
  answerPackedBomb,
  answerPackedEndless,
  answerWritten,
  brokenBodies,
  packedBodies,
  writtenBodies,
} from './contract-answers';
import { answerAsIntegrated } from './contract-ntlm-server';
import { makeCertificate, type TestCertificate } from '../../uc/testing/make-certificate';

export interface ContractAddresses {
  readonly plain: string;
  /** Signed by itself. */
  readonly untrusted: string;
  readonly untrustedFingerprint: string;
  /** Signed by an authority that nobody knows. */
  readonly privateAuthority: string;
  readonly authorityPem: string;
  readonly expired: string;
  readonly expiredPem: string;
  readonly wrongName: string;
  /** TLS 1.0 alone, with the certificate of `untrusted`. */
  readonly oldTls: string;
  /** An https address at a server that speaks plain http. */
  readonly notTls: string;
  /** Answers with something that is not HTTP. */
  readonly notHttp: string;
  /** Two servers of the protocol behind a load balancer that knows its visitors by a cookie. */
  readonly balanced: string;
  /** Nobody listens. */
  readonly closed: string;
}

export interface ContractServers {
  readonly addresses: ContractAddresses;
  stop(): Promise<void>;
}

export async function startContractServers(): Promise<ContractServers> {
  const started: net.Server[] = [];
  const sockets = new Set<net.Socket>();
  const listen = async (server: net.Server): Promise<number> => {
    started.push(server);
    server.on('connection', (socket: net.Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const secure = async (certificate: TestCertificate, options: https.ServerOptions = {}): Promise<string> =>
    `https://127.0.0.1:${await listen(https.createServer({ ...certificate, ...options }, answer))}`;

  const names = ['127.0.0.1', 'localhost'];
  const own = makeCertificate({ commonName: 'Untrusted test server', names });
  const authorityName = 'Private test authority';
  const authority = makeCertificate({ commonName: authorityName, names: [], isAuthority: true });
  const issued = makeCertificate({
    commonName: 'Issued test server',
    names,
    issuer: { commonName: authorityName, certificate: authority },
  });
  const expired = makeCertificate({ commonName: 'Old test server', names, validTo: new Date(Date.now() - 3_600_000) });
  const elsewhere = makeCertificate({
    commonName: 'Other test server',
    names: ['elsewhere.example.com'],
    issuer: { commonName: authorityName, certificate: authority },
  });
  const plainPort = await listen(http.createServer(answer));
  const balanced = await startBalanced();
  const garbage = net.createServer((socket) => {
    socket.on('data', () => socket.end('220 mail.example.com ready\r\n'.repeat(20)));
  });

  return {
    addresses: {
      plain: `http://127.0.0.1:${plainPort}`,
      untrusted: await secure(own),
      untrustedFingerprint: fingerprintOf(own.cert),
      privateAuthority: await secure(issued),
      authorityPem: authority.cert,
      expired: await secure(expired),
      expiredPem: expired.cert,
      wrongName: await secure(elsewhere),
      oldTls: await secure(own, { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }),
      notTls: `https://127.0.0.1:${plainPort}`,
      notHttp: `http://127.0.0.1:${await listen(garbage)}`,
      balanced: balanced.url,
      closed: `http://127.0.0.1:${await freePort()}`,
    },
    async stop() {
      await balanced.stop();
      for (const socket of sockets) socket.destroy();
      await Promise.all(started.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function startBalanced(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const servers = await Promise.all(
    ['A', 'B'].map((name, index) => {
      const server = new ScriptedService();
      server.name = name;
      server.sid = 100 * (index + 1);
      server.letPeersJoin(3);
      return server.start();
    }),
  );
  const balancer = await new AffinityBalancer(servers).start();
  return {
    url: balancer.url,
    async stop() {
      await balancer.stop();
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

const connectionNumbers = new WeakMap<net.Socket, number>();
let connectionCount = 0;

/** Counts connections, so that a test can see whether one was used again. */
function connectionNumber(socket: net.Socket): number {
  const known = connectionNumbers.get(socket);
  if (known !== undefined) return known;
  connectionCount += 1;
  connectionNumbers.set(socket, connectionCount);
  return connectionCount;
}

let cacheableCount = 0;

type Answer = (request: http.IncomingMessage, response: http.ServerResponse, body: string) => void;

const echo: Answer = (request, response, body) => {
  const { method, url, headers } = request;
  const connection = connectionNumber(request.socket);
  response.end(JSON.stringify({ method, url, headers, body, connection }));
};

const asked = (request: http.IncomingMessage): URLSearchParams =>
  new URL(request.url ?? '/', 'http://test').searchParams;

/** What is asked for by name, out of a table. */
function chosen<T>(request: http.IncomingMessage, table: Readonly<Record<string, T>>): T {
  const found = table[asked(request).get('how') ?? ''];
  if (found === undefined) throw new Error(`nothing to answer to ${request.url}`);
  return found;
}

/** Answers that wait until `/late/now` is asked for. */
const late: (() => void)[] = [];

let steps = 0;

/** A balancer whose cookie changes with each step, in front of a server that signs in over several. */
const answerBehindBalancer: Answer = (request, response, body) => {
  const isKnown = request.headers.cookie?.split('; ').includes(`step=${steps}`);
  if (request.headers.authorization !== undefined && !isKnown) return void response.writeHead(503).end();
  steps += 1;
  response.setHeader('Set-Cookie', `step=${steps}; Path=/`);
  answerAsIntegrated(request, response, body);
};

const answers: Readonly<Record<string, Answer>> = {
  '/echo': echo,
  '/cwa/echo': echo,
  '/forms/set': (request, response) => {
    response.setHeader('Set-Cookie', asked(request).getAll('set'));
    const status = Number(asked(request).get('status') ?? 200);
    response.writeHead(status, status === 302 ? { location: '/echo' } : {});
    response.end('<a/>');
  },
  '/late': (request, response) => {
    late.push(() => {
      response.setHeader('Set-Cookie', asked(request).getAll('set'));
      response.end('<a/>');
    });
  },
  '/late/count': (_, response) => response.end(String(late.length)),
  '/late/now': (_, response) => {
    for (const answerNow of late.splice(0)) answerNow();
    response.end('<a/>');
  },
  '/twice': (_, response) => {
    const one = ['CWA-Ticket', 'T+0/=', 'Content-Type', 'text/xml; charset=utf-8'];
    const lists = ['WWW-Authenticate', 'Negotiate', 'WWW-Authenticate', 'NTLM'];
    response.writeHead(200, [...one, 'X-Differs', 'one', ...one, 'X-Differs', 'two', ...lists]);
    response.end('<a/>');
  },
  '/packed': (request, response) => answerPacked(response, chosen(request, packedBodies)),
  '/broken-pack': (request, response) => answerPacked(response, chosen(request, brokenBodies)),
  '/packed-bomb': (_, response) => answerPackedBomb(response),
  '/packed-endless': (_, response) => answerPackedEndless(response),
  '/written': (request, response) => answerWritten(response, chosen(request, writtenBodies)),
  '/cacheable': (_, response) => {
    cacheableCount += 1;
    response.setHeader('Cache-Control', 'public, max-age=3600');
    response.end(String(cacheableCount));
  },
  '/text': (_, response) => {
    response.setHeader('X-Parley-Ticket', 'AbC');
    response.end('Grüße, 世界 👋 \u202e');
  },
  '/redirect': (_, response) => {
    response.writeHead(302, { location: '/echo' });
    response.end();
  },
  '/redirect-elsewhere': (_, response) => {
    response.writeHead(302, { location: 'https://new.example.com/ocs/forms/logon.html?from=old' });
    response.end();
  },
  '/refused': (_, response) => {
    response.writeHead(401);
    response.end('<error/>');
  },
  '/basic': (_, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' });
    response.end('<error/>');
  },
  '/broken': (_, response) => {
    response.writeHead(503);
    response.end('busy');
  },
  '/silent': () => undefined,
  '/half': (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half');
  },
  '/cut': (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('cut', () => response.destroy());
  },
  '/hang-up': (request) => {
    request.socket.destroy();
  },
  '/long': (_, response) => {
    response.writeHead(200, { 'content-length': String(64 * 1024 * 1024) });
    response.write('x'.repeat(65_536));
  },
  '/endless': (_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  },
  '/integrated': answerAsIntegrated,
  '/integrated-behind-balancer': answerBehindBalancer,
};

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const path = new URL(request.url ?? '/', 'http://test').pathname;
    const known = answers[path];
    if (known) return known(request, response, Buffer.concat(chunks).toString('utf8'));
    response.writeHead(404);
    response.end();
  });
}
