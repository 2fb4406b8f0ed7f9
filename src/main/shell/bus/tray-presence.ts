// Whether the Linux desktop shows tray icons: somebody watches for them, and somebody shows what the watcher finds. Electron makes
// its icon all the same, and never says that nobody can see it.
import type { KeptBus } from './kept-bus';
import { busCall, type BusSignal, type SessionBus } from './session-bus';

const watcher = 'org.kde.StatusNotifierWatcher';
const path = '/StatusNotifierWatcher';
const fromBus = "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus'";
const hostSignals: ReadonlySet<string> = new Set(['StatusNotifierHostRegistered', 'StatusNotifierHostUnregistered']);
const deadlineMs = 5_000;
/** A session bus that was lost comes back rarely, and asking costs nothing. */
const retryMs = 60_000;

export interface TrayPresence {
  /** False also until it is known: nothing is hidden that could not be found again. */
  isThere(): boolean;
  stop(): void;
}

export function watchTrayPresence(kept: KeptBus, onChanged: (isThere: boolean) => void): TrayPresence {
  let isThere = false;
  let isOver = false;
  let question = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function become(next: boolean): void {
    if (isOver || next === isThere) return;
    isThere = next;
    onChanged(next);
  }

  /** The answer to the last question counts: the desktop may change while an older one is under way. */
  async function ask(bus: SessionBus): Promise<void> {
    const mine = ++question;
    let hasHost = false;
    try {
      // By its unique name: a question to a well-known one would start it.
      const [owner] = (await bus.call(busCall('GetNameOwner', watcher), { deadlineMs })).body;
      if (typeof owner !== 'string') return;
      const face = 'org.freedesktop.DBus.Properties';
      const body = [watcher, 'IsStatusNotifierHostRegistered'];
      const call = { destination: owner, path, interface: face, member: 'Get', signature: 'ss', body };
      hasHost = (await bus.call(call, { deadlineMs })).body[0] === true;
    } catch {
      // Nobody has the name, or who has it does not answer: icons are not to be relied on.
    } finally {
      if (mine === question) become(hasHost);
    }
  }

  function concerns({ sender, interface: face, member, body }: BusSignal): boolean {
    if (sender === 'org.freedesktop.DBus') return member === 'NameOwnerChanged' && body[0] === watcher;
    // Anybody may send this: it is only a reason to ask.
    return face === watcher && hostSignals.has(member);
  }

  async function follow(): Promise<void> {
    try {
      const bus = await kept.get();
      bus.onClosed(() => {
        question++;
        become(false);
        again();
      });
      bus.onSignal((signal) => {
        if (concerns(signal)) void ask(bus);
      });
      await bus.call(busCall('AddMatch', `${fromBus},member='NameOwnerChanged',arg0='${watcher}'`), { deadlineMs });
      await bus.call(busCall('AddMatch', `type='signal',sender='${watcher}',interface='${watcher}'`), { deadlineMs });
      await ask(bus);
    } catch {
      again();
    }
  }

  function again(): void {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(() => void follow(), retryMs);
  }

  void follow();
  return {
    isThere: () => isThere,
    stop() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
