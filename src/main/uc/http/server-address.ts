// From what a person types to the addresses worth trying: https before http, and http without being asked for on this very
// computer alone (protocol.md 1.1: HTTPS is the default of server and client; the documentation joins a configured server address
// and five paths, so what is typed may have a path of its own).
import { basePathOf } from './server-path';

export type ServerAddress =
  | {
      readonly ok: true;
      /** Base URLs, `https://host[:port][/path]` without a slash at the end, to be tried in order. */
      readonly candidates: readonly string[];
      /** Passwords and messages would travel in clear: the person typed `http://` for another computer. Say so. */
      readonly isInsecure: boolean;
    }
  | { readonly ok: false; readonly reason: 'empty' | 'invalid' | 'scheme' | 'user-info' };

const maxLength = 2_048;

export function parseServerAddress(typed: string): ServerAddress {
  const text = typed.trim();
  if (text === '') return refused('empty');
  if (text.length > maxLength) return refused('invalid');
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//iu.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http') return refused('scheme');
  const { host, rest } = splitAtPath(afterScheme(text));
  // `URL` would take the first part of the path for it.
  if (host === '') return refused('invalid');
  // `mailto:x`, `javascript:…`: a colon that no port follows.
  if (scheme === undefined && !isBareIpv6(host) && /^[a-z][a-z0-9+.-]*:(?!\d+$)/iu.test(host))
    return refused(host.includes('@') ? 'user-info' : 'scheme');
  const url = urlOf(`${scheme ?? 'https'}://${bracketed(host)}${rest}`);
  const path = url && basePathOf(url.pathname);
  if (!url || path === undefined || !isHost(url.hostname)) return refused('invalid');
  if (url.username !== '' || url.password !== '' || host.includes('@')) return refused('user-info');
  return accepted(url, path, scheme, host);
}

/** The text that `parseServerAddress` makes this base URL of: one that ends like a page of the service would lose its end. */
export function typedAddressOf(base: string): string {
  const address = parseServerAddress(base);
  return address.ok && address.candidates[0] === base ? base : `${base}/cwa/`;
}

function accepted(url: URL, path: string, scheme: 'http' | 'https' | undefined, host: string): ServerAddress {
  const isHere = isLoopback(url.hostname);
  const base = url.origin + path;
  if (scheme === 'http') return { ok: true, candidates: [base], isInsecure: !isHere };
  // `URL` drops 443 as the default of https; a person who typed it means https.
  const mayBePlain = scheme === undefined && isHere && !host.endsWith(':443');
  return { ok: true, candidates: mayBePlain ? [base, `http://${url.host}${path}`] : [base], isInsecure: false };
}

/** `localhost`, `127.0.0.0/8` and `::1`, as `URL` writes them. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/u.test(hostname) ||
    hostname === '[::1]' ||
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/u.test(hostname)
  );
}

function refused(reason: Extract<ServerAddress, { ok: false }>['reason']): ServerAddress {
  return { ok: false, reason };
}

function afterScheme(text: string): string {
  return text.replace(/^[a-z][a-z0-9+.-]*:\/\//iu, '');
}

/** What a person typed before the path, the query or the fragment, with its port. */
function splitAtPath(text: string): { readonly host: string; readonly rest: string } {
  const at = text.search(/[/?#]/u);
  return at < 0 ? { host: text, rest: '' } : { host: text.slice(0, at), rest: text.slice(at) };
}

/** An IPv6 address typed bare (`::1`) gets the brackets that a URL wants. */
function bracketed(text: string): string {
  return isBareIpv6(text) ? `[${text}]` : text;
}

function isBareIpv6(text: string): boolean {
  return /^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$/iu.test(text);
}

function urlOf(text: string): URL | undefined {
  // Blanks and backslashes inside are typing errors that `URL` would quietly repair.
  if (/[\s\\]/u.test(text)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function isHost(hostname: string): boolean {
  return (
    hostname.startsWith('[') ||
    (/^[a-z0-9._-]+$/u.test(hostname) && !hostname.startsWith('.') && !hostname.includes('..'))
  );
}
