// Whose request it is. Behind a balancer all connections are the balancer's, and whom it speaks for stands in `X-Forwarded-For`. Anybody
// can write that header: it counts only where it comes from a proxy that was named, and only as far as such proxies wrote it.
import { BlockList, isIP } from 'node:net';

export interface ClientAddresses {
  /** Whether who has connected speaks for others. */
  isProxy(peer: string): boolean;
  /** Whose request it is. `forwarded`: each `X-Forwarded-For` that was sent. */
  of(peer: string, forwarded: readonly string[]): string;
}

/**
 * Each proxy has written down, at the end, whom it was asked by: from there back, the first address that is no trusted proxy is the
 * client's. What stands before it the client may have written itself.
 */
export function createClientAddresses(proxies: readonly string[]): ClientAddresses {
  const isTrusted = testOf(proxies);
  return {
    isProxy: (peer) => isTrusted(plainAddress(peer)),
    of(peer, forwarded) {
      let address = plainAddress(peer);
      const entries = forwarded.flatMap((header) => header.split(','));
      while (isTrusted(address)) {
        const before = entryAddress(entries.pop());
        // Nobody has written more, or what no proxy writes: then it is the proxy's own.
        if (before === undefined) break;
        address = before;
      }
      return address;
    },
  };
}

/** An address, or a network such as `10.1.0.0/16`. */
export function isProxyToTrust(text: string): boolean {
  return parseNetwork(text) !== undefined;
}

interface Network {
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly bits: number;
}

function parseNetwork(text: string): Network | undefined {
  const [, written = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/u.exec(text.trim()) ?? [];
  const family = isIP(written);
  if (family === 0) return undefined;
  const longest = family === 4 ? 32 : 128;
  const length = bits === undefined ? longest : Number(bits);
  return length > longest ? undefined : { address: written, family: family === 4 ? 'ipv4' : 'ipv6', bits: length };
}

/** It is asked for each request: with nobody to trust, as on one's own computer, that costs nothing. */
function testOf(networks: readonly string[]): (address: string) => boolean {
  if (networks.length === 0) return () => false;
  const list = new BlockList();
  for (const text of networks) {
    const network = parseNetwork(text);
    if (network) list.addSubnet(network.address, network.bits, network.family);
  }
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
}

/** Sockets that listen for both families give addresses of the older one in the form of the newer. */
function plainAddress(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1] ?? address;
}

/** Some proxies add a port, and brackets then. */
function entryAddress(entry: string | undefined): string | undefined {
  if (entry === undefined) return undefined;
  const written = entry.trim();
  const [, inBrackets, withPort] =
    /^(?:\[([\da-f:.]+)\](?::\d{1,5})?|(\d+\.\d+\.\d+\.\d+):\d{1,5})$/iu.exec(written) ?? [];
  const address = plainAddress(inBrackets ?? withPort ?? written);
  return isIP(address) === 0 ? undefined : address;
}
