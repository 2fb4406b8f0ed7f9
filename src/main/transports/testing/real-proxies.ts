// Proxies as they stand in networks, on loopback: tinyproxy for HTTP, HAProxy in front of it for one that is itself encrypted, microsocks
// for SOCKS 5 and Dante for SOCKS 4. Where a program is missing its proxy is not there. For tests alone.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../shared/testing/free-port';
import { makeCertificate } from '../../uc/testing/make-certificate';

export interface ProxyAccount {
  readonly user: string;
  readonly password: string;
}

export interface RealProxy {
  /** `host:port` */
  readonly address: string;
  /** What it has said of what it did. */
  words(): string;
  stop(): Promise<void>;
}

export interface EncryptedProxy extends RealProxy {
  /** Of whoever vouches for it. */
  readonly authorityPem: string;
}

const isThere = (program: string): boolean => spawnSync('which', [program]).status === 0;
/** Which kinds can be tried here. */
export const realProxies = {
  http: isThere('tinyproxy'),
  https: isThere('tinyproxy') && isThere('haproxy'),
  socks5: isThere('microsocks'),
  socks4: isThere('danted'),
};

export async function startHttpProxy(account?: ProxyAccount): Promise<RealProxy> {
  return start('tinyproxy', (port, folder) => {
    const auth = account ? [`BasicAuth ${account.user} ${account.password}`] : [];
    const lines = [`Port ${port}`, 'Listen 127.0.0.1', 'Timeout 60', 'MaxClients 50', 'LogLevel Connect', ...auth, ''];
    const file = join(folder, 'tinyproxy.conf');
    writeFileSync(file, lines.join('\n'));
    return ['-d', '-c', file];
  });
}

/** Under `localhost`. */
export async function startEncryptedProxy(account?: ProxyAccount): Promise<EncryptedProxy> {
  const behind = await startHttpProxy(account);
  const name = 'Authority of the network';
  const authority = makeCertificate({ commonName: name, names: [], isAuthority: true });
  const issuer = { commonName: name, certificate: authority };
  const { key, cert } = makeCertificate({ commonName: 'localhost', names: ['localhost'], issuer });
  const front = await start('haproxy', (port, folder) => {
    const pem = join(folder, 'proxy.pem');
    writeFileSync(pem, `${cert}\n${key}`);
    const file = join(folder, 'haproxy.cfg');
    const lines = [
      'defaults',
      '  mode tcp',
      '  timeout connect 5s',
      '  timeout client 60s',
      '  timeout server 60s',
      'listen proxy',
      `  bind 127.0.0.1:${port} ssl crt ${pem}`,
      `  server behind ${behind.address}`,
      '',
    ];
    writeFileSync(file, lines.join('\n'));
    return ['-db', '-f', file];
  });
  return {
    address: front.address.replace('127.0.0.1', 'localhost'),
    authorityPem: authority.cert,
    words: behind.words,
    async stop() {
      await front.stop();
      await behind.stop();
    },
  };
}

export async function startSocks5Proxy(account?: ProxyAccount): Promise<RealProxy> {
  const told = account ? ['-u', account.user, '-P', account.password] : [];
  return start('microsocks', (port) => ['-i', '127.0.0.1', '-p', String(port), ...told]);
}

export async function startSocks4Proxy(): Promise<RealProxy> {
  return start('danted', (port, folder) => {
    const lines = [
      'logoutput: stderr',
      `internal: 127.0.0.1 port = ${port}`,
      'external: 127.0.0.1',
      'clientmethod: none',
      'socksmethod: none',
      'client pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }',
      'socks pass {',
      '  from: 127.0.0.0/8 to: 0.0.0.0/0',
      '  proxyprotocol: socks_v4',
      '}',
      '',
    ];
    const file = join(folder, 'danted.conf');
    writeFileSync(file, lines.join('\n'));
    return ['-f', file, '-p', join(folder, 'danted.pid')];
  });
}

async function start(program: string, argsFor: (port: number, folder: string) => string[]): Promise<RealProxy> {
  const folder = mkdtempSync(join(tmpdir(), `parley-${program}-`));
  const port = await freePort();
  const child = spawn(program, argsFor(port, folder), { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const kill = (): void => killGroup(child);
  process.once('exit', kill);
  const ended = once(child, 'close');
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  while (!(await listens(port))) {
    if (child.exitCode !== null) {
      rmSync(folder, { recursive: true, force: true });
      throw new Error(`${program} did not start: ${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { address: `127.0.0.1:${port}`, words: () => words, stop };
}

/** With the processes that it has made. */
function killGroup({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null) return;
  process.kill(-pid, 'SIGKILL');
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
