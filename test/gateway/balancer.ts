// A real HAProxy with the configuration that is handed out to operators, on ports of its own, in front of gateways of a test.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const shippedConfig = 'packaging/gateway/haproxy.cfg';
export const hasBalancer = spawnSync('haproxy', ['-v']).status === 0;

export interface Balancer {
  readonly url: string;
  /** What it has said of servers that it does not reach. */
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}

/** `gateways`: their addresses. */
export async function startBalancer(folder: string, gateways: readonly string[]): Promise<Balancer> {
  const port = await freePort();
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, configFor(port, gateways));
  const child = spawn('haproxy', ['-db', '-f', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      if (/ALERT|WARNING| is DOWN/u.test(line)) complaints.push(line);
    });
  }
  const ended = once(child, 'close');
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`haproxy: ${complaints.join('\n')}`);
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    complaints,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What differs from place to place is other here; the rest is as it is handed out. */
export function configFor(port: number, gateways: readonly string[]): string {
  const lines = readFileSync(shippedConfig, 'utf8').split('\n');
  const servers = gateways.map((url, index) => `  server gateway${index + 1} ${new URL(url).host}`);
  return [
    ...lines.flatMap((line) => {
      if (/^\s+server /u.test(line)) return [];
      if (/^\s+bind /u.test(line)) return [`  bind 127.0.0.1:${port}`];
      // Nobody has a system log in a test.
      return [
        line.replace('log /dev/log local0', 'log stdout format raw local0').replace('maxconn 70000', 'maxconn 2000'),
      ];
    }),
    ...servers,
    '',
  ].join('\n');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
