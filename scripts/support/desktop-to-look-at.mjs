// A desktop for a machine without a display: an X server that a browser on the same machine shows and drives, with a window manager, a
// bar and toasts. Reached by nobody who does not know its password, which is made at random and is nowhere but in the address.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endSignals, exitCodeOf, hasProgram } from './run.mjs';
import { Stop } from './stop.mjs';

const programs = ['Xtigervnc', 'tigervncpasswd', 'websockify', 'openbox', 'tint2', 'dunst', 'dbus-daemon'];
const webFiles = '/usr/share/novnc';
/** As its manual has it; taken if it is free. */
const usualPort = 6080;
const startTimeoutMs = 15_000;
const settings = join(import.meta.dirname, 'desktop');

/**
 * `{ address, env, close }`: where it can be looked at, and what a program needs to be on it. A signal to end while it is being made
 * takes down what is there and rejects with a `Stop`; one that comes later is for who uses it, and who then calls `close`.
 */
export async function openDesktop() {
  const missing = programs.find((program) => !hasProgram(program));
  if (missing) {
    throw new Stop(
      `There is no display here, and ${missing} is missing for making one. With a display of your own, or with one that\n` +
        'nobody looks at (xvfb-run -a npm start), Parley starts too.',
    );
  }
  const isInterrupted = new AbortController();
  const interrupt = (signal) => isInterrupted.abort(new Stop('Interrupted.', exitCodeOf(null, signal)));
  for (const signal of endSignals) process.on(signal, interrupt);
  const folder = mkdtempSync(join(tmpdir(), 'parley-desktop-'));
  const started = [];
  const close = () => {
    for (const child of started.reverse()) child.kill();
    rmSync(folder, { recursive: true, force: true });
    for (const signal of endSignals) process.off(signal, interrupt);
  };
  const interrupted = new Promise((_, fail) => {
    isInterrupted.signal.addEventListener('abort', () => fail(isInterrupted.signal.reason));
  });
  try {
    const opened = await Promise.race([open(folder, started, isInterrupted.signal), interrupted]);
    return { ...opened, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function open(folder, started, isInterrupted) {
  const start = (command, args, options = {}) => {
    isInterrupted.throwIfAborted();
    // Not in the terminal's group: Ctrl-C is for Parley, which says goodbye while its display is still there.
    const child = spawn(command, args, { stdio: 'ignore', detached: true, ...options });
    child.on('error', () => {});
    started.push(child);
    return child;
  };
  const password = randomPassword();
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, spawnSync('tigervncpasswd', ['-f'], { input: password }).stdout, { mode: 0o600 });
  const authority = join(folder, 'authority');
  writeFileSync(authority, anyDisplay(randomBytes(16)), { mode: 0o600 });
  const socket = join(folder, 'vnc');

  const server = start(
    'Xtigervnc',
    [
      ...['-displayfd', '3', '-auth', authority, '-nolisten', 'tcp', '-geometry', '1280x800', '-depth', '24'],
      ...['-SecurityTypes', 'VncAuth', '-PasswordFile', passwordFile, '-desktop', 'Parley'],
      // No port: only who may read this folder gets to it, and the web server does.
      ...['-rfbunixpath', socket, '-rfbport', '-1', '-AcceptSetDesktopSize'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const display = await firstLine(server, server.stdio[3], 'the X server');
  const env = { ...process.env, DISPLAY: `:${display}`, XAUTHORITY: authority };

  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus, bus.stdout, 'the session bus');
  start('openbox', [], { env });
  start('tint2', ['-c', join(settings, 'tint2rc')], { env });
  start('dunst', ['-conf', join(settings, 'dunstrc')], { env });

  const port = await freePort();
  const web = start('websockify', ['--web', webFiles, '--unix-target', socket, `127.0.0.1:${port}`]);
  const page = `http://127.0.0.1:${port}/vnc.html`;
  await answers(web, page);
  // Behind the hash it is sent to nobody.
  return { address: `${page}#autoconnect=true&resize=remote&password=${password}`, env };
}

/** As many characters as the protocol looks at. */
function randomPassword() {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
}

/** An Xauthority file with one cookie, for whatever display: its number is not known yet (Xau(3), FamilyWild). */
function anyDisplay(cookie) {
  const field = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
  const empty = field(Buffer.alloc(0));
  return Buffer.concat([
    Buffer.from([255, 255]),
    empty,
    empty,
    field(Buffer.from('MIT-MAGIC-COOKIE-1')),
    field(cookie),
  ]);
}

function firstLine(child, stream, what) {
  return new Promise((done, fail) => {
    const trouble = () => {
      clearTimeout(timer);
      fail(new Stop(`A desktop could not be made: ${what} did not start.`));
    };
    const timer = setTimeout(trouble, startTimeoutMs);
    child.once('exit', trouble);
    let text = '';
    stream.setEncoding('utf8').on('data', (part) => {
      text += part;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      child.off('exit', trouble);
      done(text.split('\n')[0].trim());
    });
  });
}

async function freePort() {
  for (const port of [usualPort, 0]) {
    const found = await new Promise((done) => {
      const probe = createServer();
      probe.once('error', () => done(undefined));
      probe.listen(port, '127.0.0.1', () => {
        const { port: taken } = probe.address();
        probe.close(() => done(taken));
      });
    });
    if (found) return found;
  }
  throw new Stop('No port is free here for showing a desktop.');
}

async function answers(web, page) {
  for (const deadline = Date.now() + startTimeoutMs; Date.now() < deadline && isRunning(web);) {
    const isThere = await fetch(page).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Stop('A desktop could not be made: its web server did not start.');
}

function isRunning({ exitCode, signalCode }) {
  return exitCode === null && signalCode === null;
}
