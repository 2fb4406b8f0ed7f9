// How the connection test gets to a server: on the way that signing in would take, which may lead through a proxy. Then nobody but the
// proxy has to know the server's name, and nobody but the proxy may reach it.
import { lookup } from 'node:dns/promises';
import { connect as connectTcp, type Socket } from 'node:net';
import { FailureError } from '../../shared/domain/failure';
import { tunnelThrough } from '../uc/http/node/node-proxy';
import { placeText, type Place } from '../uc/http/place';
import { waysIn, type Way } from '../uc/http/proxy-route';
import { ProxyAnswers, type ProxySignIn } from '../uc/http/proxy-sign-in';

/** The server, or the proxy where one stands in between; undefined: Node's stack does not know the way. */
export function placeOf(way: Way, url: URL): Place | undefined {
  if (way.kind === 'other') return undefined;
  return way.kind === 'proxy' ? way.route : serverOf(url);
}

/** For a person to read. */
export function proxyOf(way: Way): { readonly proxy?: string } {
  if (way.kind === 'direct') return {};
  if (way.kind === 'other') return { proxy: way.named };
  const { kind } = way.route;
  return { proxy: `${kind === 'http' ? '' : `${kind}://`}${placeText(way.route)}` };
}

export async function waysTo(url: URL, proxyFor: (url: string) => Promise<string>): Promise<readonly Way[]> {
  // Who cannot be told the way goes directly, as both network stacks do.
  return waysIn(await proxyFor(url.href).catch(() => ''));
}

/** Comma-separated addresses. */
export async function addressesOf({ host }: Place): Promise<string> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address).join(', ');
}

/** A connection that is kept by who asked for it. */
export function connectTo(place: Place, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ ...place, timeout: timeoutMs });
    socket.once('connect', () => {
      socket.setTimeout(0);
      resolve(socket);
    });
    socket.once('timeout', () => socket.destroy(new FailureError('timeout')));
    socket.on('error', reject);
  });
}

/** The line on which the server speaks, with nothing said on it yet. */
export function lineTo(url: URL, way: Way, proxySignIn: ProxySignIn, timeoutMs: number): Promise<Socket> {
  if (way.kind !== 'proxy') return connectTo(serverOf(url), timeoutMs);
  const signal = AbortSignal.timeout(timeoutMs);
  const answers = new ProxyAnswers(proxySignIn, url.href);
  return tunnelThrough(way.route, serverOf(url), { answers, signal });
}

function serverOf(url: URL): Place {
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return { host: url.hostname.replace(/^\[|\]$/gu, ''), port };
}
