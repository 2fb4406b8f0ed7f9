// The answer to an NTLM challenge: NTLMv2 and nothing older, as MS-NLMP 2.2.1.3 and 3.3.2 lay it down. Pure.
// Written here and not left to the library, which upper-cases a user's name as JavaScript does (ß becomes SS) and sends the
// domain percent-encoded: whoever has such a name would be refused with the right password.
import { createNTHashedPasswordV1 } from '@node-ntlm/core';
import { createHmac } from 'node:crypto';

export interface NtlmChallenge {
  /** Eight bytes. */
  readonly serverChallenge: Buffer;
  readonly targetInfo: Buffer;
}

export interface NtlmIdentity {
  readonly domain: string;
  readonly name: string;
  readonly password: string;
}

/** What makes two answers to one challenge differ. */
export interface NtlmFreshness {
  /** Eight bytes, by chance. */
  readonly clientChallenge: Buffer;
  readonly nowMs: number;
}

/** The AUTHENTICATE_MESSAGE. */
export function ntlmAnswer(challenge: NtlmChallenge, identity: NtlmIdentity, freshness: NtlmFreshness): Buffer {
  const { lm, nt } = ntlmResponses(challenge, identity, freshness);
  const empty = Buffer.alloc(0);
  const head = Buffer.alloc(headBytes);
  head.write('NTLMSSP\0', 'latin1');
  head.writeUInt32LE(3, 8);
  head.writeUInt32LE(flags, 60);
  head.set(version, 64);
  // In the order in which they lie behind the head: where each one's length and place are written, and what it holds.
  const fields: readonly (readonly [at: number, value: Buffer])[] = [
    [28, utf16(identity.domain)],
    [36, utf16(identity.name)],
    [44, empty],
    [12, lm],
    [20, nt],
    [52, empty],
  ];
  let offset = headBytes;
  for (const [at, value] of fields) {
    head.writeUInt16LE(value.length, at);
    head.writeUInt16LE(value.length, at + 2);
    head.writeUInt32LE(offset, at + 4);
    offset += value.length;
  }
  return Buffer.concat([head, ...fields.map(([, value]) => value)]);
}

const headBytes = 72;
/** Unicode, request target, NTLM, always sign, extended security, target info, version, 128 bit, 56 bit. */
const flags = 0xa2888205;
/** 5.1, build 2600, revision 15: as old as the servers. */
const version = [5, 1, 0x28, 0x0a, 0, 0, 0, 15];

/** Both responses of MS-NLMP 3.3.2. */
export function ntlmResponses(
  { serverChallenge, targetInfo }: NtlmChallenge,
  identity: NtlmIdentity,
  { clientChallenge, nowMs }: NtlmFreshness,
): { readonly lm: Buffer; readonly nt: Buffer } {
  const key = ntlmKey(identity);
  const proofOf = (data: Buffer): Buffer => hmacMd5(key, Buffer.concat([serverChallenge, data]));
  const zeros = Buffer.alloc(4);
  const head = Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]);
  const claim = Buffer.concat([head, fileTime(nowMs), clientChallenge, zeros, targetInfo, zeros]);
  return {
    lm: Buffer.concat([proofOf(clientChallenge), clientChallenge]),
    nt: Buffer.concat([proofOf(claim), claim]),
  };
}

/** NTOWFv2: the name in upper case, the domain as it was typed. */
export function ntlmKey({ domain, name, password }: NtlmIdentity): Buffer {
  return hmacMd5(createNTHashedPasswordV1(password), utf16(upperCase(name) + domain));
}

/** Tenths of microseconds since 1601. */
function fileTime(ms: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE((BigInt(Math.trunc(ms)) + 11_644_473_600_000n) * 10_000n);
  return bytes;
}

function hmacMd5(key: Buffer, data: Buffer): Buffer {
  return createHmac('md5', key).update(data).digest();
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

/**
 * UPPERCASE of MS-NLMP: by the table of Windows, which maps one UTF-16 unit to one unit and leaves alone what has no single
 * capital (ß, ﬁ, ŉ) and what lies outside of the basic plane. The table's rule, as far as names go: a letter and its capital
 * belong to each other, both ways (not ı, ſ, µ, ϐ). Final sigma is the exception. Choice: the table as it was when these servers
 * were new, so no capitals that came into Unicode later.
 */
export function upperCase(text: string): string {
  return text.replace(/[^]/g, upperCaseUnit);
}

/** Georgian, Cherokee, old Cyrillic, and the additions to Latin and Cyrillic from U+A640 on. */
const capitalsCameLater = /[\u10d0-\u10ff\u13a0-\u13ff\u1c80-\u1cbf\ua640-\uabff]/;
/** With iota below: JavaScript spells the capital with two letters, Windows has one, eight places on. */
const withIotaBelow = /[\u1f80-\u1f87\u1f90-\u1f97\u1fa0-\u1fa7]/;

function upperCaseUnit(unit: string): string {
  if (capitalsCameLater.test(unit)) return unit;
  if (withIotaBelow.test(unit)) return String.fromCharCode(unit.charCodeAt(0) + 8);
  const upper = unit.toUpperCase();
  const belongsTogether = upper.length === 1 && (upper.toLowerCase() === unit || unit === 'ς');
  return belongsTogether ? upper : unit;
}
