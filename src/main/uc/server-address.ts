// From what a person types to the addresses worth trying: https before http, and http without being asked for on this very
// computer alone (protocol.md 1.1: HTTPS is the default of server and client; the five paths are absolute on the host).

export type ServerAddress =
  | {
      readonly ok: true;
      /** Base URLs without a path, to be tried in order. */
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
  // `mailto:x`, `javascript:…`: a colon that no port follows.
  if (scheme === undefined && !isBareIpv6(text) && /^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/iu.test(text))
    return refused(looksLikeUserInfo(text));
  const url = urlOf(scheme === undefined ? `https://${bracketed(text)}` : text);
  if (!url || !isHost(url.hostname)) return refused('invalid');
  if (url.username !== '' || url.password !== '' || /^[^/?#]*@/u.test(afterScheme(text))) return refused('user-info');
  return accepted(url, scheme, text);
}

function accepted(url: URL, scheme: 'http' | 'https' | undefined, text: string): ServerAddress {
  const isHere = isLoopback(url.hostname);
  if (scheme === 'http') return { ok: true, candidates: [url.origin], isInsecure: !isHere };
  // `URL` drops 443 as the default of https; a person who typed it means https.
  const mayBePlain = scheme === undefined && isHere && !/:443(?:[/?#]|$)/u.test(text);
  return { ok: true, candidates: mayBePlain ? [url.origin, `http://${url.host}`] : [url.origin], isInsecure: false };
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

/** `dana:secret@host` is user information rather than a scheme. */
function looksLikeUserInfo(text: string): 'user-info' | 'scheme' {
  return /^[^/?#]*@/u.test(text) ? 'user-info' : 'scheme';
}

function afterScheme(text: string): string {
  return text.replace(/^[a-z][a-z0-9+.-]*:\/\//iu, '');
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
