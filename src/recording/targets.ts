// Where an answer may lead a client: nowhere but to the computer that it is on. What led elsewhere is written with a host that never is
// one (RFC 6761, 6.4).
import { parseXml, type XmlElement } from '../protocol/xml';
import { ProtocolError } from '../protocol/protocol-error';
import { elements, localName, rawText } from '../protocol/xml-reader';

export const nowhere = 'host.invalid';

/** Headers whose value is a target. */
export const targetHeaders: ReadonlySet<string> = new Set(['location', 'content-location', 'refresh', 'link']);

/** A path of the server itself: what begins with two slashes is the address of another one. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])[\x21-\x7e]*$/u.test(path);
}

/** Of a header. */
export function staysHere(target: string): boolean {
  return isOwnPath(target) || /^(?:https?:)?\/\/host\.invalid(?:[/?#][\x21-\x7e]*)?$/u.test(target);
}

/** Of an address, up to where its path begins; of JSON the slashes may have backslashes. */
const hosts = /\b(?:https?|ftp|wss?):(?:\\?\/){2}[^\s"'<>/\\?#]*|(?<=["'=(]\s{0,9})(?:\\?\/){2}[^\s"'<>/\\?#]+/giu;

/**
 * A page, or whatever else is no document of the service, with all its addresses leading nowhere: who shows it follows none of its links.
 * What the service says stays as it is; what a client visits of it has been looked at (`leadsNowhereElse`).
 */
export function withoutWaysOut(body: string): string {
  if (/^\s{0,99}(?:<\?xml[^>]{0,99}\?>)?\s{0,99}<(?:[\w.-]{1,40}:)?cwa\w/iu.test(body)) return body;
  return body.replace(hosts, (address) => {
    const scheme = /^[a-z]+:/iu.exec(address)?.[0] ?? '';
    const slashes = address.slice(scheme.length).match(/^(?:\\?\/){2}/u)?.[0] ?? '//';
    return `${scheme}${slashes}${nowhere}`;
  });
}

/** For browsers: no scripts, no forms, nothing fetched, no other page by itself. */
export const onlyToLookAt: readonly [name: string, value: string] = [
  'Content-Security-Policy',
  "sandbox; default-src 'none'",
];

const signOffPage = /customAuthLogoffUrl/giu;
/** How some character sets change to another one. */
const shift = /\x1b[$(]{0,2}[@A-Z]?/gu;

/**
 * Whether what a body has a client visit at the end (`customAuthLogoffUrl`, protocol.md 4.3) is on this computer, or nowhere.
 * `bytes`: how it goes out. In which character set a client reads them is not known: they are to say no more than the text.
 */
export function leadsNowhereElse(body: string, bytes: Buffer): boolean {
  const letters = bytes
    .toString('latin1')
    .replace(shift, '')
    .replace(/[^A-Za-z]+/gu, '');
  const said = body.match(signOffPage)?.length ?? 0;
  if (said !== (letters.match(signOffPage)?.length ?? 0)) return false;
  if (said === 0) return true;
  let document: XmlElement;
  try {
    document = parseXml(body);
  } catch (error) {
    if (error instanceof ProtocolError) return isPlainlyNowhere(body);
    throw error;
  }
  const open = [document];
  for (let element = open.pop(); element; element = open.pop()) {
    if (localName(element.name).toLowerCase() === 'customauthlogoffurl' && !isHere(rawText(element).trim()))
      return false;
    for (const child of elements(element)) open.push(child);
  }
  return true;
}

/** Of a document that is broken or cut off: what a client makes of it is not known, so it has to be told by what is written. */
function isPlainlyNowhere(body: string): boolean {
  return body
    .split(/customAuthLogoffUrl/iu)
    .every(
      (rest, at, pieces) =>
        at === 0 || /<\/(?:[\w.-]{1,40}:)?$/u.test((pieces[at - 1] ?? '').slice(-50)) || plainlyNowhere.test(rest),
    );
}

const plainlyNowhere = /^(?:\/?>)?(?:https?:\/\/host\.invalid(?:[/?#][^\s<>"']*)?)?(?:<\/(?:[\w.-]{1,40}:)?)?$/u;

function isHere(address: string): boolean {
  if (address === '') return true;
  if (!/^[\x21-\x7e]+$/u.test(address) || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const isOwn = hostname === nowhere || hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  return isOwn && /^https?:$/u.test(protocol);
}
