// The proxies that an environment names, for a program without a desktop: HTTPS_PROXY and NO_PROXY in capitals or small letters, and
// http_proxy in small letters alone, which is the convention. Values are read as other programs read them; this computer itself is
// never reached through a proxy. These are choices.
import { usualPorts, wayThrough, type ProxyKind } from './proxy-route';
import type { ProxyCredentials, ProxySignIn } from './proxy-sign-in';
import { isLoopback } from './server-address';

export interface EnvironmentProxies {
  /** As `proxy-route.ts` reads it. */
  proxyFor(url: string): Promise<string>;
  /** With user and password from the proxy's own address. */
  readonly signIn: ProxySignIn;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function proxiesOf(environment: Environment): EnvironmentProxies {
  const secure = readProxy(environment['HTTPS_PROXY'] || environment['https_proxy']);
  const plain = readProxy(environment['http_proxy']);
  const exceptions = (environment['NO_PROXY'] || environment['no_proxy'] || '').toLowerCase().split(/[\s,]+/u);
  const accounts = new Map<string, ProxyCredentials>();
  for (const proxy of [secure, plain]) if (proxy?.credentials) accounts.set(proxy.address, proxy.credentials);
  const refused = new Set<string>();

  return {
    async proxyFor(text) {
      const url = new URL(text);
      if (isLoopback(url.hostname) || exceptions.some((each) => isException(each, url))) return 'DIRECT';
      return (url.protocol === 'https:' ? secure : plain)?.way ?? 'DIRECT';
    },
    signIn: {
      credentialsFor: async (proxy) => (refused.has(proxy) ? undefined : accounts.get(proxy)),
      refused: (proxy) => void refused.add(proxy),
      taken: () => undefined,
      // Nobody can be asked for others.
      doubted: () => false,
      wasRefused: (proxy) => refused.has(proxy),
    },
  };
}

const maxAddressLength = 2_048;

interface NamedProxy {
  readonly way: string;
  /** `host:port` */
  readonly address: string;
  readonly credentials?: ProxyCredentials;
}

/** Plain SOCKS is the newer one here, as it is in the settings. */
const kinds: Readonly<Record<string, ProxyKind>> = {
  'http:': 'http',
  'https:': 'https',
  'socks:': 'socks5',
  'socks5:': 'socks5',
  'socks5h:': 'socks5',
  'socks4:': 'socks4',
};

function readProxy(value: string | undefined): NamedProxy | undefined {
  const text = value?.trim() ?? '';
  if (text === '') return undefined;
  const url =
    text.length > maxAddressLength
      ? undefined
      : urlOf(/^[a-z][a-z0-9+.-]*:\/\//iu.test(text) ? text : `http://${text}`);
  const kind = kinds[url?.protocol ?? ''];
  // Not gone round: what is named and cannot be used is said when it is needed. Its text may hold a password.
  if (!url || !kind || url.hostname === '') return { way: 'UNKNOWN', address: '' };
  const address = `${url.hostname}:${url.port || usualPorts[kind]}`;
  const way = wayThrough(kind, address);
  if (url.username === '') return { way, address };
  const credentials = { user: decoded(url.username), password: decoded(url.password) };
  return { way, address, credentials };
}

/** `*`, `example.com` with all below it, `.example.com` likewise, `host:port`, an address. */
function isException(each: string, { hostname, port, protocol }: URL): boolean {
  if (each === '*') return true;
  const { name, only } = readException(each.replace(/^\./u, ''));
  if (name === '') return false;
  if (only !== undefined && only !== (port || (protocol === 'https:' ? '443' : '80'))) return false;
  const bare = (host: string): string => host.replace(/^\[|\]$/gu, '');
  return bare(hostname) === bare(name) || hostname.endsWith(`.${name}`);
}

/** An IPv6 address without brackets can have no port. */
function readException(text: string): { readonly name: string; readonly only: string | undefined } {
  const [, name, only] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/u.exec(text) ?? [];
  if (name !== undefined) return { name, only };
  return { name: text.split(':').length > 2 ? text : '', only: undefined };
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
