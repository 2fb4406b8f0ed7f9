// Bundles a small program of these tests and runs it in a real Electron. What it prints as JSON lines comes back.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { removeFolder } from './support/remove-folder';

/** `program`: a file of this folder. `env`: what it is told. */
export async function runInElectron(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly unknown[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-electron-'));
  try {
    await bundle(resolve('e2e', program), folder);
    return await run(folder, env);
  } finally {
    await removeFolder(folder);
  }
}

async function bundle(program: string, folder: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: program,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: {
        external: ['electron', ...builtinModules, /^node:/],
        output: { format: 'cjs', entryFileNames: 'main.cjs' },
      },
    },
  });
}

function run(folder: string, told: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const executable = process.env['ELECTRON_EXEC_PATH'];
  if (!executable) throw new Error('ELECTRON_EXEC_PATH names no Electron: run this through npm test');
  const switches = ['--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`];
  if (process.getuid?.() === 0) switches.push('--no-sandbox');
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return new Promise((done, fail) => {
    const electron = spawn(executable, [join(folder, 'main.cjs'), ...switches], {
      env: { ...env, ...told },
      timeout: 60_000,
    });
    let out = '';
    electron.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    let complaints = '';
    electron.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    electron.on('error', fail);
    electron.on('close', (code) => {
      if (code !== 0) return fail(new Error(`Electron ended with ${code}: ${complaints.slice(-2_000)}`));
      const lines = out.split('\n').filter((line) => line.startsWith('{'));
      done(lines.map((line): unknown => JSON.parse(line)));
    });
  });
}
