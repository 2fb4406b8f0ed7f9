// Which way leads to a server, as the system says it (the result of a PAC script, such as `PROXY a:8080; DIRECT`). Node's stack goes
// through plain HTTP proxies only; the first way that it can go is taken. Pure.
import { FailureError } from '../../shared/domain/failure';

export interface ProxyRoute {
  /** Bare, without the brackets of IPv6. */
  readonly host: string;
  readonly port: number;
}

/** Undefined: directly. Throws `FailureError('proxy-unusable')` when there is no way for this stack. */
export function routeIn(list: string): ProxyRoute | undefined {
  const ways = list
    .split(';')
    .map((way) => way.trim())
    .filter((way) => way !== '');
  if (ways.length === 0) return undefined;
  for (const way of ways) {
    if (/^direct$/iu.test(way)) return undefined;
    const route = proxyIn(way);
    if (route) return route;
  }
  throw new FailureError('proxy-unusable', `this network stack knows no way through ${ways.join('; ')}`);
}

function proxyIn(way: string): ProxyRoute | undefined {
  const [, address = ''] = /^(?:proxy|http)\s+(\S+)$/iu.exec(way) ?? [];
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/iu.exec(address) ?? [];
  if (host === undefined) return undefined;
  return { host: host.replace(/^\[|\]$/gu, ''), port: port === undefined ? 80 : Number(port) };
}
