// What the installed program is not started with: switches of Chromium and Node that open it to whoever asks, or take a wall away. While
// Parley is developed and tested they are needed. Whoever may start programs may do worse than that; but a shortcut or a link that
// somebody was talked into, or a script that means well, must not make a Parley that only looks like one.
import { StartTrouble } from './profile-folder';

const refused = [
  // Whoever reaches the port or the pipe does in the windows what the person can do.
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-socket-name',
  'remote-allow-origins',
  'enable-automation',
  'auto-open-devtools-for-tabs',
  'load-extension',
  // Node's. The fuses make the program deaf to them; it says so rather than go on in silence.
  'inspect',
  'inspect-brk',
  'inspect-wait',
  'inspect-port',
  'inspect-publish-uid',
  'debug',
  'debug-brk',
  'debug-port',
  // Whose server this is.
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'ignore-urlfetcher-cert-requests',
  'allow-insecure-localhost',
  'unsafely-treat-insecure-origin-as-secure',
  'ssl-key-log-file',
  // It leaves cookies out by itself, but not tickets.
  'log-net-log',
  'net-log-capture-mode',
  // What a page may do.
  'disable-web-security',
  'allow-running-insecure-content',
  'allow-file-access-from-files',
  'disable-site-isolation-trials',
  'enable-blink-features',
  // Where the pages and the programs of Chromium run.
  'single-process',
  'in-process-gpu',
  'disable-seccomp-filter-sandbox',
  'disable-gpu-sandbox',
  'no-zygote-sandbox',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
] as const;

export interface Switches {
  readonly isPackaged: boolean;
  /** Chromium can have no sandbox then, and asks for the switch. */
  readonly isRoot: boolean;
  /** Of the program, as it was called. */
  readonly args: readonly string[];
  /** As Chromium understood it: also what Electron adds by itself, and what stands in its environment. */
  readonly has: (name: string) => boolean;
  readonly remove: (name: string) => void;
  readonly warn: (switchName: string) => void;
}

/** Before the app is ready. What is refused is also taken back: a word about it is still shown. @throws StartTrouble */
export function refuseSwitches({ isPackaged, isRoot, args, has, remove, warn }: Switches): void {
  if (!isPackaged) return;
  const found = refused.filter((name) => has(name) && isGiven(name, args));
  found.forEach(remove);
  if (found[0] !== undefined) throw new StartTrouble('switch-refused', `--${found[0]}`);
  // Also what an AppImage does by itself where the system allows no sandbox.
  if (!has('no-sandbox')) return;
  if (!isRoot) throw new StartTrouble('no-sandbox', '--no-sandbox');
  warn('--no-sandbox');
}

/** In any of the ways in which some system writes a switch. */
function isGiven(name: string, args: readonly string[]): boolean {
  return args.some((arg) => {
    const [given = ''] = arg.trim().toLowerCase().split('=');
    return given === `--${name}` || given === `-${name}` || given === `/${name}`;
  });
}
