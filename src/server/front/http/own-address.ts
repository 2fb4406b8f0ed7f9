// Which requests are answered at all. A foreign page that somebody has open in a browser must not reach the server without their knowing:
// neither by a name that it has turned to this computer (DNS rebinding: such a request comes with a foreign `Host`), nor from its
// own address (then the browser says so in `Origin` or `Sec-Fetch-Site`). Clients of the protocol send neither of those two.
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** 400: no address or several; 421: an address that is not ours; 403: the request of a foreign page. */
export type Refusal = 400 | 403 | 421;

export interface OwnAddress {
  /** What the server listens on. */
  readonly host: string;
  readonly isEncrypted: boolean;
  /** Names, or addresses, that it goes by as well; with a port, or without for any. */
  readonly allowedHosts: readonly string[];
}

export interface Asked {
  readonly headers: IncomingHttpHeaders;
  /** Each `Host` that was sent. */
  readonly hosts: readonly string[];
}

/**
 * Decides from the head of a request alone.
 *
 * Always ours: the names that were given, and `localhost`. Addresses that are written as numbers cannot be turned to another computer by
 * anybody's name server: on loopback the loopback ones are ours, elsewhere all of them, since the computer may have any. Other
 * names have to be allowed one by one. The port is not compared but where an allowed name has one: nobody can forge it who could not
 * have had the right one, and a tunnel or a proxy in front has one of its own.
 */
export function createGate({ host, isEncrypted, allowedHosts }: OwnAddress): (asked: Asked) => Refusal | undefined {
  const isLocal = isLoopbackHost(host);
  const allowed = allowedHosts.map(parseHost).filter((each) => each !== undefined);
  const given = parseHost(isIP(host) === 6 ? `[${host}]` : host);

  function isOwn({ name, port }: Host): boolean {
    if (name === 'localhost' || name === given?.name) return true;
    if (allowed.some((each) => each.name === name && (each.port === undefined || each.port === port))) return true;
    return isIP(name) !== 0 && (!isLocal || isLoopbackHost(name));
  }

  return ({ headers, hosts }) => {
    const [written = '', ...more] = hosts;
    const asked = parseHost(written);
    if (!asked || more.length > 0) return 400;
    if (!isOwn(asked)) return 421;
    return isFromForeignPage(headers, isEncrypted, written) ? 403 : undefined;
  };
}

/** `NAME`, `NAME:PORT`, an IP address as in a URL. */
export function isHostToAllow(text: string): boolean {
  return parseHost(text) !== undefined;
}

interface Host {
  /** Lower case, without brackets, without the dot that ends a full name. */
  readonly name: string;
  readonly port: number | undefined;
}

const hostPattern = /^(?:\[([\da-f:.]+)\]|((?!-)[a-z\d_-]+(?:\.[a-z\d_-]+)*)\.?)(?::(\d{1,5}))?$/iu;

function parseHost(text: string): Host | undefined {
  const [, address, name = address, port] = hostPattern.exec(text.trim()) ?? [];
  if (name === undefined || (address !== undefined && isIP(address) !== 6)) return undefined;
  return { name: name.toLowerCase(), port: port === undefined ? undefined : Number(port) };
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isLoopbackHost(host: string): boolean {
  const family = isIP(host);
  return family === 0 ? host.toLowerCase() === 'localhost' : loopback.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

/** Our own pages (the form of single sign-on) are of the address that was asked. `same-site` is another program of this computer. */
function isFromForeignPage(headers: IncomingHttpHeaders, isEncrypted: boolean, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = headers;
  if (origin === undefined) return false;
  // Behind a proxy that does the encryption the page is https and the request is not.
  const own = [`https://${host}`, ...(isEncrypted ? [] : [`http://${host}`])];
  return !own.some((each) => URL.canParse(each) && new URL(each).origin === origin.toLowerCase());
}
