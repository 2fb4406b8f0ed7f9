// A key store on the test's session bus: gnome-keyring, unlocked, with a folder of its own. It may put up a prompt and wait for
// ever, so every wait has an end.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const readyTimeoutMs = 10_000;

export class KeyStore {
  /** For a Parley that shall use it; without them Electron finds no key store outside of a known desktop. */
  static readonly args: readonly string[] = ['--password-store=gnome-libsecret'];

  private constructor(
    private readonly daemon: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<KeyStore> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-keys-'));
    const runtime = join(folder, 'run');
    mkdirSync(runtime, { mode: 0o700 });
    const env = { ...process.env, HOME: folder, XDG_DATA_HOME: join(folder, 'data'), XDG_RUNTIME_DIR: runtime };
    const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets', '--foreground'], {
      env,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let complaints = '';
    daemon.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    let startError: Error | undefined;
    daemon.on('error', (error) => (startError = error));
    // The password of the key ring, which is made on the spot.
    daemon.stdin.on('error', () => undefined).end('test');
    const store = new KeyStore(daemon, folder);
    const deadline = Date.now() + readyTimeoutMs;
    while (!(await hasDefaultKeyRing())) {
      if (startError || daemon.exitCode !== null || Date.now() > deadline) {
        await store.stop();
        throw new Error(`the key store did not start: ${startError?.message ?? complaints}`);
      }
      await new Promise((next) => setTimeout(next, 50));
    }
    return store;
  }

  async stop(): Promise<void> {
    if (this.daemon.pid !== undefined && this.daemon.exitCode === null && this.daemon.signalCode === null) {
      const ended = new Promise((done) => this.daemon.once('exit', done));
      this.daemon.kill('SIGTERM');
      const timer = setTimeout(() => this.daemon.kill('SIGKILL'), 2_000);
      await ended;
      clearTimeout(timer);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Asks the bus first: a question to a service that is not there would start another one. */
async function hasDefaultKeyRing(): Promise<boolean> {
  const bus = ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner'];
  if (!(await ask([...bus, 'string:org.freedesktop.secrets'])).includes('boolean true')) return false;
  const service = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'];
  const answer = await ask([...service, 'org.freedesktop.Secret.Service.ReadAlias', 'string:default']);
  return answer.includes('/collection/');
}

/** Empty when there was no answer. */
function ask(call: readonly string[]): Promise<string> {
  const options = ['--session', '--print-reply', '--reply-timeout=1000'];
  return new Promise((done) => {
    execFile('dbus-send', [...options, ...call], { timeout: 2_000 }, (error, output) => done(error ? '' : output));
  });
}
