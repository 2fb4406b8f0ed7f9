// Parley, built, in a real Electron with a profile of its own. Collects what goes wrong in its windows.
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from './remove-folder';

export interface LaunchOptions {
  readonly args?: readonly string[];
  /** Another folder than this one in which it is built. */
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** An existing profile folder, to start again where an earlier run ended. It is not removed at the end. */
  readonly userData?: string;
}

export interface Parley {
  readonly app: ElectronApplication;
  /** The main process, also when it has ended by itself. */
  readonly child: ChildProcess;
  readonly userData: string;
  /** Errors on the console of a window, and exceptions that nobody caught. */
  readonly errors: readonly string[];
  /** What the main process printed. */
  output(): string;
  /** The first window. */
  mainWindow(): Promise<Page>;
  /** The window that shows what `matches` says, now or soon. */
  window(matches: (page: Page) => boolean | Promise<boolean>): Promise<Page>;
  close(): Promise<void>;
}

/** Parley tells its server goodbye before it ends; past this it is ended. */
const closeTimeoutMs = 10_000;
const windowTimeoutMs = 15_000;
/** Some are started with what they wait for, and never get that far. */
const startTimeoutMs = 5_000;

export async function launch(options: LaunchOptions = {}): Promise<Parley> {
  const executablePath = process.env['ELECTRON_EXEC_PATH'];
  if (!executablePath) throw new Error('ELECTRON_EXEC_PATH names no Electron: run this through npm test -- --e2e');
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'parley-profile-'));
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env as Record<string, string>;
  const app = await _electron.launch({
    executablePath,
    args: [...electronArgs(options.program), ...(options.args ?? [])],
    env: { ...env, PARLEY_USER_DATA: userData, ...options.env },
  });
  // Asked for now: it cannot be once the app has ended by itself.
  const child = app.process();
  const errors: string[] = [];
  const watched = new Set<Page>();
  const watch = (page: Page): void => {
    if (watched.has(page)) return;
    watched.add(page);
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => errors.push(`uncaught: ${error.stack ?? error.message}`));
  };
  app.on('window', watch);
  app.windows().forEach(watch);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  // While the main process reads most of the program it answers a driver within what it does just then, and what it was asked is forgotten
  // when garbage is collected there (“Resulting promise was garbage collected”).
  const isRead = (): boolean => output.includes('start step=done');
  const until = Date.now() + startTimeoutMs;
  while (!isRead() && child.exitCode === null && child.signalCode === null && Date.now() < until)
    await new Promise((next) => setTimeout(next, 20));
  let closing: Promise<void> | undefined;

  return {
    app,
    child,
    userData,
    errors,
    output: () => output,
    mainWindow: () => app.firstWindow(),
    async window(matches) {
      const deadline = Date.now() + windowTimeoutMs;
      while (Date.now() < deadline) {
        for (const page of app.windows()) if (await matches(page)) return page;
        await new Promise((next) => setTimeout(next, 50));
      }
      throw new Error(
        `no such window among ${app
          .windows()
          .map((page) => page.url())
          .join(', ')}`,
      );
    },
    close() {
      closing ??= closeApp(app, child).finally(async () => {
        if (options.userData === undefined) await removeFolder(userData);
      });
      return closing;
    },
  };
}

/** What the built app is started with in any case. */
export function electronArgs(program = '.'): string[] {
  return [program, '--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
}

async function closeApp(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), closeTimeoutMs);
  try {
    // As when the computer goes down: nobody is asked whether something half-written may be lost.
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('shutdown'));
    await app.close();
  } finally {
    clearTimeout(timer);
  }
}
