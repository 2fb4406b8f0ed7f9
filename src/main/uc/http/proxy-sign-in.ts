// A proxy on the way that wants to know who this is: what a transport asks of whoever keeps the answers, and how it says that there is
// none. A proxy is known by `host:port`; what is given to one is given to no other, and to no server.
import { FailureError, type ProxyDetails } from '../../../shared/domain/failure';
import { placeText } from './place';

export interface ProxyCredentials {
  /** `DOMAIN\name` where the proxy speaks NTLM. */
  readonly user: string;
  readonly password: string;
}

export interface ProxySignIn {
  /** What to tell the proxy; undefined: nobody has said yet, or it was refused. */
  credentialsFor(proxy: string): Promise<ProxyCredentials | undefined>;
  /** The proxy did not take these: they are tried no more. */
  refused(proxy: string, given: ProxyCredentials): void;
  /** The proxy let a request through with these. */
  taken(proxy: string, given: ProxyCredentials): void;
  /** It let nothing through, and does not say why: unless they were taken before, they are not tried again. Returns whether that is so. */
  doubted(proxy: string, given: ProxyCredentials): boolean;
  /** What was said last was refused, and nothing else was said since. */
  wasRefused(proxy: string): boolean;
}

/** Nobody is there to ask. */
export const noProxySignIn: ProxySignIn = {
  credentialsFor: async () => undefined,
  refused: () => undefined,
  taken: () => undefined,
  doubted: () => false,
  wasRefused: () => false,
};

/** How a proxy asks. */
export interface ProxyChallenge {
  /** `basic`, `digest`, `ntlm`, `negotiate`; `socks5`, which asks for a name and a password before anything else is said. */
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** Where the scheme has one. */
  readonly realm?: string;
}

const maxRealmLength = 100;

/** Answers the proxies on the way of one request: each of them once, so that a refused password is not tried again. */
export class ProxyAnswers {
  private readonly given = new Map<string, ProxyCredentials>();

  /** `url`: what is asked of the server. Without encryption it goes to the proxy whole, and before the proxy asks. */
  constructor(
    private readonly signIn: ProxySignIn,
    private readonly url: string,
  ) {}

  /** Throws `FailureError('proxy-asks')` when there is nothing to say. */
  async to(challenge: ProxyChallenge): Promise<ProxyCredentials> {
    const proxy = placeText(challenge);
    const before = this.given.get(proxy);
    if (before) this.signIn.refused(proxy, before);
    const credentials = before ? undefined : await this.signIn.credentialsFor(proxy);
    if (!credentials) throw this.#asks(proxy, challenge, before !== undefined || this.signIn.wasRefused(proxy));
    this.given.set(proxy, credentials);
    return credentials;
  }

  #asks(address: string, { scheme, realm = '' }: ProxyChallenge, wasRefused: boolean): FailureError {
    const isInClear = scheme === 'socks5' || scheme.toLowerCase() === 'basic';
    // The proxy's own words, shown as such: cleared of what would break the line that they stand in.
    const named = realm
      .replace(/\p{C}+/gu, ' ')
      .trim()
      .slice(0, maxRealmLength);
    const hasSeenRequest = scheme !== 'socks5' && new URL(this.url).protocol !== 'https:';
    const proxy: ProxyDetails = {
      address,
      ...(named !== '' && { realm: named }),
      wasRefused,
      isInClear,
      hasSeenRequest,
    };
    return new FailureError('proxy-asks', `${address}, ${scheme}`, { proxy });
  }

  /** There is no way behind the proxies. Returns whether what was told to one of them may be why. */
  stopped(): boolean {
    return [...this.given].filter(([proxy, credentials]) => this.signIn.doubted(proxy, credentials)).length > 0;
  }

  /** An answer came from behind the proxies. */
  passed(): void {
    for (const [proxy, credentials] of this.given) this.signIn.taken(proxy, credentials);
  }
}
