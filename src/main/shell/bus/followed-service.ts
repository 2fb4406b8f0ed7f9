// A service of the desktop by its well-known name: who stands behind it now, and whether that one answers. One that lets a deadline
// pass is left alone until it answers after all or another takes the name: a service that hangs is not to be buried in calls.
import type { Log } from '../../../shared/log';
import type { KeptBus } from './kept-bus';
import { BusError, busCall, type BusCall, type BusReply, type BusSignal, type SessionBus } from './session-bus';

export interface FollowedServiceOptions {
  readonly bus: KeptBus;
  readonly name: 'org.freedesktop.Notifications' | 'org.freedesktop.portal.Desktop';
  readonly path: string;
  readonly interface: string;
  readonly deadlineMs: number;
  /** From now on `find` gives another answer. `owner`: the unique name of who answers, absent: nobody does. */
  readonly onChanged: (owner: string | undefined) => void;
  /** Signals of the service itself; nobody else's. */
  readonly onSignal: (member: string, body: readonly unknown[]) => void;
  /** A property of the service has another value. What comes may be anything. */
  readonly onProperty?: (name: string, value: unknown) => void;
  readonly log: Log;
}

export interface ServiceCall {
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
  /** Of its own interface where none is named. */
  readonly interface?: string;
  /** The answer came all the same, after the deadline. */
  readonly onLate?: (body: readonly unknown[]) => void;
}

export interface FollowedService {
  /**
   * The unique name of who stands behind the name and answers. Where nobody does, the bus is asked to start one; `onChanged` tells
   * when it is there.
   */
  find(): Promise<string | undefined>;
  /** @param owner as `find` gave it */
  isThere(owner: string): boolean;
  /** @param owner as `find` gave it: a call never reaches another, and starts nothing */
  call(owner: string, call: ServiceCall): Promise<readonly unknown[]>;
}

const propertiesInterface = 'org.freedesktop.DBus.Properties';

/** The call for the value of a property, which is the first of the answer. */
export function propertyCall(of: string, name: string): ServiceCall {
  return { interface: propertiesInterface, member: 'Get', signature: 'ss', body: [of, name] };
}

/** The bus waits this long for what it starts, and so can Parley: nothing stands still meanwhile. */
const startDeadlineMs = 25_000;
const fromBus = "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus'";

export function followService(options: FollowedServiceOptions): FollowedService {
  const { name, path, deadlineMs } = options;
  let reached: { readonly bus: SessionBus; readonly isReady: Promise<void> } | undefined;
  /** The one that is listened to, whether or not it has answered. */
  let heard: SessionBus | undefined;
  let owner: string | undefined;
  /** How often somebody took the name, or let it go. */
  let changes = 0;
  let isSilent = false;

  async function reach(): Promise<SessionBus> {
    const bus = await options.bus.get();
    if (reached?.bus !== bus) {
      const asked = { bus, isReady: subscribe(bus) };
      reached = asked;
      // One answer that came late is not to be the last word.
      asked.isReady.catch(() => {
        if (reached === asked) reached = undefined;
      });
    }
    await reached.isReady;
    return bus;
  }

  function listen(bus: SessionBus): void {
    heard = bus;
    owner = undefined;
    isSilent = false;
    bus.onClosed(() => {
      if (reached?.bus === bus) reached = undefined;
      change(undefined);
    });
    bus.onSignal((signal) => {
      const next = nextOwner(signal, name);
      if (next === undefined) return hear(signal);
      changes += 1;
      change(next === '' ? undefined : next);
    });
  }

  async function subscribe(bus: SessionBus): Promise<void> {
    const ask = (call: BusCall): Promise<BusReply> => bus.call(call, { deadlineMs });
    const isAgain = heard === bus;
    if (!isAgain) listen(bus);
    const before = changes;
    await ask(busCall('AddMatch', `${fromBus},member='NameOwnerChanged',arg0='${name}'`));
    await ask(busCall('AddMatch', `type='signal',sender='${name}',interface='${options.interface}'`));
    if (options.onProperty) {
      await ask(
        busCall('AddMatch', `type='signal',sender='${name}',interface='${propertiesInterface}',path='${path}'`),
      );
    }
    const [found] = await unlessRefused(ask(busCall('GetNameOwner', name)));
    if (before !== changes || typeof found !== 'string') return;
    // What was asked for in vain is told that there is somebody.
    if (isAgain) change(found);
    else owner = found;
  }

  function change(next: string | undefined): void {
    if (next === owner) return;
    owner = next;
    isSilent = false;
    options.onChanged(owner);
  }

  function hear(signal: BusSignal): void {
    // Anybody on the bus may send Parley a signal and say in it what they like; who sent it is written by the bus.
    if (owner === undefined || signal.sender !== owner) return;
    if (signal.interface === options.interface) options.onSignal(signal.member, signal.body);
    else if (signal.interface === propertiesInterface && signal.path === path) hearProperties(signal);
  }

  function hearProperties({ member, body: [of, values] }: BusSignal): void {
    if (member !== 'PropertiesChanged' || of !== options.interface || typeof values !== 'object' || !values) return;
    for (const [property, value] of Object.entries(values)) options.onProperty?.(property, value);
  }

  return {
    async find() {
      const bus = await reach();
      if (owner === undefined) {
        const start = { ...busCall('StartServiceByName'), signature: 'su', body: [name, 0] };
        await unlessRefused(bus.call(start, { deadlineMs: startDeadlineMs }));
      }
      return isSilent ? undefined : owner;
    },
    isThere: (each) => each === owner,
    async call(to, { member, signature, body, interface: face = options.interface, onLate }) {
      const bus = await reach();
      if (to !== owner || isSilent) throw new BusError('closed', `${name} is not there any more`);
      try {
        const content = signature === undefined ? {} : { signature, body: body ?? [] };
        const reply = await bus.call(
          { destination: to, path, interface: face, member, ...content },
          {
            deadlineMs,
            onLate(late) {
              if (to !== owner) return;
              options.log('a service answers again', { service: name });
              isSilent = false;
              onLate?.(late.body);
              options.onChanged(owner);
            },
          },
        );
        return reply.body;
      } catch (error) {
        if (error instanceof BusError && error.code === 'timeout' && to === owner && !isSilent) {
          options.log('a service does not answer and is left alone', { service: name });
          isSilent = true;
        }
        throw error;
      }
    },
  };
}

/** What the bus itself refuses is an answer: there is no such service. */
async function unlessRefused(reply: Promise<BusReply>): Promise<readonly unknown[]> {
  try {
    return (await reply).body;
  } catch (error) {
    if (error instanceof BusError && error.code === 'refused') return [];
    throw error;
  }
}

/** Empty: nobody owns the name any more. */
function nextOwner({ sender, member, body: [name, , next] }: BusSignal, wanted: string): string | undefined {
  if (sender !== 'org.freedesktop.DBus' || member !== 'NameOwnerChanged' || name !== wanted) return undefined;
  return typeof next === 'string' ? next : undefined;
}
