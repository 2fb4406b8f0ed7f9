// Going through a proxy on Node's stack. One for HTTP gets a tunnel for https (CONNECT) and whole addresses for http (RFC 9110, 9112); one
// of SOCKS gets a tunnel for both. Of the ways in which a proxy for HTTP may ask who this is, Basic; Chromium's stack knows the others.
import type * as net from 'node:net';
import { FailureError } from '../../../../shared/domain/failure';
import { placeText, type Place } from '../place';
import { isOfSocks, type ProxyRoute } from '../proxy-route';
import type { ProxyAnswers, ProxyCredentials } from '../proxy-sign-in';
import type { HttpResponse } from '../transport';
import { askProxy, lineToProxy, noTunnel, type Read } from './proxy-line';
import { passSocks } from './socks-tunnel';

export interface TunnelOptions {
  readonly answers: ProxyAnswers;
  readonly signal: AbortSignal;
  /** In PEM, in addition to the usual ones, for a proxy that is itself encrypted. */
  readonly authorities?: string | undefined;
}

/** A connection to `target` through the proxy, with nothing read from it yet. */
export async function tunnelThrough(proxy: ProxyRoute, target: Place, options: TunnelOptions): Promise<net.Socket> {
  const { answers, signal, authorities } = options;
  const line = (): Promise<net.Socket> => lineToProxy(proxy, signal, authorities);
  if (!isOfSocks(proxy.kind)) return tunnelOfHttp(proxy, target, answers, signal, line);
  const socket = await line();
  try {
    await passSocks(socket, proxy, target, answers, signal);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** A request that a plain proxy passes on; `send` sends it once, with these headers in addition, on a line to the proxy. */
export async function exchangeThrough(
  proxy: ProxyRoute,
  answers: ProxyAnswers,
  send: (headers: Readonly<Record<string, string>>) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  for (let headers = {}; ;) {
    const response = await send(headers);
    if (response.status !== 407) {
      answers.passed();
      return response;
    }
    headers = proxyAuthorization(await answerTo(response.headers['proxy-authenticate'] ?? '', proxy, answers));
  }
}

async function tunnelOfHttp(
  proxy: ProxyRoute,
  target: Place,
  answers: ProxyAnswers,
  signal: AbortSignal,
  line: () => Promise<net.Socket>,
): Promise<net.Socket> {
  for (let told: ProxyCredentials | undefined; ;) {
    const socket = await line();
    const { status, headers } = await askProxy(socket, connectWords(target, told), readHead, signal);
    if (status >= 200 && status < 300) {
      answers.passed();
      return socket;
    }
    socket.destroy();
    // tinyproxy says of a wrong password what a server would say.
    const isRefused = told !== undefined && status === 401;
    if (status !== 407 && !isRefused) throw noTunnel(`the proxy ${proxy.host} answered with status ${status}`);
    const challenge = headers.get(isRefused ? 'www-authenticate' : 'proxy-authenticate') ?? '';
    told = await answerTo(challenge, proxy, answers);
  }
}

/** A realm is a few words. */
const maxChallengeLength = 1_000;

/** Ends: each proxy is answered once, and another challenge of it throws. */
function answerTo(challenge: string, { host, port }: ProxyRoute, answers: ProxyAnswers): Promise<ProxyCredentials> {
  if (!/(?:^|,)\s*basic\b/iu.test(challenge)) {
    throw new FailureError('proxy-unusable', `the proxy ${host} asks by ${schemesIn(challenge).join(', ')}`);
  }
  const basic = challenge.slice(challenge.search(/\bbasic\b/iu)).slice(0, maxChallengeLength);
  const realm = /\brealm="([^"]*)"/iu.exec(basic)?.[1];
  return answers.to({ scheme: 'basic', host, port, ...(realm !== undefined && { realm }) });
}

/** There are not many more, and these are words of whoever is there. */
const mostSchemes = 8;

function schemesIn(challenge: string): readonly string[] {
  const schemes = challenge.slice(0, maxChallengeLength).split(',');
  return schemes.map((each) => /^\s*([\w-]{1,20})/u.exec(each)?.[1] ?? 'no name').slice(0, mostSchemes);
}

function proxyAuthorization({ user, password }: ProxyCredentials): { readonly 'proxy-authorization': string } {
  return { 'proxy-authorization': `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
}

function connectWords(target: Place, told: ProxyCredentials | undefined): Buffer {
  const server = placeText(target);
  const lines = [`CONNECT ${server} HTTP/1.1`, `Host: ${server}`];
  if (told) lines.push(`Proxy-Authorization: ${proxyAuthorization(told)['proxy-authorization']}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
}

interface Head {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}

function readHead(bytes: Buffer): Read<Head> | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) {
    // What does not begin so will not end so either.
    if (bytes.length >= 5 && !bytes.subarray(0, 5).equals(Buffer.from('HTTP/'))) throw noHttp();
    return undefined;
  }
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = /^HTTP\/1\.[01] (\d{3})\b/u.exec(first)?.[1];
  if (status === undefined) throw noHttp();
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, written = ''] = /^([^:\s]+):(.*)$/u.exec(line) ?? [];
    if (name === undefined) continue;
    const value = written.trim();
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  return { value: { status: Number(status), headers }, length: end + 4 };
}

const noHttp = (): FailureError => noTunnel('the proxy does not speak HTTP');
