// One life of the server: the front, and behind it the embedded world with the people of the demo in it, or that of a backend; everything
// that a restart forgets.
// What stays, the address and the options, is `server.ts`.
import type { Clock } from './base/clock';
import type { Limits } from './base/limits';
import type { Log } from './base/log';
import { runEach } from './base/run-each';
import { createDemoWorld } from './demo-world';
import type { Respond, FaultControls } from './front/faults/with-faults';
import type { SidSource } from './front/sessions/sessions';
import { startFront, type Front } from './front/start-front';
import { createLocalPort, type LocalPort } from './local-port';
import { demoPeople } from './memory/demo/demo-people';
import { startDemoPeople } from './memory/demo/start-demo-people';
import type { PersonRecord } from './memory/directory/person-record';
import { MemoryWorld } from './memory/memory-world';
import type { ServerOptions } from './options';
import type { Backend } from './xmpp/backend';
import { XmppWorld } from './xmpp/xmpp-world';

export interface LifeParts {
  readonly options: ServerOptions;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly log: Log;
  readonly attach: ((port: LocalPort) => () => void) | undefined;
  readonly sids: SidSource;
}

export interface ServerLife extends Pick<Front, 'state' | 'drain'> {
  /** `hang-up`: the life that the request came to is over. */
  readonly answer: Respond;
  readonly faultControls: FaultControls;
  tick(): void;
  /** Nothing happens in it any more when this returns; resolves when its world has let go of everything. */
  stop(): Promise<void>;
}

export function startLife(parts: LifeParts): ServerLife {
  const { backend } = parts.options;
  return backend ? startGateway(parts, backend) : startEmbedded(parts);
}

/** Nobody lives in this process: there is no way in for local clients. */
function startGateway({ options, clock, limits, log, sids }: LifeParts, backend: Backend): ServerLife {
  const world = new XmppWorld({ backend, clock, limits, log });
  const front = startFront({ options, world, clock, limits, log, sids });
  return {
    answer: front.answer,
    faultControls: front,
    state: front.state,
    drain: front.drain,
    tick() {
      runEach([() => front.tick(), () => world.tick()]);
    },
    stop() {
      front.stop();
      return world.stop();
    },
  };
}

function startEmbedded({ options, clock, limits, log, attach, sids }: LifeParts): ServerLife {
  const played = playedPeople(options);
  const world = new MemoryWorld({ ...options, people: [...options.people, ...played] }, clock, limits);
  const front = startFront({ options, world, clock, limits, log, sids });
  const port = createLocalPort(front.core, world);
  const demo = options.demo
    ? startDemoPeople({
        world: createDemoWorld(port, (uri) => played.some((person) => person.uri === uri)),
        clock,
        ...(options.seed !== undefined && { seed: options.seed }),
        ...(options.demoPace !== undefined && { demoPace: options.demoPace }),
      })
    : undefined;
  const detach = attach?.(port);
  return {
    answer: front.answer,
    faultControls: front,
    state: front.state,
    drain: front.drain,
    tick() {
      runEach([() => front.tick(), () => world.tick()]);
    },
    stop() {
      demo?.stop();
      detach?.();
      front.stop();
      return world.stop();
    },
  };
}

/** Who is in the people file goes before a person of the demo of the same address or account. */
function playedPeople({ people, demo }: ServerOptions): readonly PersonRecord[] {
  if (!demo) return [];
  const names = new Set(people.flatMap(({ uri, user }) => [uri.toLowerCase(), user.toLowerCase()]));
  return demoPeople.filter(({ uri, user }) => !names.has(uri.toLowerCase()) && !names.has(user.toLowerCase()));
}
