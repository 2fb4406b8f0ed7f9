// The services of a test run, for any test that needs the real thing (`*.xmpp.test.ts`).
import { inject } from 'vitest';
import { domains, EjabberdNode } from './rig/ejabberd';
import { ProsodyServer } from './rig/prosody';
import type { RigState } from './rig/rig';

declare module 'vitest' {
  interface ProvidedContext {
    /** Undefined on a machine that does not have them. */
    xmppRig: RigState | undefined;
  }
}

export interface Service {
  readonly name: 'ejabberd' | 'prosody';
  readonly host: string;
  readonly port: number;
  readonly domain: string;
  /** PEM of the authority that has certified it. */
  readonly ca: string;
  register(user: string, password: string, domain?: string): Promise<void>;
}

export interface EjabberdService extends Service {
  readonly node: EjabberdNode;
}

export interface ProsodyService extends Service {
  readonly server: ProsodyServer;
}

export interface Services {
  readonly ejabberd: EjabberdService;
  readonly prosody: ProsodyService;
  /** Of an authority that has certified nobody. */
  readonly foreignCa: string;
}

/** Whether they are here: `describe.skipIf(!hasServices)`. */
export const hasServices = inject('xmppRig') !== undefined;

const nothingHere = 'There are no XMPP services on this machine.';

export function rig(): RigState {
  const state = inject('xmppRig');
  if (!state) throw new Error(nothingHere);
  return state;
}

export function services(): Services {
  const { ejabberd, prosody, ca, foreignCa } = rig();
  const [first] = ejabberd;
  if (!prosody || !first) throw new Error(nothingHere);
  const node = new EjabberdNode(first);
  const server = new ProsodyServer(prosody);
  const domain = domains.main;
  const host = '127.0.0.1';
  return {
    ejabberd: {
      ...{ name: 'ejabberd', host, port: node.port, domain, ca, node },
      register: (user, password, at) => node.register(user, password, at),
    },
    prosody: {
      ...{ name: 'prosody', host, port: server.port, domain, ca, server },
      register: (user, password, at) => server.register(user, password, at),
    },
    foreignCa,
  };
}
