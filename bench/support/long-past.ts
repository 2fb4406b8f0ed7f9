// A profile with a long history in it, made by the store's own code: the app makes the file and its key, then it is filled.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyStore } from '../../e2e/support/key-store';
import { launch } from '../../e2e/support/launch';
import { signIn } from '../../e2e/support/people';
import { HistoryDatabase } from '../../src/main/store/history/history-database';
import { historyFile } from '../../src/main/store/history/history';
import { reader } from '../../e2e/support/crowd';
import { createHistoryFiller } from './history-filler';

/** The folder of the profile. The key store must run, also when the profile is used. */
export function makeLongPast(server: string, messages: number): Promise<string> {
  return makePast(server, (database) => createHistoryFiller(database).fill(messages));
}

/** Likewise, with what `fill` writes. */
export async function makePast(server: string, fill: (database: HistoryDatabase) => void): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const parley = await launch({ userData: profile, args: KeyStore.args });
  let key: string;
  try {
    const page = await parley.mainWindow();
    await page.getByTestId('signin-remember').check();
    await signIn(parley, server, reader);
    const kept = JSON.parse(readFileSync(join(profile, 'history-key.json'), 'utf8')) as { readonly key: string };
    key = await parley.app.evaluate(
      ({ safeStorage }, encrypted) => safeStorage.decryptString(Buffer.from(encrypted, 'base64')),
      kept.key,
    );
  } finally {
    await parley.close();
  }
  const database = new HistoryDatabase(historyFile(join(profile, 'history'), reader.uri), key);
  try {
    fill(database);
  } finally {
    database.close();
  }
  return profile;
}
