// The mask of what stands before a body: paths, headers, cookies, tickets.
import { serviceIn } from '../channels';
import type { Header } from '../format';
import { nowhere, staysHere, targetHeaders } from '../targets';
import type { DocumentMask } from './document-mask';
import { isCode } from './mask-values';
import { isSecretName, secret } from './secrets';

const knownHeaders: ReadonlySet<string> = new Set([
  ...[
    'accept',
    'accept-charset',
    'accept-encoding',
    'accept-language',
    'accept-ranges',
    'age',
    'allow',
    'authorization',
  ],
  ...[
    'cache-control',
    'cache-status',
    'connection',
    'content-encoding',
    'content-language',
    'content-length',
    'content-type',
  ],
  ...[
    'cookie',
    'cwa-ticket',
    'date',
    'etag',
    'expires',
    'keep-alive',
    'last-modified',
    'location',
    'p3p',
    'persistent-auth',
  ],
  ...['pragma', 'proxy-authenticate', 'proxy-authentication-info', 'proxy-authorization', 'proxy-connection', 'public'],
  ...[
    'retry-after',
    'server',
    'set-cookie',
    'strict-transport-security',
    'transfer-encoding',
    'upgrade',
    'user-agent',
    'vary',
  ],
  ...['via', 'warning', 'www-authenticate', 'x-aspnet-version', 'x-cache', 'x-content-type-options', 'x-frame-options'],
  ...['x-powered-by', 'x-ua-compatible', 'x-xss-protection', 'content-security-policy', 'referrer-policy'],
]);

/** What values of headers are put together from, in lower case. */
const knownWords: ReadonlySet<string> = new Set([
  ...[
    '*',
    'text',
    'html',
    'xml',
    'plain',
    'application',
    'image',
    'gif',
    'x-www-form-urlencoded',
    'octet-stream',
    'charset',
  ],
  ...['utf-8', 'utf-16', 'iso-8859-1', 'windows-1252', 'us-ascii', 'gzip', 'deflate', 'br', 'identity', 'chunked', 'q'],
  ...['no-cache', 'no-store', 'private', 'public', 'must-revalidate', 'max-age', 's-maxage', 'post-check', 'pre-check'],
  ...[
    'close',
    'keep-alive',
    'timeout',
    'max',
    'bytes',
    'none',
    'cookie',
    'accept-encoding',
    'user-agent',
    'true',
    'false',
  ],
  ...[
    'microsoft-iis',
    'microsoft-httpapi',
    'asp.net',
    'apache',
    'nginx',
    'en-us',
    'en',
    'nosniff',
    'deny',
    'sameorigin',
  ],
  ...[
    'includesubdomains',
    'preload',
    'openssl',
    'php',
    'squid',
    'openresty',
    'lighttpd',
    'varnish',
    'haproxy',
    'jetty',
  ],
  ...['http', 'https', 'unix', 'win32', 'win64', 'ubuntu', 'debian', 'centos', 'bigip', 'netscaler', 'isa', 'tmg'],
  ...['get', 'post', 'head', 'options', 'hit', 'miss', 'from', 'default-src', 'no-referrer', 'ie', 'edge'],
]);

const headerWord = /[^\t ,;=/"()]+/gu;
const charset =
  /^(?:windows-125\d|windows-874|iso-8859-\d{1,2}|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr)|utf-16(?:le|be))$/iu;
