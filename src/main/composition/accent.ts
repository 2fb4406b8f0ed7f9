// The accent colour of the system, for windows that are to have it: nobody is asked for it before somebody has chosen so.
import type { KeptBus } from '../shell/bus/kept-bus';
import { watchPortalAccent } from '../shell/accent/portal-accent';
import { watchSystemAccent } from '../shell/accent/system-accent';
import type { Life } from '../shell/life';
import type { Log } from '../shell/log';
import type { Stores } from './stores';

export interface FollowedAccent {
  /** `#rrggbb`; undefined: none is known. */
  now(): string | undefined;
}

export function followAccent(
  settings: Stores['settings'],
  tellWindows: (color: string | null) => void,
  bus: KeptBus,
  life: Life,
  log: Log,
): FollowedAccent {
  let color: string | undefined;
  let isFollowing = false;

  function tell(next: string | undefined): void {
    if (next === color) return;
    color = next;
    tellWindows(next ?? null);
  }

  function followIfWanted(): void {
    if (isFollowing || settings.get().accent !== 'system') return;
    isFollowing = true;
    if (process.platform === 'linux') watchPortalAccent(bus, log, tell);
    else life.onEnd(watchSystemAccent(tell));
  }

  followIfWanted();
  life.onEnd(settings.onChanged(followIfWanted));
  return { now: () => color };
}
