// Who looks words up: the system's checker where there is one, else Parley's own thread.
import { app, session as electronSession } from 'electron';
import { join } from 'node:path';
import { spokenLanguage } from '../shell/language';
import type { Life } from '../shell/life';
import { systemFolders } from '../spelling/find-dictionaries';
import { createOwnSpelling, startSpellingWorker } from '../spelling/own-spelling';
import type { Spelling } from '../spelling/spelling';
import { createSystemSpelling } from '../spelling/system-spelling';
import type { Session } from './session';
import type { Stores } from './stores';

/** `programFolder`: where the built files lie. */
export function createSpelling(stores: Stores, session: Session, programFolder: string, life: Life): Spelling {
  const wanted = () => stores.settings.get().spellCheckLanguages;
  const languages = () => ({ program: spokenLanguage(), preferred: app.getPreferredSystemLanguages() });
  const spelling =
    process.platform === 'linux'
      ? createOwnSpelling({
          folders: [...systemFolders, join(programFolder, '../resources/dictionaries')],
          startWorker: () => startSpellingWorker(programFolder),
          wanted,
          languages,
          own: session.ownWords,
        })
      : createSystemSpelling({
          session: electronSession.defaultSession,
          choosesItself: process.platform === 'darwin',
          wanted,
          languages,
          mayKeep: () => !session.isGuest(),
          onChanged: (listener) => stores.settings.onChanged(listener),
        });
  life.onEnd(() => spelling.stop());
  return spelling;
}
