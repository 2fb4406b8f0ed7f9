// A proxy on the way that wants to know who this is.
import type { proxyMethods } from '../../shared/ipc/proxy-methods';
import type { MethodHandlers } from '../ipc';
import type { ProxyAccounts } from '../services/proxy-accounts';

/** `isGuestSession`: whoever is signed in does not own this computer. */
export function proxyHandlers(
  proxies: Pick<ProxyAccounts, 'answer'>,
  isGuestSession: () => boolean,
): Pick<MethodHandlers, keyof typeof proxyMethods> {
  return {
    'proxy:answer': ({ isPublicComputer, ...answer }) =>
      proxies.answer({ ...answer, isPublicComputer: isPublicComputer || isGuestSession() }),
  };
}
