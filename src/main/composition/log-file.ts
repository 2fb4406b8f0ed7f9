// The log on the disk: of an installed Parley, and of nobody who does not own this computer. While Parley is developed its log stays
// on the terminal.
import { app } from 'electron';
import { join } from 'node:path';
import type { Life } from '../shell/life';
import type { Log } from '../shell/log';
import { createLogFile, type LogFile } from '../shell/log-file';
import type { Session } from './session';
import type { Stores } from './stores';

export const logFolderIn = (folder: string): string => join(folder, 'logs');

/** It begins with what has been said already. */
export function keepLogFile(
  { folder, rules }: Pick<Stores, 'folder' | 'rules'>,
  { says }: Pick<Session, 'says'>,
  life: Life,
  log: Log,
): LogFile | undefined {
  // The variable is for tests. Whoever sets it for an installed Parley changes nothing.
  if (!app.isPackaged && process.env['PARLEY_LOG_FILE'] !== '1') return undefined;
  const file = createLogFile({
    folder: logFolderIn(folder),
    isForGuests: rules.isPublicComputer ?? false,
    onTrouble(trouble) {
      if (trouble.kind === 'in-the-way') log('no log file: something else stands in its place');
      else log('the log file cannot be written', { error: trouble.error });
    },
  });
  // One file tells of several starts, and of several versions.
  const [major, minor, patch] = app.getVersion().split(/[.-]/u).map(Number);
  log('started', { major, minor, patch });
  for (const line of log.recent()) file.write(line);
  says.signingIn.listen((isPublicComputer) => file.belongsTo(isPublicComputer ? 'guest' : 'owner'));
  life.onEnd(() => file.saved());
  // What is said while the parts end.
  process.on('exit', () => file.saveNow());
  return file;
}
