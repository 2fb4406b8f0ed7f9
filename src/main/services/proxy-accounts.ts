// What people told the proxies that asked: kept like passwords, by the system's key store and only where that was wished, else in
// memory until the session ends. Apart from the passwords of servers, so that neither can ever be taken for the other.
import * as v from 'valibot';
import { FailureError } from '../../shared/domain/failure';
import type { Secrets } from '../store/secrets';
import type { ProxyCredentials, ProxySignIn } from '../uc/http/proxy-sign-in';

export interface ProxyAnswer extends ProxyCredentials {
  /** `host:port`, as the failure named it. */
  readonly proxy: string;
  /** Absent: as it was with what was told before. */
  readonly remember?: boolean | undefined;
  readonly isPublicComputer: boolean;
}

export interface ProxyAccounts extends ProxySignIn {
  /** Throws `not-allowed` for a proxy that did not ask. */
  answer(answer: ProxyAnswer): void;
  /** Everything that is not kept. */
  forget(): void;
  /** What was told on a public computer. */
  forgetGuest(): void;
}

interface Account {
  readonly credentials: ProxyCredentials;
  /** To be kept once the proxy has taken it. */
  readonly isToKeep: boolean;
  readonly isGuests: boolean;
}

/** The key store's second half of a key: a proxy has one account. */
const noUser = '';
const KeptSchema = v.object({ user: v.string(), password: v.string() });

/** `secrets`: a file of its own. */
export function createProxyAccounts(secrets: Secrets): ProxyAccounts {
  const asked = new Set<string>();
  const refused = new Set<string>();
  const accounts = new Map<string, Account>();
  /** A request has come through with them. */
  const proven = new WeakSet<ProxyCredentials>();
  /** What was refused had been kept, so that what takes its place is to be kept. */
  const wereKept = new Set<string>();

  async function readKept(proxy: string): Promise<ProxyCredentials | undefined> {
    const kept = await secrets.get(proxy, noUser);
    if (kept === undefined) return undefined;
    try {
      return v.parse(KeptSchema, JSON.parse(kept));
    } catch {
      return undefined; // as good as none: the person is asked
    }
  }

  return {
    async credentialsFor(proxy) {
      asked.add(proxy);
      if (refused.has(proxy)) return undefined;
      const known = accounts.get(proxy);
      if (known) return known.credentials;
      const kept = await readKept(proxy);
      // Somebody may have answered, or a kept one been refused, while the key store was opened.
      if (accounts.has(proxy) || refused.has(proxy)) return accounts.get(proxy)?.credentials;
      if (!kept) return undefined;
      proven.add(kept);
      accounts.set(proxy, { credentials: kept, isToKeep: false, isGuests: false });
      return kept;
    },
    refused(proxy, given) {
      // Another request may have run into the same refusal before, and a person have answered it.
      if (accounts.get(proxy)?.credentials !== given) return;
      accounts.delete(proxy);
      refused.add(proxy);
      if (secrets.has(proxy, noUser)) wereKept.add(proxy);
      secrets.delete(proxy, noUser);
    },
    taken(proxy, given) {
      proven.add(given);
      const account = accounts.get(proxy);
      if (account?.credentials !== given || !account.isToKeep) return;
      accounts.set(proxy, { ...account, isToKeep: false });
      const { user, password } = given;
      void secrets.set(proxy, noUser, JSON.stringify({ user, password }));
    },
    doubted(proxy, given) {
      if (accounts.get(proxy)?.credentials !== given || proven.has(given)) return false;
      return accounts.delete(proxy);
    },
    wasRefused: (proxy) => refused.has(proxy),
    answer({ proxy, user, password, remember = wereKept.has(proxy), isPublicComputer }) {
      if (!asked.has(proxy)) throw new FailureError('not-allowed', 'this proxy did not ask');
      refused.delete(proxy);
      accounts.set(proxy, {
        credentials: { user, password },
        isToKeep: remember && !isPublicComputer,
        isGuests: isPublicComputer,
      });
      if (isPublicComputer) return;
      wereKept.delete(proxy);
      if (!remember) secrets.delete(proxy, noUser);
    },
    forget() {
      accounts.clear();
      refused.clear();
    },
    forgetGuest() {
      for (const [proxy, { isGuests }] of accounts) if (isGuests) accounts.delete(proxy);
    },
  };
}
