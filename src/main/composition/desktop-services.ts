// The services of a Linux desktop: the way to them, and what is done before Electron asks one that hangs and waits for it.
import { accessibilityQuestion, hungServices } from '../shell/bus/hung-services';
import { keepBus, type KeptBus } from '../shell/bus/kept-bus';
import { connectSessionBus } from '../shell/bus/session-bus';
import { sessionBusSockets } from '../shell/bus/session-bus-address';
import { watchTrayPresence, type TrayListener, type TrayPresence } from '../shell/bus/tray-presence';
import type { Log } from '../shell/log';

/** The bus itself answers at once, or something is badly wrong with it. */
const busDeadlineMs = 2_000;
/** Whoever needs a screen reader shall not lose it to a service that is only slow. */
const accessibilityDeadlineMs = 5_000;

/** Windows and macOS always have a place for the icon. */
export function watchTray(bus: KeptBus, listener: TrayListener): TrayPresence {
  if (process.platform !== 'linux') return { isThere: () => true, stop() {} };
  return watchTrayPresence(bus, listener);
}

export function openSessionBus(): KeptBus {
  return keepBus(() => connectSessionBus(sessionBusSockets(process.env), busDeadlineMs));
}

/**
 * Chromium asks the accessibility service when the first window is made, and stands still for 25 s where it hangs. Then it is told not
 * to ask; who has decided that by hand is left alone.
 */
export async function passOverHungAccessibility(bus: KeptBus, log: Log): Promise<void> {
  if (process.platform !== 'linux') return;
  const decided = ['ACCESSIBILITY_ENABLED', 'GNOME_ACCESSIBILITY', 'QT_ACCESSIBILITY'];
  if (decided.some((name) => process.env[name] === '0' || process.env[name] === '1')) return;
  const [hung] = await hungServices(bus, [accessibilityQuestion], accessibilityDeadlineMs);
  if (hung === undefined) return;
  log('a service does not answer: screen readers cannot read this Parley', { service: hung });
  process.env['ACCESSIBILITY_ENABLED'] = '0';
}
