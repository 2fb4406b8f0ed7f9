// What the computer says of itself: who sits there, whether it slept, which network it is on.
import { net, powerMonitor } from 'electron';
import { networkInterfaces, uptime } from 'node:os';
import { watchActivity, type ActivityWatch } from '../shell/activity';
import type { Life } from '../shell/life';
import type { Session } from './session';

export function watchComputer({ engine, proxyOf, serverUrl, transports }: Session, life: Life): ActivityWatch {
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
  return activity;
}

function localAddresses(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all
    .flatMap(({ internal, address }) => (internal ? [] : [address]))
    .sort()
    .join(' ');
}