/** Headers that count or measure: their numbers are nobody's. */
const counting: ReadonlySet<string> = new Set([
  ...['age', 'cache-control', 'content-length', 'expires', 'keep-alive', 'retry-after', 'strict-transport-security'],
]);
/** Headers in which the version of a product stands, behind it and a slash. */
const versioned: ReadonlySet<string> = new Set(['server', 'via', 'x-aspnet-version', 'x-powered-by']);
const count = /^-?\d{1,10}$/u;
/** A switch, or the weight of a choice. */
const smallNumber = /^(?:\d|[01]\.\d{1,3})$/u;
const version = /^\d{1,4}(?:\.\d{1,6}){1,3}$/u;
const httpDate = /^(?:mon|tue|wed|thu|fri|sat|sun), \d\d[ -][a-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d gmt$/iu;
const schemeOfSignIn = /^\s*(?:NTLM|Negotiate|Basic|Digest|Kerberos|Bearer)\b/iu;
const partsOfCookie: ReadonlySet<string> = new Set([
  ...['path', 'domain', 'expires', 'max-age', 'secure', 'httponly', 'samesite', 'lax', 'strict', 'none', '/'],
]);

const knownParameter = /^(?:(?:sid|ackid)=\d{1,10}|ua=(?:true|false))$/iu;

export class HeadMask {
  private readonly aliases = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  constructor(private readonly documents: DocumentMask) {}

  /** `path`: with its query. */
  path(path: string): string {
    const at = path.indexOf('?');
    const folder = (at < 0 ? path : path.slice(0, at)).replace(/^[/\\]+/u, '/');
    const known = serviceIn(folder) ?? '';
    const masked = this.documents.written(folder.slice(0, folder.length - known.length)) + known;
    return at < 0
      ? masked
      : `${masked}?${path
          .slice(at + 1)
          .split('&')
          .map(this.parameter)
          .join('&')}`;
  }

  headers(headers: readonly Header[]): Header[] {
    return headers.map(([name, value]) => [this.headerName(name), this.header(name.toLowerCase(), value)]);
  }

  private readonly parameter = (parameter: string): string =>
    knownParameter.test(parameter) ? parameter : this.documents.field(parameter);

  private headerName(name: string): string {
    if (knownHeaders.has(name.toLowerCase())) return name;
    return this.documents.name(name, 'header');
  }

  private header(name: string, value: string): string {
    switch (name) {
      case 'cwa-ticket':
        return this.aliasesOf('ticket', value, ',');
      case 'cookie':
        return value
          .split(';')
          .map((part) => this.cookie(part))
          .join(';');
      case 'set-cookie':
        // Several in one line, as some write them; a date has a comma, too.
        return value
          .split(/,(?=\s*[^\s;,=]+=)/u)
          .map((cookie) => {
            const [first = '', ...rest] = cookie.split(';');
            return [this.cookie(first), ...rest.map((part) => this.partOfCookie(part))].join(';');
          })
          .join(',');
      case 'authorization':
      case 'www-authenticate':
      case 'proxy-authorization':
      case 'proxy-authenticate':
      case 'proxy-authentication-info': {
        return value.split(',').every((offer) => schemeOfSignIn.exec(offer)?.[0] === offer.trimEnd())
          ? value
          : `${schemeOfSignIn.exec(value)?.[0] ?? ''} ${secret}`.trimStart();
      }
      default:
        if (targetHeaders.has(name)) return this.target(value);
        if (knownHeaders.has(name)) return this.words(name, value);
        if (isSecretName(name)) return value.trim() === '' ? value : secret;
        return this.documents.isAllowed(name) && isCode(value) ? value : this.documents.written(value);
    }
  }

  /** A number says nothing among words of the protocol, and may be that of a phone among others. */
  private words(name: string, value: string): string {
    if (httpDate.test(value)) return value;
    const isKnown = (word: string, at: number): boolean =>
      knownWords.has(word.toLowerCase()) ||
      (name === 'content-type' && charset.test(word)) ||
      isVersion(name, word, value.slice(0, at));
    const isNumber = (word: string): boolean => (counting.has(name) ? count : smallNumber).test(word);
    const isPlain = [...value.matchAll(headerWord)].every(
      ({ 0: word, index }) => isKnown(word, index) || isNumber(word),
    );
    if (isPlain) return value;
    // What is secret among them is seen in the whole alone.
    const whole = this.documents.written(value);
    return whole.includes(secret)
      ? whole
      : value.replace(headerWord, (word, at: number) => (isKnown(word, at) ? word : this.documents.written(word)));
  }

  /** That it leads elsewhere, but not where. */
  private target(value: string): string {
    const host = /^\s*(https?:)?\/\/[^/?#\s]*/iu.exec(value);
    const rest = value.slice(host?.[0].length ?? 0).trim();
    const masked = `${host ? `${host[1] ?? ''}//${nowhere}` : ''}${rest === '' ? '' : this.path(rest)}`;
    return staysHere(masked) ? masked : `https://${nowhere}/`;
  }

  /** Which is which can be told, and nothing else. */
  private aliasesOf(what: string, value: string, separator: string): string {
    return value
      .split(separator)
      .map((part) => {
        const trimmed = part.trim();
        return trimmed === '' ? part : part.replace(trimmed, () => this.aliasOf(what, trimmed));
      })
      .join(separator);
  }

  private aliasOf(what: string, value: string): string {
    const known = this.aliases.get(`${what} ${value}`);
    if (known !== undefined) return known;
    const count = (this.counts.get(what) ?? 0) + 1;
    this.counts.set(what, count);
    const alias = `${what}-${count}`;
    this.aliases.set(`${what} ${value}`, alias);
    return alias;
  }

  private cookie(part: string): string {
    const at = part.indexOf('=');
    if (at < 0) return this.aliasesOf('cookie', part, ';');
    return `${this.documents.written(part.slice(0, at))}=${this.aliasesOf('cookie', part.slice(at + 1), ';')}`;
  }

  private partOfCookie(part: string): string {
    const at = part.indexOf('=');
    const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    const isKnownName = partsOfCookie.has(name.trim().toLowerCase());
    const maskedName = isKnownName ? name : this.documents.written(name);
    if (at < 0) return maskedName;
    return `${maskedName}=${this.valueOfCookie(name.trim().toLowerCase(), isKnownName, value)}`;
  }

  private valueOfCookie(name: string, isKnownName: boolean, value: string): string {
    if (!isKnownName) return this.aliasesOf('cookie', value, ';');
    const isKnown = partsOfCookie.has(value.toLowerCase()) || (name === 'expires' && httpDate.test(value));
    return isKnown || (name === 'max-age' && count.test(value)) ? value : this.documents.written(value);
  }
}

/** `before`: what stands before it in the header. */
function isVersion(header: string, word: string, before: string): boolean {
  if (!versioned.has(header) || !version.test(word) || isAddress(word)) return false;
  if (before.endsWith('/')) return true;
  const isFirst = before.trim() === '' || before.trimEnd().endsWith(',');
  return isFirst && (header === 'x-aspnet-version' || (header === 'via' && /^\d\.\d$/u.test(word)));
}

/** Of a computer. */
function isAddress(word: string): boolean {
  const parts = word.split('.');
  return parts.length === 4 && parts.every((part) => Number(part) <= 255);
}
