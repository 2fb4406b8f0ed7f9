// Parley starts with the computer's session where the person wants that, or an administrator says so.
import { app } from 'electron';
import type { Log } from '../shell/log';
import { setStartAtLogin } from '../shell/start-at-login';
import type { Stores } from './stores';

/** @param isGuest what somebody chooses who does not own this computer is not for its next start */
export function startAtLogin({ settings }: Stores, isGuest: () => boolean, log: Log): () => void {
  // What is being developed has no place of its own to be started from.
  if (!app.isPackaged) return () => {};
  let wanted = settings.get().startAtLogin;
  // What moved with an update is found again, and what an administrator forbids is gone; else an entry made by hand is left alone.
  if (wanted || 'startAtLogin' in settings.fixed) apply();
  return settings.onChanged((changed) => {
    if (isGuest() || changed.startAtLogin === wanted) return;
    wanted = changed.startAtLogin;
    apply();
  });

  function apply(): void {
    try {
      setStartAtLogin(wanted, {
        platform: process.platform,
        env: process.env,
        program: app.getPath('exe'),
        args: ['--hidden'],
        setLoginItem: (item) => app.setLoginItemSettings(item),
      });
    } catch (error) {
      log('the start at login could not be set', { error });
    }
  }
}
