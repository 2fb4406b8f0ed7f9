// The cookies of one sign-in. None is documented (protocol.md 1.2), but a load balancer in front of the server knows its visitor by
// one (field notes), and so may the front end of single sign-on. In memory alone: another sign-in has another jar, and shares nothing.
// A choice: whatever `Domain` says, a cookie goes back to the one origin that set it. What would be worth sending to a sister host is
// unknown, and so is which names have sisters: no list of public suffixes has to be carried along and kept up to date.
import { isLoopback } from './server-address';
import { readCookieDate, readSetCookie, type SetCookie } from './set-cookie';

interface Kept extends Pick<SetCookie, 'name' | 'value' | 'isSecure'> {
  readonly path: string;
  /** By the clock of the jar. */
  readonly endsAt: number;
}

/** What a server may have us carry: enough for any, and a request that servers still take (IIS: 16 KB of headers). */
const maxCookies = 50;
const maxLength = 8192;
/** Single sign-on goes from page to page; a chain that is longer leads nowhere. */
const maxOrigins = 20;

export class CookieJar {
  /** Origin → by name and path, the oldest first. */
  private readonly origins = new Map<string, Map<string, Kept>>();

  /** `monotonicNow`: milliseconds since some moment, by a monotonic clock. */
  constructor(private readonly monotonicNow: () => number = () => performance.now()) {}

  /** The value of `Cookie` for a request; undefined: none. */
  headerFor(url: URL): string | undefined {
    const now = this.monotonicNow();
    const fitting = [...(this.origins.get(url.origin)?.values() ?? [])].filter(
      ({ endsAt, isSecure, path }) => endsAt > now && (!isSecure || isSafe(url)) && isUnder(path, url.pathname),
    );
    if (fitting.length === 0) return undefined;
    // RFC 6265, 5.4: longer paths first, then the older. The sort keeps the order of equals.
    fitting.sort((one, other) => other.path.length - one.path.length);
    return fitting.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  /** Takes in what an answer from `url` sets. `date`: its header of that name. */
  keep(url: URL, setCookies: readonly string[], date?: string): void {
    const sentAt = (date === undefined ? undefined : readCookieDate(date)) ?? Date.now();
    for (const header of setCookies) {
      const cookie = readSetCookie(header, sentAt);
      if (cookie && isAllowed(cookie, url)) this.put(url, cookie);
    }
  }

  private put(url: URL, { name, value, isSecure, path = folderOf(url), lifetimeMs = Infinity }: SetCookie): void {
    const known = this.origins.get(url.origin);
    if (!known && this.origins.size >= maxOrigins) return;
    const cookies = known ?? new Map<string, Kept>();
    this.origins.set(url.origin, cookies);
    const key = `${name};${path}`;
    if (lifetimeMs <= 0) return void cookies.delete(key);
    cookies.set(key, { name, value, isSecure, path, endsAt: this.monotonicNow() + lifetimeMs });
    let length = [...cookies.values()].reduce((sum, each) => sum + each.name.length + each.value.length + 3, 0);
    for (const [oldest, each] of cookies) {
      if (cookies.size <= maxCookies && length <= maxLength) return;
      cookies.delete(oldest);
      length -= each.name.length + each.value.length + 3;
    }
  }
}

/** Chromium takes this computer for safe too. */
function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || isLoopback(hostname);
}

/** A cookie for somebody else is refused, and so is one that says it wants encryption where there is none. */
function isAllowed({ domain, isSecure }: SetCookie, url: URL): boolean {
  if (isSecure && !isSafe(url)) return false;
  return domain === undefined || url.hostname === domain || (isName(url) && url.hostname.endsWith(`.${domain}`));
}

function isName({ hostname }: URL): boolean {
  return !/^\[|^[\d.]+$/u.test(hostname);
}

/** RFC 6265, 5.1.4. */
function folderOf({ pathname }: URL): string {
  return pathname.slice(0, Math.max(1, pathname.lastIndexOf('/')));
}

function isUnder(path: string, pathname: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}
