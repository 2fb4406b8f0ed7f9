// What a link may be, in one place: the window makes a link of nothing else, and the main process opens nothing else. Pure.
import { decodePunycode } from './punycode';

export const maxLinkLength = 2_048;

/** Marks that turn the direction of writing round could make a link read as another one. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const controls = /[\u0000-\u0020\u007f-\u009f\u2028\u2029]/u;

/** The address in its normal form if it is one of http, https or mailto that says where it leads; else undefined. */
export function openableLink(text: string): string | undefined {
  if (text.length > maxLinkLength || controls.test(text) || directionMarks.test(text)) return undefined;
  const href = /^mailto:/iu.test(text) ? mailAddress(text) : webAddress(text);
  return href === undefined || href.length > maxLinkLength ? undefined : href;
}

/** A telephone number as an address that the computer's own telephone program takes: nothing but digits, and what begins it. */
export function callableNumber(text: string): string | undefined {
  const [number = ''] = text.replace(/^tel:/iu, '').split(';', 1);
  const digits = number.replace(/[\s().\-/\u00a0\u2010-\u2015]/gu, '');
  return /^\+?\d{3,20}$/u.test(digits) ? `tel:${digits}` : undefined;
}

/**
 * The host of such an address in the signs of its language, where it has any that Latin letters only stand for:
 * `xn--bcher-kva.example` is `bücher.example`.
 */
export function writtenHost(href: string): string | undefined {
  const host = webUrl(href)?.hostname;
  const written = host === undefined ? undefined : readHost(host);
  return written === host ? undefined : written;
}

/** The host of such an address as it is looked up. */
export function plainHost(href: string): string | undefined {
  return webUrl(href)?.hostname;
}

function webUrl(text: string): URL | undefined {
  if (!/^https?:\/\//iu.test(text)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function webAddress(text: string): string | undefined {
  // `https://bank.example@evil.example/` shows one host and opens another; so does a back slash, which not every program takes for
  // a slash. An empty name (`https://@example.com/`) is one all the same.
  if (/^https?:\/\/[^/?#]*[@\\]/iu.test(text)) return undefined;
  const url = webUrl(text);
  if (!url || url.username !== '' || url.password !== '') return undefined;
  return readHost(url.hostname) === undefined ? undefined : url.href;
}

/**
 * Undefined: some label says that it is Punycode, and is none that would be written so. Programs differ in what they make of one, so
 * that nobody could say where it leads.
 */
function readHost(hostname: string): string | undefined {
  const labels: string[] = [];
  for (const label of hostname.split('.')) {
    if (!label.startsWith('xn--')) {
      labels.push(label);
      continue;
    }
    const read = decodePunycode(label.slice(4));
    if (read === undefined || webUrl(`http://${read}/`)?.hostname !== label) return undefined;
    labels.push(read);
  }
  return labels.join('.');
}

/** To whom, what about, what text, and nothing else: other fields (`bcc`, `attach`) do what nobody who reads the link expects. */
function mailAddress(text: string): string | undefined {
  const [, to = '', query = ''] = /^mailto:([^?#]*)(?:\?([^#]*))?/iu.exec(text) ?? [];
  try {
    const people = to.split(',').map((each) => mailbox(decodeURIComponent(each)));
    if (people.includes(undefined)) return undefined;
    const fields = mailFields(query);
    if (!fields) return undefined;
    return `mailto:${people.join(',')}${fields.length > 0 ? `?${fields.join('&')}` : ''}`;
  } catch {
    return undefined; // not percent-encoding
  }
}

function mailbox(address: string): string | undefined {
  const [, name, host] = /^([-!#$&'*+/=^_`{|}~.\w]{1,64})@([^\s@/?#:\\%[\]<>()]+)$/u.exec(address) ?? [];
  if (name === undefined || host === undefined) return undefined;
  const hostname = webUrl(`http://${host}/`)?.hostname;
  if (!hostname || readHost(hostname) === undefined) return undefined;
  return `${encodeURIComponent(name)}@${hostname}`;
}

function mailFields(query: string): string[] | undefined {
  const fields = new Map<string, string>();
  for (const field of query.split('&')) {
    const [key = '', ...rest] = field.split('=');
    const name = key.toLowerCase();
    const value = decodeURIComponent(rest.join('='));
    // The first is what a person reads first.
    if ((name !== 'subject' && name !== 'body') || value === '' || fields.has(name)) continue;
    const lines = value.split(/\r\n|[\n\r\u0085\u2028\u2029]/u);
    if (lines.some((line) => /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u.test(line))) return undefined;
    // A subject is one line: what follows a line break would be taken for another field of the letter.
    fields.set(name, lines.join(name === 'subject' ? ' ' : '\r\n'));
  }
  return [...fields].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
}
