// Single sign-on as the engine asks for it: the window on the front end's pages, and leaving those pages again.
import type { Sso, SsoResult } from '../transports/sso-window';
import type { KnownServers } from './server-trust';

export interface SingleSignOnWindow {
  signIn(serverUrl: string): Promise<SsoResult>;
  /** The page that the administrator named for signing off (protocol.md 6.9). */
  visitSignOffPage(url: string): void;
  /** Nobody is signed in any more: forgets the provider's cookies. */
  forget(): void;
}

export function createSingleSignOn(sso: Sso, servers: KnownServers): SingleSignOnWindow {
  let last: string | undefined;
  let opened: AbortController | undefined;

  return {
    async signIn(serverUrl) {
      opened?.abort();
      opened = new AbortController();
      last = serverUrl;
      servers.keepCookiesOf(serverUrl);
      return sso.signIn(serverUrl, opened.signal);
    },
    visitSignOffPage(url) {
      if (last === undefined) return;
      void sso.signOff(last, url);
      last = undefined;
    },
    forget() {
      opened?.abort();
      opened = undefined;
      if (last !== undefined) void sso.signOff(last);
      last = undefined;
    },
  };
}
