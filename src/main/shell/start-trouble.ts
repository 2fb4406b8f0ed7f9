// A start that cannot work says so and ends. Always on the error stream; and in a window where nobody reads that stream: Parley
// installed and started from the desktop.
import { app, dialog } from 'electron';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartTrouble } from './profile-folder';
import { t } from './language';

export async function endWith(error: unknown): Promise<void> {
  const text = textOf(error);
  process.stderr.write(`${t('shell.notStarted')}: ${text}\n`);
  if (app.isPackaged && !process.stderr.isTTY) await showBox(text).catch(() => {});
  app.exit(1);
  // Before it is ready Electron may let the program go on.
  process.exit(1);
}

async function showBox(text: string): Promise<void> {
  if (app.isReady()) return dialog.showErrorBox(t('shell.notStarted'), text);
  // What Chromium writes as it becomes ready goes into no folder that matters.
  const folder = mkdtempSync(join(tmpdir(), 'parley-start-'));
  try {
    app.setPath('userData', folder);
    await app.whenReady();
    dialog.showErrorBox(t('shell.notStarted'), text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function textOf(error: unknown): string {
  if (error instanceof StartTrouble) return t(`shell.startTrouble.${error.kind}`, { path: error.path });
  return error instanceof Error ? error.message : String(error);
}
