// Whether Parley starts with the computer's session, where an administrator says so.
import { app } from 'electron';
import type { Policy } from '../policy/merge-policy';
import type { Log } from '../shell/log';
import { setStartAtLogin } from '../shell/start-at-login';

export function obeyAtLogin({ values }: Policy, log: Log): void {
  const isWanted = values['start.atLogin'];
  // What is being developed has no place of its own to be started from.
  if (isWanted === undefined || !app.isPackaged) return;
  try {
    setStartAtLogin(isWanted, {
      platform: process.platform,
      env: process.env,
      program: app.getPath('exe'),
      setLoginItem: (item) => app.setLoginItemSettings(item),
    });
  } catch (error) {
    log('the start at login could not be set', { error });
  }
}
