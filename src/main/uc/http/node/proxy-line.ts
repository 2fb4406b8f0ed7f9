// The line to a proxy itself, plain or encrypted, what is said on it before anything goes through, and how it is told that it leads
// nowhere. As Chromium's stack names it.
import * as net from 'node:net';
import type { SecureContext } from 'node:tls';
import * as tls from 'node:tls';
import { FailureError } from '../../../../shared/domain/failure';
import type { ProxyRoute } from '../proxy-route';
import { failureFromNodeError } from './node-transport-failure';
import { TlsRules } from './node-transport-tls';

/** What a proxy has to say first is short. */
const maxAnswerBytes = 64 * 1024;

/** It is there, and gets nobody through. */
export const noTunnel = (why: string): FailureError =>
  new FailureError('unreachable', `TUNNEL_CONNECTION_FAILED: ${why}`, { reached: 'never', stoppedAt: 'proxy' });

/** The way to the proxy itself: the server has nothing to do with it. */
function notReached(error: unknown): FailureError {
  const { detail, facts } = failureFromNodeError(error);
  const told = { cause: error, ...(facts && { facts }), reached: 'never', stoppedAt: 'proxy' } as const;
  return new FailureError('unreachable', `PROXY_CONNECTION_FAILED: ${detail}`, told);
}

/** By what a server may be trusted for no proxy is: only authorities count. Made once, as reading the trust store takes a while. */
const contexts = new Map<string, SecureContext>();

function trustOf(authorities: string): SecureContext {
  let context = contexts.get(authorities);
  if (!context) {
    ({ context } = new TlsRules(authorities === '' ? {} : { ca: authorities }));
    contexts.set(authorities, context);
  }
  return context;
}

/** @param authorities in PEM, in addition to the usual ones, for a proxy that is itself encrypted */
export function lineToProxy(
  { kind, host, port }: ProxyRoute,
  signal: AbortSignal,
  authorities = '',
): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const place = { host, port, autoSelectFamily: true };
    const isEncrypted = kind === 'https';
    const socket = isEncrypted
      ? tls.connect({
          ...place,
          ...(net.isIP(host) === 0 && { servername: host }),
          secureContext: trustOf(authorities),
        })
      : net.connect(place);
    const letGo = (): void => {
      signal.removeEventListener('abort', cancel);
      socket.off('error', failed).off('close', hungUp);
      // What follows the first error says nothing new.
      socket.on('error', () => undefined);
    };
    const fail = (error: Error): void => {
      letGo();
      socket.destroy();
      reject(error);
    };
    const failed = (error: Error): void => fail(notReached(error));
    const hungUp = (): void => fail(noTunnel(`the proxy ${host} hung up`));
    const cancel = (): void => fail(new FailureError('timeout', `the proxy ${host}`));
    socket.on('error', failed).on('close', hungUp);
    socket.once(isEncrypted ? 'secureConnect' : 'connect', () => {
      letGo();
      resolve(socket);
    });
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
  });
}

export interface Read<Value> {
  readonly value: Value;
  /** Bytes that it took; what came after them is left for whoever reads next. */
  readonly length: number;
}

/** Says `words` and reads until `read` has found an answer; undefined: not all of it is there yet. What `read` throws is thrown. */
export function askProxy<Value>(
  socket: net.Socket,
  words: Uint8Array,
  read: (bytes: Buffer) => Read<Value> | undefined,
  signal: AbortSignal,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    let heard = Buffer.alloc(0);
    const letGo = (): void => {
      signal.removeEventListener('abort', cancel);
      socket.off('data', hear).off('error', failed).off('close', hungUp);
    };
    const fail = (error: unknown): void => {
      letGo();
      socket.destroy();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const failed = (error: Error): void => fail(notReached(error));
    const hungUp = (): void => fail(noTunnel('the proxy hung up'));
    const cancel = (): void => fail(new FailureError('timeout', 'the proxy does not answer'));
    const hear = (chunk: Buffer): void => {
      heard = Buffer.concat([heard, chunk]);
      let found: Read<Value> | undefined;
      try {
        found = read(heard);
        if (!found && heard.length > maxAnswerBytes) throw noTunnel('the proxy does not come to an end');
      } catch (error) {
        return fail(error);
      }
      if (!found) return;
      letGo();
      socket.pause();
      // A server speaks after the client does; what came early is its business all the same.
      if (heard.length > found.length) socket.unshift(heard.subarray(found.length));
      resolve(found.value);
    };
    socket.on('data', hear).on('error', failed).on('close', hungUp);
    signal.addEventListener('abort', cancel, { once: true });
    if (socket.destroyed) return hungUp();
    if (signal.aborted) return cancel();
    socket.resume();
    socket.write(words);
  });
}
