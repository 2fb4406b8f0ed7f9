// The contract of transports inside a real Electron: Chromium's stack, and Node's on Electron's TLS (which is not Node's own).
import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startContractServers } from '../src/main/transports/contract-servers';
import { transportContract } from '../src/main/transports/transport-contract';

interface Result {
  readonly subject: string;
  readonly name: string;
  readonly ok: boolean;
  readonly error?: string;
}

const oldTlsCase = 'reaches a server that speaks TLS 1.0 only, when it is allowed to';
let results: readonly Result[] = [];

test.beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-contract-'));
  const servers = await startContractServers();
  try {
    await bundle(folder);
    results = await runIn(folder, JSON.stringify(servers.addresses));
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

for (const subject of ['chromium', 'node']) {
  test.describe(`${subject} in Electron keeps the contract of transports`, () => {
    const names = transportContract.map(({ name }) => name);
    for (const name of subject === 'node' ? [...names, oldTlsCase] : names) {
      test(name, () => {
        const result = results.find((each) => each.subject === subject && each.name === name);
        expect(result, 'the case was run').toBeDefined();
        expect(result?.error).toBeUndefined();
      });
    }
  });
}

async function bundle(folder: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: resolve('e2e/transport-contract-main.ts'),
      outDir: folder,
      emptyOutDir: true,
      target: 'node18',
      minify: false,
      rollupOptions: {
        external: ['electron', ...builtinModules, /^node:/],
        output: { format: 'cjs', entryFileNames: 'main.cjs' },
      },
    },
  });
}

function runIn(folder: string, addresses: string): Promise<readonly Result[]> {
  const executable = process.env['ELECTRON_EXEC_PATH'];
  if (!executable) throw new Error('ELECTRON_EXEC_PATH names no Electron: run this through npm test');
  const switches = ['--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`];
  if (process.getuid?.() === 0) switches.push('--no-sandbox');
  const env = { ...process.env, CONTRACT_ADDRESSES: addresses };
  delete (env as NodeJS.ProcessEnv)['ELECTRON_RUN_AS_NODE'];
  return new Promise((done, fail) => {
    const electron = spawn(executable, [join(folder, 'main.cjs'), ...switches], { env, timeout: 60_000 });
    let out = '';
    electron.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    electron.stderr.resume();
    electron.on('error', fail);
    electron.on('exit', () => {
      const lines = out.split('\n').filter((line) => line.startsWith('{'));
      done(lines.map((line) => JSON.parse(line) as Result));
    });
  });
}
