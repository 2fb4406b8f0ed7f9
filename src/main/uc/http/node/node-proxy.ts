// Going through an HTTP proxy on Node's stack: a tunnel for https (CONNECT), whole addresses for http (RFC 9110, 9112). Of the ways in
// which a proxy may ask who this is, Basic; Chromium's stack knows the others.
import * as net from 'node:net';
import { FailureError } from '../../../../shared/domain/failure';
import type { ProxyRoute } from '../proxy-route';
import type { ProxyAnswers, ProxyCredentials } from '../proxy-sign-in';
import type { HttpResponse } from '../transport';
import { failureFromNodeError } from './node-transport-failure';

/** What a proxy has to say to CONNECT is short. */
const maxHeadBytes = 64 * 1024;

/** A connection to `target` (`host:port`) through the proxy, with nothing read from it yet. */
export async function tunnelThrough(
  proxy: ProxyRoute,
  target: string,
  answers: ProxyAnswers,
  signal: AbortSignal,
): Promise<net.Socket> {
  for (let told: ProxyCredentials | undefined; ;) {
    const { socket, status, headers } = await askForTunnel(proxy, target, told, signal);
    if (status >= 200 && status < 300) {
      answers.passed();
      return socket;
    }
    socket.destroy();
    if (status !== 407) throw noTunnel(`the proxy ${proxy.host} answered with status ${status}`);
    told = await answerTo(headers.get('proxy-authenticate') ?? '', proxy, answers);
  }
}

/** A request that a plain proxy passes on; `send` sends it once, with these headers in addition. */
export async function exchangeThrough(
  proxy: ProxyRoute,
  answers: ProxyAnswers,
  send: (headers: Readonly<Record<string, string>>) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  for (let headers = {}; ;) {
    const response = await send(headers).catch((error: unknown) => {
      throw wasNeverThere(error) ? notReached(error) : error;
    });
    if (response.status !== 407) {
      answers.passed();
      return response;
    }
    headers = proxyAuthorization(await answerTo(response.headers['proxy-authenticate'] ?? '', proxy, answers));
  }
}

const noTunnel = (why: string): FailureError =>
  // As Chromium's stack names it.
  new FailureError('unreachable', `TUNNEL_CONNECTION_FAILED: ${why}`, { reached: 'never', stoppedAt: 'proxy' });

/** The way to the proxy itself: the server has nothing to do with it. As Chromium's stack tells it. */
function notReached(error: unknown): FailureError {
  const { detail, facts } = failureFromNodeError(error);
  const told = { cause: error, ...(facts && { facts }), reached: 'never', stoppedAt: 'proxy' } as const;
  return new FailureError('unreachable', `PROXY_CONNECTION_FAILED: ${detail}`, told);
}

/** No other host is looked for or connected to than the proxy. */
function wasNeverThere(error: unknown): boolean {
  const { code, reached } = failureFromNodeError(error);
  return reached === 'never' || code === 'unknown-host';
}

/** A realm is a few words. */
const maxChallengeLength = 1_000;

/** Ends: each proxy is answered once, and another challenge of it throws. */
function answerTo(challenge: string, { host, port }: ProxyRoute, answers: ProxyAnswers): Promise<ProxyCredentials> {
  if (!/(?:^|,)\s*basic\b/iu.test(challenge)) {
    const schemes = challenge.split(',').map((each) => each.trim().split(/\s/u)[0]);
    throw new FailureError('proxy-unusable', `the proxy ${host} asks by ${schemes.join(', ')}`);
  }
  const basic = challenge.slice(challenge.search(/\bbasic\b/iu)).slice(0, maxChallengeLength);
  const realm = /\brealm="([^"]*)"/iu.exec(basic)?.[1];
  return answers.to({ scheme: 'basic', host, port, ...(realm !== undefined && { realm }) });
}

function proxyAuthorization({ user, password }: ProxyCredentials): { readonly 'proxy-authorization': string } {
  return { 'proxy-authorization': `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
}

interface TunnelAnswer {
  readonly socket: net.Socket;
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}

function askForTunnel(
  { host, port }: ProxyRoute,
  target: string,
  told: ProxyCredentials | undefined,
  signal: AbortSignal,
): Promise<TunnelAnswer> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, autoSelectFamily: true });
    let head = Buffer.alloc(0);
    const letGo = (): void => {
      signal.removeEventListener('abort', cancel);
      socket.off('data', read).off('close', hungUp).off('error', failed);
      // What follows the first error says nothing new.
      socket.on('error', () => undefined);
    };
    const fail = (error: Error): void => {
      letGo();
      socket.destroy();
      reject(error);
    };
    const failed = (error: Error): void => fail(notReached(error));
    const cancel = (): void => fail(new FailureError('timeout', `the proxy ${host}`));
    const hungUp = (): void => fail(noTunnel(`the proxy ${host} hung up`));
    signal.addEventListener('abort', cancel, { once: true });
    socket.on('connect', () => {
      const lines = [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`];
      if (told) lines.push(`Proxy-Authorization: ${proxyAuthorization(told)['proxy-authorization']}`);
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    });
    const read = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0 && head.length <= maxHeadBytes) return;
      const parsed = end < 0 ? undefined : headIn(head.subarray(0, end).toString('latin1'));
      if (!parsed) return fail(noTunnel(`the proxy ${host} does not speak HTTP`));
      letGo();
      socket.pause();
      // A server speaks after the client does; what came early is its business all the same.
      if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
      resolve({ socket, ...parsed });
    };
    socket.on('error', failed).on('close', hungUp).on('data', read);
    if (signal.aborted) cancel();
  });
}

function headIn(text: string): Omit<TunnelAnswer, 'socket'> | undefined {
  const [first = '', ...lines] = text.split('\r\n');
  const status = /^HTTP\/1\.[01] (\d{3})\b/u.exec(first)?.[1];
  if (status === undefined) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, written = ''] = /^([^:\s]+):(.*)$/u.exec(line) ?? [];
    if (name === undefined) continue;
    const value = written.trim();
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  return { status: Number(status), headers };
}
