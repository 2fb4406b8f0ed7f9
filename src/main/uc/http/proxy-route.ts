// Which way leads to a server, as the system says it (the result of a PAC script, such as `PROXY a:8080; DIRECT`). Node's stack goes
// through plain HTTP proxies only; the first way that it can go is taken. Pure.
import { FailureError } from '../../../shared/domain/failure';

export interface ProxyRoute {
  /** Bare, without the brackets of IPv6. */
  readonly host: string;
  readonly port: number;
}

export type Way =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly route: ProxyRoute }
  /** SOCKS, a proxy that is itself encrypted: Chromium's stack may know it. */
  | { readonly kind: 'other'; readonly named: string };

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
  const [, address = ''] = /^(?:proxy|http)\s+(\S+)$/iu.exec(text) ?? [];
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/iu.exec(address) ?? [];
  if (host === undefined) return { kind: 'other', named: text };
  return {
    kind: 'proxy',
    route: { host: host.replace(/^\[|\]$/gu, ''), port: port === undefined ? 80 : Number(port) },
  };
}
