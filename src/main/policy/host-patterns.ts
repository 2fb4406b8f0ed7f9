// Which servers may be used: names of hosts, and `*.example.com` for every host below one. Without ports: who runs the host runs them
// all. Pure.

/** As `URL` writes it; undefined: no pattern. */
export function hostPattern(typed: string): string | undefined {
  const [, star = '', host = ''] = /^(\*\.)?(.*)$/u.exec(typed.trim()) ?? [];
  // What `URL` would take for something else than a host, or repair in silence.
  if (host === '' || /[\s/?#@\\*%]/u.test(host)) return undefined;
  if (!host.startsWith('[') && host.includes(':')) return undefined;
  if (!URL.canParse(`https://${host}`)) return undefined;
  const { hostname, port, pathname } = new URL(`https://${host}`);
  if (port !== '' || pathname !== '/') return undefined;
  // Between two dots there is a name; the one at the end may stand alone.
  if (/^\.|\.\./u.test(hostname)) return undefined;
  // There is nothing below an address of numbers.
  if (star !== '' && (hostname.startsWith('[') || /\d$/u.test(hostname))) return undefined;
  return star + hostname;
}

/** `hostname`: as `URL` writes it. */
export function matchesHost(pattern: string, hostname: string): boolean {
  return pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern;
}
