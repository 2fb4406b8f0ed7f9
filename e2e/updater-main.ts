// A program for Electron that asks feeds for an update, one after another, and tells what became of each. Started by updater.spec.ts.
import { app } from 'electron';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createPlatformUpdater } from '../src/main/updates/platform-updater';
import { UpdateTrouble } from '../src/main/updates/trouble';

const folders = JSON.parse(process.env['FEED_FOLDERS'] ?? '[]') as readonly string[];
const patience = { feedMs: 3_000, silenceMs: 3_000, fileMs: 20_000 };
const cache = join(process.env['XDG_CACHE_HOME'] ?? '', 'parley-updater/pending');

async function outcomeOf(folder: string): Promise<string> {
  try {
    const updater = createPlatformUpdater({ folder: new URL(folder), way: 'appimage', patience });
    if (!(await updater.look())) return 'none';
    await updater.download();
    return 'downloaded';
  } catch (error) {
    return error instanceof UpdateTrouble ? error.code : String(error);
  }
}

void app.whenReady().then(async () => {
  for (const folder of folders) {
    const outcome = await outcomeOf(folder);
    console.log(JSON.stringify({ folder, outcome, left: existsSync(cache) ? readdirSync(cache) : [] }));
  }
  console.log(JSON.stringify({ profile: readdirSync(app.getPath('userData')) }));
  app.exit(0);
});
