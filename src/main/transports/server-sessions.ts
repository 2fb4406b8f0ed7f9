// The session of each server: in memory alone, with the person's verdict about its certificate. Its connections, its sign-in and its
// cookies are no other server's.
import type { ProxyConfig, Session } from 'electron';
import { createHash } from 'node:crypto';
import { guardSession } from '../shell/page-guards';
import { watchCertificates, type CertificateWatch, type ServerTrust } from './certificate-trust';
import { SessionCookies } from './session-cookies';

export interface ServerSession {
  readonly session: Session;
  readonly certificates: CertificateWatch;
  readonly cookies: SessionCookies;
  /** It goes the way that it shall; nothing is sent before. */
  readonly ready: Promise<void>;
}

export type ServerSessions = (trust: ServerTrust) => ServerSession;

export interface ProxiedSessions extends ServerSessions {
  /** Another way has been set: new connections go it. Who wants none to go on by the old one closes them. */
  goAsSet(): Promise<void>;
}

/**
 * `fromPartition`: `session.fromPartition` of Electron.
 * `proxy`: as it is set now; undefined: nobody has set one, and what Electron finds by itself holds.
 */
export function createServerSessions(
  fromPartition: (partition: string, options: { readonly cache: boolean }) => Session,
  proxy: () => ProxyConfig | undefined = () => undefined,
): ProxiedSessions {
  const known = new Map<string, { -readonly [Key in keyof ServerSession]: ServerSession[Key] }>();

  function sessionOf(trust: ServerTrust): ServerSession {
    // Chromium keeps a verdict for the life of a session, so another certificate means another session.
    const name = createHash('sha256')
      .update(`${trust.origin} ${trust.fingerprint ?? ''}`)
      .digest('hex')
      .slice(0, 32);
    let found = known.get(name);
    if (!found) {
      const session = fromPartition(`server-${name}`, { cache: false });
      guardSession(session);
      const ready = sent(session, proxy());
      found = { session, certificates: watchCertificates(session, trust), cookies: new SessionCookies(session), ready };
      known.set(name, found);
    }
    return found;
  }

  return Object.assign(sessionOf, {
    async goAsSet() {
      const way = proxy() ?? { mode: 'system' };
      for (const each of known.values()) each.ready = sent(each.session, way);
      await Promise.allSettled([...known.values()].map(({ ready }) => ready));
    },
  });
}

function sent(session: Session, way: ProxyConfig | undefined): Promise<void> {
  const ready = way ? session.setProxy(way) : Promise.resolve();
  // Whoever waits for it is told; until then nobody has asked.
  ready.catch(() => undefined);
  return ready;
}

/** The way to this address, as the result of a PAC script. */
export async function resolveProxy({ session, ready }: ServerSession, url: string): Promise<string> {
  await ready;
  return session.resolveProxy(url);
}
