// Addresses between the API (`sip:user@host`) and XMPP (`user@host/resource`). What is allowed in one and not in the other is written
// with the escapes of both: `sip:o'brien@…` is `o\27brien@…` (XEP-0106), and `a;b@…` is `sip:a%3Bb@…` (RFC 3261, 19.1.2).
import { createHash } from 'node:crypto';
import { parseSipUri, type SipUri } from '../../../protocol/sip-uri';

export interface Jid {
  /** `user@host`, or the host of a service alone. */
  readonly bare: string;
  readonly domain: string;
  /** Empty: none. */
  readonly resource: string;
}

/** Of each part (RFC 7622, 3). */
const maxPartBytes = 1023;

/** Undefined for what is no address. The bare one comes as it is compared: in lower case. */
export function parseJid(text: string | undefined): Jid | undefined {
  if (text === undefined || text.length > 3 * maxPartBytes + 2) return undefined;
  const slash = text.indexOf('/');
  const resource = slash < 0 ? '' : text.slice(slash + 1);
  const bare = (slash < 0 ? text : text.slice(0, slash)).normalize('NFKC').toLowerCase();
  const at = bare.indexOf('@');
  const local = bare.slice(0, Math.max(0, at));
  const domain = bare.slice(at + 1);
  if (at === 0 || !isDomain(domain) || (at > 0 && !isLocal(local))) return undefined;
  return isPart(resource) || resource === '' ? { bare, domain, resource } : undefined;
}

export const bareOf = (text: string | undefined): string | undefined => parseJid(text)?.bare;

const isPart = (part: string): boolean =>
  part !== '' && Buffer.byteLength(part) <= maxPartBytes && !/\p{Cc}/u.test(part);
const isLocal = (local: string): boolean => isPart(local) && !/[\s"&'/:<>@]/u.test(local);
const isDomain = (domain: string): boolean => isPart(domain) && !/[\s"&'/<>@\\;?]/u.test(domain);

/** What may not stand in the first part of a JID, by XEP-0106. */
const escaped = ' "&\'/:<>@';
const escapeOf = (character: string): string => `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
/** A backslash is written as such unless it would begin an escape. */
const seemsEscaped = /\\(?=20|22|26|27|2f|3a|3c|3e|40|5c)/gu;
const isEscape = /\\(20|22|26|27|2f|3a|3c|3e|40|5c)/gu;

/** What means something else in a SIP URI, or may not stand in one. */
const special = /[\s"%:;<>?@\p{Cc}]/gu;

/** The address of one account. Undefined: no account can have it. */
export function jidOfUri(uri: SipUri): string | undefined {
  const written = parseSipUri(uri)
    ?.replace(/^sips?:/iu, '')
    .split(/[;?]/u)[0];
  if (written === undefined) return undefined;
  const at = written.lastIndexOf('@');
  const user = decoded(written.slice(0, at));
  if (user === undefined) return undefined;
  const local = user
    .replace(seemsEscaped, '\\5c')
    .replace(/./gsu, (character) => (escaped.includes(character) ? escapeOf(character) : character));
  // 5.8 of RFC 3261 has a port here; a JID has none.
  const host = written.slice(at + 1).replace(/:\d+$/u, '');
  const jid = parseJid(`${local}@${host}`);
  return jid?.resource === '' ? jid.bare : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Undefined: no URI of the API can say it. A service without a user is named by its host alone, twice. */
export function uriOfJid(jid: string): SipUri | undefined {
  const parsed = parseJid(jid);
  if (!parsed) return undefined;
  const { bare, domain } = parsed;
  const at = bare.indexOf('@');
  const user =
    at < 0 ? domain : bare.slice(0, at).replace(isEscape, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return parseSipUri(`sip:${user.replace(special, encodeURIComponent)}@${domain}`);
}

/** Of somebody whose address no URI of the API can say: always the same, and nobody's (RFC 2606), so that they pass for nobody else. */
export const unsayableUri = (address: string): SipUri =>
  `sip:${createHash('sha256').update(address).digest('hex').slice(0, 32)}@unknown.invalid`;

/** What stands before the `@`, for people to read. */
export const localPartOf = (bare: string): string => {
  const at = bare.indexOf('@');
  return (at < 0 ? bare : bare.slice(0, at)).replace(isEscape, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
};

export const domainOf = (bare: string): string => bare.slice(bare.indexOf('@') + 1);

/** In place of an address that is given in front of an `opaque`: a focus URI is a room, its id is the room's address in hexadecimal. */
const focusForm = /;opaque=app:conf:focus:id:(?<id>[\da-f]*)$/iu;

/** Good after a restart and at every gateway. Undefined where the room's address is too long for that. */
export function focusUriOf(room: string): SipUri | undefined {
  const uri = uriOfJid(room);
  const id = Buffer.from(room).toString('hex').toUpperCase();
  return uri && parseSipUri(`${uri};gruu;opaque=app:conf:focus:id:${id}`);
}

export const isFocusUri = (uri: SipUri): boolean => /;opaque=app:conf:focus:id:/iu.test(uri);

/** The room that a focus URI means. Undefined: it is none, or none of ours. */
export function roomOfFocusUri(uri: SipUri): string | undefined {
  const id = focusForm.exec(uri.trim())?.groups?.['id'];
  if (!id || id.length % 2 !== 0) return undefined;
  const room = Buffer.from(id, 'hex').toString();
  const jid = parseJid(room);
  return jid && jid.resource === '' && jid.bare.includes('@') && jid.bare === room ? room : undefined;
}
