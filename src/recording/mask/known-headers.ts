// What of a head is the protocol's of the web, or says which product it is: names of headers, and the values that are words, counts and
// versions. All that is not here is masked.
import { listOf } from './word-list';

const names = listOf(`
  accept accept-charset accept-encoding accept-language accept-ranges age allow authorization
  cache-control cache-status connection content-encoding content-language content-length content-security-policy content-type
  cookie cwa-ticket date etag expires keep-alive last-modified location p3p persistent-auth
  pragma proxy-authenticate proxy-authentication-info proxy-authorization proxy-connection public referrer-policy
  retry-after server set-cookie strict-transport-security transfer-encoding upgrade user-agent vary via warning
  www-authenticate x-aspnet-version x-cache x-content-type-options x-frame-options x-powered-by x-ua-compatible x-xss-protection
`);

/** What values are put together from. */
const words = listOf(`
  * text html xml plain application image gif x-www-form-urlencoded octet-stream charset
  utf-8 utf-16 iso-8859-1 windows-1252 us-ascii gzip deflate br identity chunked q
  no-cache no-store private public must-revalidate max-age s-maxage post-check pre-check
  close keep-alive timeout max bytes none cookie accept-encoding user-agent true false
  microsoft-iis microsoft-httpapi asp.net apache nginx en-us en nosniff deny sameorigin
  includesubdomains preload openssl php squid openresty lighttpd varnish haproxy jetty
  http https unix win32 win64 ubuntu debian centos bigip netscaler isa tmg
  get post head options hit miss from default-src no-referrer ie edge
`);

const word = /[^\t ,;=/"()]+/gu;
const charset =
  /^(?:windows-125\d|windows-874|iso-8859-\d{1,2}|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr)|utf-16(?:le|be))$/iu;
/** Headers that count or measure: their numbers are nobody's. */
const counting = listOf('age cache-control content-length expires keep-alive retry-after strict-transport-security');
/** Headers in which the version of a product stands, behind it and a slash. */
const versioned = listOf('server via x-aspnet-version x-powered-by');
const count = /^-?\d{1,10}$/u;
/** A switch, or the weight of a choice. */
const smallNumber = /^(?:\d|[01]\.\d{1,3})$/u;
const version = /^\d{1,4}(?:\.\d{1,6}){1,3}$/u;
const httpDate = /^(?:mon|tue|wed|thu|fri|sat|sun), \d\d[ -][a-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d gmt$/iu;

export function isKnownHeader(name: string): boolean {
  return names.has(name.toLowerCase());
}

export function isHttpDate(value: string): boolean {
  return httpDate.test(value);
}

/** Words of a header's value, in order: which stay where they stand among others, and which where all the others are known as well. */
export function wordsOfHeader(name: string, value: string): readonly HeaderWord[] {
  return [...value.matchAll(word)].map(({ 0: text, index }) => {
    const isKnown =
      words.has(text.toLowerCase()) ||
      (name === 'content-type' && charset.test(text)) ||
      isVersion(name, text, value.slice(0, index));
    // A number says nothing among words of the protocol, and may be that of a phone among others.
    return { text, index, isKnown, isPlain: isKnown || (counting.has(name) ? count : smallNumber).test(text) };
  });
}

export interface HeaderWord {
  readonly text: string;
  readonly index: number;
  readonly isKnown: boolean;
  readonly isPlain: boolean;
}

/** `before`: what stands before it in the header. */
function isVersion(header: string, text: string, before: string): boolean {
  if (!versioned.has(header) || !version.test(text) || isAddress(text)) return false;
  if (before.endsWith('/')) return true;
  const isFirst = before.trim() === '' || before.trimEnd().endsWith(',');
  return isFirst && (header === 'x-aspnet-version' || (header === 'via' && /^\d\.\d$/u.test(text)));
}

/** Of a computer. */
function isAddress(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => Number(part) <= 255);
}
