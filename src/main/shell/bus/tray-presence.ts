// Whether the Linux desktop shows Parley's icon: somebody watches for icons, somebody shows what the watcher finds, and Parley's is
// among it. Electron makes its icon all the same, registers it once or never, and does not say which.
import type { KeptBus } from './kept-bus';
import { busCall, type BusSignal, type SessionBus } from './session-bus';

const watcher = 'org.kde.StatusNotifierWatcher';
const path = '/StatusNotifierWatcher';
const fromBus = "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus'";
const hostSignals: ReadonlySet<string> = new Set(['StatusNotifierHostRegistered', 'StatusNotifierHostUnregistered']);
const itemSignals: ReadonlySet<string> = new Set(['StatusNotifierItemRegistered', 'StatusNotifierItemUnregistered']);
const deadlineMs = 5_000;
/** A session bus that was lost comes back rarely, and asking costs nothing. */
const retryMs = 60_000;
/** An icon that was just made is registered by then. */
const registrationMs = 1_500;
/** No tray has room for more. */
const maxItems = 200;

export interface TrayPresence {
  /** False also until it is known: nothing is hidden that could not be found again. */
  isThere(): boolean;
  stop(): void;
}

export interface TrayListener {
  onChanged(isThere: boolean): void;
  /** Somebody shows icons, and Parley's is not among them: it is to be made anew. Once for each time that somebody comes. */
  onMissing(): void;
}

/** `without`: icons are shown, but not Parley's. */
type Tray = 'none' | 'without' | 'with';

export function watchTrayPresence(kept: KeptBus, { onChanged, onMissing }: TrayListener): TrayPresence {
  let isThere = false;
  let isOver = false;
  let question = 0;
  /** The one that is listened to, whether or not it has answered. */
  let heard: SessionBus | undefined;
  /** Somebody came to show the icons, and Parley's has not been made anew for them. */
  let isNew = true;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let missingTimer: ReturnType<typeof setTimeout> | undefined;

  function become(next: boolean): void {
    if (isOver || next === isThere) return;
    isThere = next;
    onChanged(next);
  }

  /** The answer to the last question counts: the desktop may change while an older one is under way. */
  async function ask(bus: SessionBus, isPatient = true): Promise<void> {
    const mine = ++question;
    clearTimeout(missingTimer);
    let tray: Tray = 'none';
    try {
      tray = await look(bus);
    } catch {
      // Nobody has the name, or who has it does not answer: icons are not to be relied on.
    }
    if (isOver || mine !== question) return;
    become(tray === 'with');
    if (tray !== 'without' || !isNew) return;
    if (isPatient) {
      missingTimer = setTimeout(() => void ask(bus, false), registrationMs);
    } else {
      isNew = false;
      onMissing();
    }
  }

  function hear(bus: SessionBus, { sender, interface: face, member, body }: BusSignal): void {
    const isNewWatcher = sender === 'org.freedesktop.DBus' && member === 'NameOwnerChanged' && body[0] === watcher;
    // Anybody may send these: they are only a reason to ask.
    const isOfHosts = face === watcher && hostSignals.has(member);
    if (isNewWatcher || isOfHosts) isNew = true;
    else if (face !== watcher || !itemSignals.has(member)) return;
    void ask(bus);
  }

  function listen(bus: SessionBus): void {
    heard = bus;
    bus.onClosed(() => {
      question++;
      clearTimeout(missingTimer);
      become(false);
      again();
    });
    bus.onSignal((signal) => hear(bus, signal));
  }

  async function follow(): Promise<void> {
    try {
      const bus = await kept.get();
      if (heard !== bus) listen(bus);
      await bus.call(busCall('AddMatch', `${fromBus},member='NameOwnerChanged',arg0='${watcher}'`), { deadlineMs });
      await bus.call(busCall('AddMatch', `type='signal',sender='${watcher}',interface='${watcher}'`), { deadlineMs });
      await ask(bus);
    } catch {
      again();
    }
  }

  function again(): void {
    clearTimeout(retryTimer);
    if (!isOver) retryTimer = setTimeout(() => void follow(), retryMs);
  }

  void follow();
  return {
    isThere: () => isThere,
    stop() {
      isOver = true;
      clearTimeout(retryTimer);
      clearTimeout(missingTimer);
    },
  };
}

async function look(bus: SessionBus): Promise<Tray> {
  // By its unique name: a question to a well-known one would start it.
  const [owner] = (await bus.call(busCall('GetNameOwner', watcher), { deadlineMs })).body;
  if (typeof owner !== 'string') return 'none';
  const property = async (name: string): Promise<unknown> => {
    const face = 'org.freedesktop.DBus.Properties';
    const call = { destination: owner, path, interface: face, member: 'Get', signature: 'ss', body: [watcher, name] };
    return (await bus.call(call, { deadlineMs })).body[0];
  };
  if ((await property('IsStatusNotifierHostRegistered')) !== true) return 'none';
  return (await hasOurs(bus, await property('RegisteredStatusNotifierItems'))) ? 'with' : 'without';
}

/** Electron talks to the bus by a connection of its own, under names that it keeps to itself: the process tells that it is ours. */
async function hasOurs(bus: SessionBus, items: unknown): Promise<boolean> {
  const names = new Set(Array.isArray(items) ? items.slice(-maxItems).flatMap(busNameOf) : []);
  const [ours, ...theirs] = await Promise.all([bus.uniqueName, ...names].map((name) => processOf(bus, name)));
  return ours !== undefined && theirs.includes(ours);
}

/** Watchers write an item as its bus name and its path; some put an `@` between them, or leave the path out. */
function busNameOf(item: unknown): string[] {
  const [name] = typeof item === 'string' ? item.split(/[/@]/u, 1) : [];
  return name ? [name] : [];
}

async function processOf(bus: SessionBus, name: string): Promise<number | undefined> {
  try {
    const [id] = (await bus.call(busCall('GetConnectionUnixProcessID', name), { deadlineMs })).body;
    return typeof id === 'number' ? id : undefined;
  } catch {
    // Gone by now, or no name at all.
    return undefined;
  }
}
