// Child processes: run one to its end and keep what it said, or let it talk to the terminal; npm without a shell where that can be.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { Stop } from './stop.mjs';

export const root = resolve(import.meta.dirname, '../..');
const isWindows = process.platform === 'win32';

/**
 * `talks`: its output goes to the terminal; otherwise it is kept in `output`. Resolves also when it fails; `code` is then not 0.
 * It is ended, with all it started, after `timeoutMs`, and when this process is told to end; then this rejects with `Stop`.
 * `endsWithInput`: it is told to end by the end of its input, which only the innermost of several programs around each other
 * reads: those around it outlive it, and clear away what they made. What is still there after `graceMs` is killed.
 */
export function run(
  command,
  args,
  {
    env = process.env,
    timeoutMs,
    talks = false,
    shell = false,
    cwd = root,
    endsWithInput = false,
    graceMs = 3_000,
  } = {},
) {
  return new Promise((done, fail) => {
    // A group of its own, so that ending it also ends what it started.
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      detached: !isWindows,
      stdio: [endsWithInput ? 'pipe' : 'ignore', ...(talks ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
    });
    let output = '';
    let isLate = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    }
    const end = (signal) => {
      try {
        if (isWindows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
        else process.kill(-child.pid, signal);
      } catch {
        // It ended meanwhile.
      }
    };
    const timer =
      timeoutMs !== undefined &&
      setTimeout(() => {
        isLate = true;
        end('SIGTERM');
        setTimeout(() => end('SIGKILL'), 5_000).unref();
      }, timeoutMs);
    let interruption;
    const passOn = (signal) => {
      interruption = new Stop('Interrupted.', exitCodeOf(null, signal));
      if (!endsWithInput) return end(signal);
      child.stdin.destroy();
      setTimeout(() => end('SIGKILL'), graceMs).unref();
    };
    for (const signal of endSignals) process.on(signal, passOn);
    const finish = (code, signal) => {
      if (timer) clearTimeout(timer);
      for (const each of endSignals) process.off(each, passOn);
      if (interruption) fail(interruption);
      else done({ code: exitCodeOf(code, signal), output, isLate });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(127, null);
    });
    child.on('close', finish);
  });
}

export const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** As a shell tells it. */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/** npm by the Node that runs this; `npm start` and `npm test` tell where it is. */
export function npm(args, options = {}) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js')
    ? run(process.execPath, [script, ...args], options)
    : run('npm', args, { ...options, shell: isWindows });
}

/** A program of a package, by the Node that runs this. */
export function runPackage(script, args, options = {}) {
  return run(process.execPath, [resolve(root, 'node_modules', script), ...args], options);
}

export function hasProgram(name) {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}
