// What a backend is given as: `xmpp://HOST:5222?domain=example.com`, several with a comma between them, for one domain.
import type { StreamSettings } from './stream/stream';

export type Backend = Omit<StreamSettings, 'log'>;

/** Its message is for whoever has written the address. */
export class BackendError extends Error {}

const defaultPort = 5222;

export function parseBackend(
  text: string,
  more: { readonly ca?: string; readonly isPlainAllowed?: boolean } = {},
): Backend {
  const urls = text.split(',').map((each) => parseUrl(each.trim()));
  const domains = new Set(urls.flatMap((url) => url.searchParams.getAll('domain')).map((each) => each.toLowerCase()));
  const [domain, another] = domains;
  if (!domain || another !== undefined) {
    throw new BackendError('one domain is expected, as in xmpp://xmpp.example.com:5222?domain=example.com');
  }
  if (!isDomain(domain)) throw new BackendError(`"${domain}" is no domain`);
  const hosts = urls.map(({ hostname, port }) => ({
    host: hostname.replace(/^\[|\]$/gu, ''),
    port: port === '' ? defaultPort : Number(port),
  }));
  const isPlainAllowed = more.isPlainAllowed ?? false;
  if (isPlainAllowed && !hosts.every(({ host }) => isLoopback(host))) {
    throw new BackendError('without TLS a backend can only be on this computer: 127.0.0.1, ::1 or localhost');
  }
  return { hosts, domain, isPlainAllowed, ...(more.ca !== undefined && { ca: more.ca }) };
}

function parseUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new BackendError(`"${text}" is no address like xmpp://xmpp.example.com:5222?domain=example.com`);
  }
  if (url.protocol !== 'xmpp:') throw new BackendError(`"${text}" does not begin with xmpp://`);
  if (url.username || url.password) throw new BackendError('an address of a backend holds no account');
  if (url.hostname === '') throw new BackendError(`"${text}" names no host`);
  if (url.port === '0') throw new BackendError(`"${text}" has no usable port`);
  if (url.pathname !== '' && url.pathname !== '/') throw new BackendError(`"${text}" has a path; none is expected`);
  const [unknown] = [...url.searchParams.keys()].filter((key) => key !== 'domain');
  if (unknown !== undefined) throw new BackendError(`"${unknown}" is not known in the address of a backend`);
  return url;
}

const isDomain = (text: string): boolean => /^[^\s"&'/<>@\\;?:]{1,255}$/u.test(text);
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(host);
