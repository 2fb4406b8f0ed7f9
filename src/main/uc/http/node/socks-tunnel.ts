// Going through a SOCKS proxy on Node's stack, as Chromium's goes: version 5 looks names up at the proxy, version 4 on this computer. Who
// this is only Node's stack can tell it.
import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import { FailureError } from '../../../../shared/domain/failure';
import type { Place } from '../place';
import type { ProxyRoute } from '../proxy-route';
import type { ProxyAnswers } from '../proxy-sign-in';
import { askProxy, noTunnel } from './proxy-line';
import {
  readSocks4Reply,
  readSocks5Method,
  readSocks5Reply,
  readSocks5Verdict,
  socks4Connect,
  socks5Connect,
  socks5Greeting,
  socks5Password,
} from './socks-wire';

/** On a line to the proxy on which nothing was said: after this it is one to the server. */
export async function passSocks(
  socket: Socket,
  proxy: ProxyRoute,
  target: Place,
  answers: ProxyAnswers,
  signal: AbortSignal,
): Promise<void> {
  if (proxy.kind === 'socks4') {
    const address = await addressOf(target.host);
    return askProxy(socket, socks4Connect(address, target.port), readSocks4Reply, signal);
  }
  const method = await askProxy(socket, socks5Greeting, readSocks5Method, signal);
  if (method === 'unknown')
    throw new FailureError('proxy-unusable', `the proxy ${proxy.host} asks in a way that is not known`);
  if (method === 'password') await sayWho(socket, proxy, answers, signal);
  await askProxy(socket, socks5Connect(target), readSocks5Reply, signal);
  answers.passed();
}

async function sayWho(socket: Socket, { host, port }: ProxyRoute, answers: ProxyAnswers, signal: AbortSignal) {
  const challenge = { scheme: 'socks5', host, port };
  const words = socks5Password(await answers.to(challenge));
  // What has no room cannot be right.
  const isTaken = words !== undefined && (await askProxy(socket, words, readSocks5Verdict, signal));
  // Once more is once too often: this throws.
  if (!isTaken) await answers.to(challenge);
}

async function addressOf(host: string): Promise<string> {
  if (isIP(host) === 6) throw noTunnel('SOCKS 4 knows addresses of IPv4 alone');
  return (await lookup(host, { family: 4 })).address;
}
