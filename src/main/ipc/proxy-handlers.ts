// A proxy on the way that wants to know who this is.
import type { proxyCalls } from '../../shared/ipc/proxy-calls';
import type { CallHandlers } from '../ipc';
import type { ProxyAccounts } from '../services/proxy-accounts';

/** `isGuestSession`: whoever is signed in does not own this computer. */
export function proxyHandlers(
  proxies: Pick<ProxyAccounts, 'answer'>,
  isGuestSession: () => boolean,
): Pick<CallHandlers, keyof typeof proxyCalls> {
  return {
    'proxy:answer': ({ isPublicComputer, ...answer }) =>
      proxies.answer({ ...answer, isPublicComputer: isPublicComputer || isGuestSession() }),
  };
}
