// The words of SOCKS: version 5 (RFC 1928) with a name and a password (RFC 1929), and version 4. Pure. What is read is undefined as long
// as it is not all there.
//
// Written here, and not left to a package: what there is (`socks`, on which the agents of npm stand) wants the name and the password
// beforehand, and says in words alone why it failed. Here a person is asked when the proxy asks, and told whether it asked, refused what
// it was told, or does not get through; and `node-proxy.ts` needs the same line to the proxy, plain or encrypted, for HTTP.
import { isIP } from 'node:net';
import type { Place } from '../place';
import type { ProxyCredentials } from '../proxy-sign-in';
import { noTunnel, type Read } from './proxy-line';

export type SocksMethod = 'nobody' | 'password' | 'unknown';

const methods: Readonly<Record<number, SocksMethod>> = { 0: 'nobody', 2: 'password' };

/** Which ways to say who this is are known here. */
export const socks5Greeting: Uint8Array = Uint8Array.of(5, 2, 0, 2);

/** The way that the proxy wants. */
export function readSocks5Method(bytes: Buffer): Read<SocksMethod> | undefined {
  if (bytes.length < 2) return undefined;
  if (bytes[0] !== 5) throw noTunnel('the proxy does not speak SOCKS 5');
  return { value: methods[bytes[1]!] ?? 'unknown', length: 2 };
}

/** Undefined: longer than SOCKS has room for. */
export function socks5Password({ user, password }: ProxyCredentials): Uint8Array | undefined {
  const [name, secret] = [Buffer.from(user, 'utf8'), Buffer.from(password, 'utf8')];
  if (name.length === 0 || name.length > 255 || secret.length > 255) return undefined;
  return Buffer.concat([Buffer.of(1, name.length), name, Buffer.of(secret.length), secret]);
}

/** Whether it was the right one. */
export function readSocks5Verdict(bytes: Buffer): Read<boolean> | undefined {
  return bytes.length < 2 ? undefined : { value: bytes[1] === 0, length: 2 };
}

/** The proxy looks names up itself. */
export function socks5Connect({ host, port }: Place): Uint8Array {
  return Buffer.concat([Buffer.of(5, 1, 0), socks5Address(host), portBytes(port)]);
}

function socks5Address(host: string): Buffer {
  const family = isIP(host);
  if (family === 4) return Buffer.of(1, ...host.split('.').map(Number));
  if (family === 6) return Buffer.concat([Buffer.of(4), ipv6Bytes(host)]);
  const name = Buffer.from(host, 'utf8');
  if (name.length === 0 || name.length > 255) throw noTunnel('the name is too long for SOCKS');
  return Buffer.concat([Buffer.of(3, name.length), name]);
}

const addressLengths: Readonly<Record<number, number>> = { 1: 4, 4: 16 };

export function readSocks5Reply(bytes: Buffer): Read<void> | undefined {
  if (bytes.length < 2) return undefined;
  if (bytes[0] !== 5) throw noTunnel('the proxy does not speak SOCKS 5');
  if (bytes[1] !== 0) throw noTunnel(`the proxy answered with ${bytes[1]}`);
  if (bytes.length < 5) return undefined;
  const [kind, first] = [bytes[3]!, bytes[4]!];
  const address = kind === 3 ? 1 + first : addressLengths[kind];
  if (address === undefined) throw noTunnel('the proxy answers with no address');
  const length = 4 + address + 2;
  return bytes.length < length ? undefined : { value: undefined, length };
}

/** @param address of IPv4: version 4 knows no other, and no names */
export function socks4Connect(address: string, port: number): Uint8Array {
  return Buffer.concat([Buffer.of(4, 1), portBytes(port), Buffer.of(...address.split('.').map(Number)), Buffer.of(0)]);
}

const socks4Granted = 90;

export function readSocks4Reply(bytes: Buffer): Read<void> | undefined {
  if (bytes.length < 2) return undefined;
  if (bytes[0] !== 0) throw noTunnel('the proxy does not speak SOCKS 4');
  if (bytes[1] !== socks4Granted) throw noTunnel(`the proxy answered with ${bytes[1]}`);
  return bytes.length < 8 ? undefined : { value: undefined, length: 8 };
}

function portBytes(port: number): Buffer {
  return Buffer.of(port >> 8, port & 0xff);
}

/** `2001:db8::1`, `::ffff:192.0.2.7`, perhaps with a zone, which means nothing elsewhere. */
function ipv6Bytes(address: string): Buffer {
  const groups = (part: string): number[] =>
    part === ''
      ? []
      : part.split(':').flatMap((group) => {
          if (!group.includes('.')) return [Number.parseInt(group, 16)];
          const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
          return [a * 256 + b, c * 256 + d];
        });
  const [head = '', tail] = address.split('%', 1)[0]!.split('::');
  const [before, after] = [groups(head), groups(tail ?? '')];
  const all = [
    ...before,
    ...Array<number>(tail === undefined ? 0 : 8 - before.length - after.length).fill(0),
    ...after,
  ];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}
