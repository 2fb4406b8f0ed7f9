// One `Set-Cookie` header, read as RFC 6265, section 5.2 tells. Pure; what becomes of it is the jar's.

export interface SetCookie {
  readonly name: string;
  readonly value: string;
  /** As given, or undefined: the folder of the page. */
  readonly path?: string;
  /** In lower case, without a dot in front. */
  readonly domain?: string;
  readonly isSecure: boolean;
  /** Milliseconds that it has to live from when it was sent; undefined: as long as the jar. */
  readonly lifetimeMs?: number;
}

/** What browsers take (RFC 6265, 6.1). */
const maxNameAndValueLength = 4096;
const maxLength = 8192;

/**
 * Undefined: not to be kept. Besides what the RFC says, nothing is taken but printable ASCII: what else came could not be given back
 * byte by byte, and a header with a line break in it could say something in our name.
 * `sentAt`: the server's own clock, since `Expires` is told by it.
 */
export function readSetCookie(header: string, sentAt: number): SetCookie | undefined {
  if (header.length > maxLength || !/^[\t\x20-\x7e]*$/u.test(header)) return undefined;
  const [pair = '', ...rest] = header.split(';');
  const at = pair.indexOf('=');
  const name = pair.slice(0, at).trim();
  const value = pair.slice(at + 1).trim();
  if (at < 0 || name === '' || name.length + value.length > maxNameAndValueLength) return undefined;
  // Given several times, the last counts.
  const attributes = new Map(rest.map(splitAttribute));
  const path = attributes.get('path');
  const domain = attributes.get('domain')?.replace(/^\./u, '').toLowerCase();
  const lifetimeMs = lifetimeOf(attributes.get('max-age'), attributes.get('expires'), sentAt);
  return {
    name,
    value,
    isSecure: attributes.has('secure'),
    ...(path?.startsWith('/') && { path }),
    ...(domain && { domain }),
    ...(lifetimeMs !== undefined && { lifetimeMs }),
  };
}

function splitAttribute(attribute: string): [name: string, value: string] {
  const at = attribute.indexOf('=');
  if (at < 0) return [attribute.trim().toLowerCase(), ''];
  return [attribute.slice(0, at).trim().toLowerCase(), attribute.slice(at + 1).trim()];
}

/** `Max-Age` goes before `Expires` (RFC 6265, 5.3). One that cannot be read counts for nothing. */
function lifetimeOf(maxAge: string | undefined, expires: string | undefined, sentAt: number): number | undefined {
  if (maxAge !== undefined && /^-?\d+$/u.test(maxAge)) return Number(maxAge) * 1000;
  const until = expires === undefined ? undefined : readCookieDate(expires);
  return until === undefined ? undefined : until - sentAt;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** RFC 6265, 5.1.1: the parts of a date in any order, always in UTC. */
export function readCookieDate(text: string): number | undefined {
  let time: readonly number[] | undefined;
  let day: number | undefined;
  let month: number | undefined;
  let year: number | undefined;
  for (const token of text.split(/[\t\x20-\x2f;-@[-`{-~]+/u)) {
    const clock = time ? null : /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/u.exec(token);
    const named = months.indexOf(token.slice(0, 3).toLowerCase());
    if (clock) time = clock.slice(1).map(Number);
    else if (day === undefined && /^\d{1,2}(?!\d)/u.test(token)) day = Number.parseInt(token, 10);
    else if (month === undefined && named >= 0) month = named;
    else if (year === undefined && /^\d{2,4}(?!\d)/u.test(token)) year = fullYear(Number.parseInt(token, 10));
  }
  const [hour = 24, minute = 60, second = 60] = time ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  if (day < 1 || day > 31 || year < 1601 || hour > 23 || minute > 59 || second > 59) return undefined;
  return Date.UTC(year, month, day, hour, minute, second);
}

function fullYear(year: number): number {
  if (year < 70) return year + 2000;
  return year < 100 ? year + 1900 : year;
}
