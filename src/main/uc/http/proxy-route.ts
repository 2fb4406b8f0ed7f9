// Which way leads to a server, as the system says it (the result of a PAC script, such as `PROXY a:8080; DIRECT`). The first way that
// Node's stack can go is taken. Pure.
import { FailureError } from '../../../shared/domain/failure';
import type { Place } from './place';

/** `https`: a proxy for HTTP that is itself encrypted. */
export type ProxyKind = 'http' | 'https' | 'socks4' | 'socks5';

export interface ProxyRoute extends Place {
  readonly kind: ProxyKind;
}

export type Way =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly route: ProxyRoute }
  /** A proxy of another kind: Chromium's stack may know it. */
  | { readonly kind: 'other'; readonly named: string };

/** By the word that a PAC script has for it. Plain SOCKS is the older one there. */
const kinds: Readonly<Record<string, ProxyKind>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
};
export const usualPorts: Readonly<Record<ProxyKind, number>> = { http: 80, https: 443, socks4: 1080, socks5: 1080 };

/** Gets anything through; the others know what HTTP is. */
export const isOfSocks = (kind: ProxyKind): boolean => kind === 'socks4' || kind === 'socks5';

/** As a PAC script writes it. `address`: `host:port`. */
export function wayThrough(kind: ProxyKind, address: string): string {
  return `${kind === 'http' ? 'PROXY' : kind.toUpperCase()} ${address}`;
}

/** In the order in which they are to be tried; at least one. */
export function waysIn(list: string): readonly Way[] {
  const ways = list
    .split(';')
    .map((way) => way.trim())
    .filter((way) => way !== '');
  return ways.length === 0 ? [{ kind: 'direct' }] : ways.map(wayIn);
}

/** Undefined: directly. Throws `FailureError('proxy-unusable')` when there is no way for this stack. */
export function routeIn(list: string): ProxyRoute | undefined {
  for (const way of waysIn(list)) {
    if (way.kind === 'direct') return undefined;
    if (way.kind === 'proxy') return way.route;
  }
  throw new FailureError('proxy-unusable', `this network stack knows no way through ${list}`);
}

function wayIn(text: string): Way {
  if (/^direct$/iu.test(text)) return { kind: 'direct' };
  const [, word = '', address = ''] = /^([a-z\d]+)\s+(\S+)$/iu.exec(text) ?? [];
  const kind = kinds[word.toUpperCase()];
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/iu.exec(address) ?? [];
  if (kind === undefined || host === undefined) return { kind: 'other', named: text };
  return {
    kind: 'proxy',
    route: {
      kind,
      host: host.replace(/^\[|\]$/gu, ''),
      port: port === undefined ? usualPorts[kind] : Number(port),
    },
  };
}
