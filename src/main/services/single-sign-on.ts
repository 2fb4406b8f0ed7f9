// Single sign-on as the engine asks for it: the window on the front end's pages, and leaving those pages again.
import type { Sso, SsoResult } from '../transports/sso-window';
import type { CookieJar } from '../uc/http/cookie-jar';

export interface SingleSignOnWindow {
  /** `cookies`: those of the sign-in that asks; what the pages set goes along with its requests. */
  signIn(serverUrl: string, cookies: CookieJar): Promise<SsoResult>;
  /** The page that the administrator named for signing off (protocol.md 6.9). */
  visitSignOffPage(url: string): void;
  /** Nobody is signed in any more: forgets the provider's cookies. */
  forget(): void;
}

export function createSingleSignOn(sso: Sso): SingleSignOnWindow {
  let last: string | undefined;
  let opened: AbortController | undefined;

  return {
    async signIn(serverUrl, cookies) {
      opened?.abort();
      opened = new AbortController();
      last = serverUrl;
      return sso.signIn(serverUrl, cookies, opened.signal);
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
