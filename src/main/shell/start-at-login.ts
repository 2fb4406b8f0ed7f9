// Whether Parley starts when somebody logs in to the computer: a word to the system on Windows and macOS, a file in the folder of the
// XDG autostart specification elsewhere. Whoever decides it calls this; nothing is remembered here.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface LoginStart {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly program: string;
  /** What it is started with. */
  readonly args?: readonly string[];
  /** `app.setLoginItemSettings` of Electron. */
  readonly setLoginItem: (item: { readonly openAtLogin: boolean; readonly args: string[] }) => void;
}

export function setStartAtLogin(
  isWanted: boolean,
  { platform, env, program, args = [], setLoginItem }: LoginStart,
): void {
  if (platform === 'win32' || platform === 'darwin') return setLoginItem({ openAtLogin: isWanted, args: [...args] });
  const folder = join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart');
  const file = join(folder, 'parley.desktop');
  if (!isWanted) return rmSync(file, { force: true });
  mkdirSync(folder, { recursive: true });
  // An AppImage runs from a place that is gone when it ends.
  writeFileSync(file, desktopEntry([env['APPIMAGE'] || program, ...args]));
}

/** https://specifications.freedesktop.org/desktop-entry-spec, "The Exec key": quoted, and then escaped as every text of the file is. */
function desktopEntry(command: readonly string[]): string {
  const quoted = command.map((each) => `"${each.replace(/["`$\\]/gu, '\\$&').replaceAll('%', '%%')}"`);
  const exec = quoted.join(' ').replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return `[Desktop Entry]\nType=Application\nName=Parley\nExec=${exec}\nTerminal=false\n`;
}
