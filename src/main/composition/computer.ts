// What the computer says of itself: who sits there, whether it slept, which network it is on.
import { app, net, powerMonitor } from 'electron';
import { networkInterfaces, uptime } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { watchIdleness } from '../shell/idleness';
import { watchActivity, type ActivityWatch } from '../shell/activity';
import type { Life } from '../shell/life';
import type { SettingsStore } from '../store/settings';
import type { Session } from './session';

export function watchComputer(
  session: Session,
  settings: Pick<SettingsStore, 'get' | 'onChanged'>,
  life: Life,
): ActivityWatch {
  const { engine, proxyOf, serverUrl, startSignIn, transports } = session;
  const retrying = {
    snapshot: () => engine.snapshot(),
    noteUserActivity: () => engine.noteUserActivity(),
    retryNow() {
      engine.retryNow();
      startSignIn.tryNow();
    },
  };
  const activity = watchActivity(retrying, {
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    isOnline: () => net.isOnline(),
    waitsToSignIn: () => startSignIn.isWaiting(),
    addresses: localAddresses,
    async proxy() {
      const url = serverUrl();
      return url === undefined ? '' : proxyOf(url);
    },
    uptimeSeconds: uptime,
    onResume(listener) {
      powerMonitor.on('resume', listener);
      return () => powerMonitor.off('resume', listener);
    },
    onUnlock(listener) {
      powerMonitor.on('unlock-screen', listener);
      return () => powerMonitor.off('unlock-screen', listener);
    },
    renewConnections: () => transports.renew(),
  });
  life.onEnd(() => activity.stop());
  life.onEnd(followProxy(session, settings, activity));
  life.onEnd(
    watchIdleness({
      idleSeconds: () => powerMonitor.getSystemIdleTime(),
      onLock(listener) {
        powerMonitor.on('lock-screen', listener);
        return () => powerMonitor.off('lock-screen', listener);
      },
      onUnlock(listener) {
        powerMonitor.on('unlock-screen', listener);
        return () => powerMonitor.off('unlock-screen', listener);
      },
      limits: () => settings.get(),
      tell: (seen) => engine.setMachineActivity(seen),
      keepActive: () => engine.noteUserActivity(),
      isOnline: () => engine.snapshot().model.connection.kind === 'online',
    }),
  );
  watchShutdown(life);
  return activity;
}

/** Who is signed in stays so, and goes on by the way that is set now. */
function followProxy(
  { goAsSet }: Session,
  settings: Pick<SettingsStore, 'get' | 'onChanged'>,
  activity: ActivityWatch,
): () => void {
  let { proxy } = settings.get();
  return settings.onChanged((changed) => {
    if (isDeepStrictEqual(changed.proxy, proxy)) return;
    ({ proxy } = changed);
    void goAsSet().then(() => activity.otherWay());
  });
}

/** Whoever shuts the computer down, or ends its programs, waits for no answer. */
function watchShutdown(life: Life): void {
  powerMonitor.on('shutdown', () => life.computerGoesDown());
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    // What listened before Electron took the signal for itself is deaf, and so is whoever joins it: only a first listener is heard.
    process.removeAllListeners(signal);
    process.on(signal, () => {
      life.computerGoesDown();
      app.quit();
    });
  }
}

function localAddresses(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all
    .flatMap(({ internal, address }) => (internal ? [] : [address]))
    .sort()
    .join(' ');
}
