// Keeps Parley up to date from the address that an administrator names; without one there is nothing here that asks anybody anything.
import { app, BrowserWindow, powerMonitor } from 'electron';
import { existsSync } from 'node:fs';
import { uptime } from 'node:os';
import { unfinished } from '../../shared/domain/undelivered';
import type { Life } from '../shell/life';
import type { Log } from '../shell/log';
import { feedAddress } from '../updates/feed-address';
import { mayRestart, type Leisure } from '../updates/may-restart';
import { scheduleChecks, usualPace } from '../updates/schedule';
import { UpdateTrouble } from '../updates/trouble';
import { updateWay } from '../updates/update-way';
import type { Updater } from '../updates/updater';
import { createUpdates, type UpdateOutcome } from '../updates/updates';
import type { Desktop } from './desktop';
import type { Session } from './session';
import type { Stores } from './stores';

export interface KeptUpToDate {
  outcome(): UpdateOutcome;
  /** A person wants the newer one now. */
  restart(): void;
}

/** How often it is looked whether nobody would notice a restart. */
const leisureCheckMs = 5 * 60_000;

export function keepUpToDate(stores: Stores, session: Session, desktop: Desktop, life: Life, log: Log): KeptUpToDate {
  const { values } = stores.policy;
  const folder = feedAddress({ values, isPackaged: app.isPackaged, env: process.env });
  if (folder === undefined) return { outcome: () => 'off', restart() {} };

  async function load(): Promise<Updater> {
    const program = app.getPath('exe');
    const way = updateWay({ platform: process.platform, env: process.env, program, exists: existsSync });
    if (way === undefined || folder === undefined) throw new UpdateTrouble('not-replaceable');
    const { createPlatformUpdater } = await import('../updates/platform-updater');
    return createPlatformUpdater({ folder, way, proxy: session.proxyWay });
  }

  let leisureTimer: ReturnType<typeof setInterval> | undefined;
  const updates = createUpdates({
    load,
    onReady(version) {
      desktop.notices.add('update-ready', { subject: version });
      leisureTimer = setInterval(() => {
        if (mayRestart(leisureOf(session))) restart(['--hidden']);
      }, leisureCheckMs);
    },
    log,
  });
  life.onEnd(() => clearInterval(leisureTimer));
  life.onEnd(
    scheduleChecks({
      check: () => updates.check(),
      uptimeSeconds: uptime,
      onResume(listener) {
        powerMonitor.on('resume', listener);
        return () => powerMonitor.off('resume', listener);
      },
      // Who names a feed for a test waits for it.
      pace: app.isPackaged ? usualPace : { ...usualPace, quietS: 0 },
    }),
  );

  let startsAgain = false;
  app.on('quit', (_event, exitCode) => {
    // A computer that goes down might do so in the middle of it.
    if (exitCode === 0 && !life.isGoingDown()) updates.install(startsAgain);
  });

  function restart(args: readonly string[] = []): void {
    const updater = updates.ready();
    if (updater === undefined) return;
    const { quitAndInstall } = updater;
    void life.leave(() => {
      startsAgain = true;
      if (quitAndInstall) return quitAndInstall();
      // Elsewhere the installer starts it.
      if (process.platform === 'linux') life.startAgain(args);
      app.quit();
    });
  }

  return { outcome: () => updates.outcome(), restart: () => restart() };
}

function leisureOf({ engine, history }: Session): Leisure {
  const { model } = engine.snapshot();
  return {
    runningSeconds: process.uptime(),
    idleSeconds: idleSeconds(),
    visibleWindows: BrowserWindow.getAllWindows().filter((each) => each.isVisible()).length,
    isSignedOut: model.connection.kind === 'signed-out',
    isAnythingUnfinished: unfinished(model, history.draftKeys()) !== undefined,
  };
}

function idleSeconds(): number | undefined {
  try {
    return powerMonitor.getSystemIdleTime();
  } catch {
    return undefined;
  }
}
