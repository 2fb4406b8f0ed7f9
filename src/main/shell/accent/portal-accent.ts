// The accent colour of a Linux desktop, from its portal (org.freedesktop.appearance), without ever waiting for it.
import type { Log } from '../../../shared/log';
import { followService } from '../bus/followed-service';
import type { KeptBus } from '../bus/kept-bus';
import { readPortalColor } from './accent-colors';

const namespace = 'org.freedesktop.appearance';
const key = 'accent-color';

/** @param tell undefined: the desktop has none. Not called where nobody answers. */
export function watchPortalAccent(
  bus: KeptBus,
  log: Log,
  tell: (color: string | undefined) => void,
  deadlineMs = 2_000,
): void {
  /** What was heard since a question was asked is newer than its answer. */
  let heard = 0;
  const service = followService({
    name: 'org.freedesktop.portal.Desktop',
    path: '/org/freedesktop/portal/desktop',
    interface: 'org.freedesktop.portal.Settings',
    bus,
    deadlineMs,
    log,
    onChanged: (owner) => void (owner !== undefined && ask()),
    onSignal(member, [of, name, value]) {
      if (member !== 'SettingChanged' || of !== namespace || name !== key) return;
      heard += 1;
      tell(readPortalColor(value));
    },
  });

  async function ask(): Promise<void> {
    const before = heard;
    try {
      const owner = await service.find();
      if (owner === undefined) return;
      const [value] = await service.call(owner, { member: 'Read', signature: 'ss', body: [namespace, key] });
      if (before === heard) tell(readPortalColor(value));
    } catch (error) {
      // No bus, no portal, or one that knows nothing of accents: Parley's own stays.
      log('no accent colour of the desktop', { error });
    }
  }

  void ask();
}
