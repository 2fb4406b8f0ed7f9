// What the computer says of itself: who sits there, whether it slept, which network it is on.
import { app, net, powerMonitor } from 'electron';
import { networkInterfaces, uptime } from 'node:os';
import { watchIdleness } from '../shell/idleness';
import { watchActivity, type ActivityWatch } from '../shell/activity';
import type { Life } from '../shell/life';
import type { Settings } from '../../shared/settings';
import type { Session } from './session';

export function watchComputer(
  { engine, proxyOf, serverUrl, transports }: Session,
  settings: { get(): Settings },
  life: Life,
): ActivityWatch {
  const activity = watchActivity(engine, {
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    isOnline: () => net.isOnline(),
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
