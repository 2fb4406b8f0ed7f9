// Checks the proof in an NTLMv2 answer (MS-NLMP 3.3.2). Written apart from the client's code that makes such answers: were both one,
// a mistake in it would agree with itself.
import { createNTHashedPasswordV1 } from '@node-ntlm/core';
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Names as they came in the answer. */
export interface NtlmAccount {
  readonly domain: string;
  readonly name: string;
  readonly password: string;
}

/** `response`: the proof, sixteen bytes, and what it was made over. */
export function provesPassword(challenge: Buffer, response: Buffer, account: NtlmAccount): boolean {
  const made = response.subarray(0, 16);
  const over = response.subarray(16);
  const proof = md5(keyOf(account), challenge, over);
  return made.length === proof.length && timingSafeEqual(made, proof);
}

function keyOf({ domain, name, password }: NtlmAccount): Buffer {
  // The domain keeps its case.
  return md5(createNTHashedPasswordV1(password), Buffer.from(capitals(name) + domain, 'utf16le'));
}

function md5(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const hmac = createHmac('md5', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/**
 * Characters that Unicode has capitals for and the case table of Windows has none, or none of its own: micro sign, dotless i, long
 * s, the digraphs with one capital, iota below, the letterlike Greek.
 */
const without = new Set('µıſǅǈǋǲ\u0345ϐϑϕϖϰϱϵẛ\u1fbe');
/** Letters whose capitals are younger than these servers. Choice: as on a server of the time. */
const youngerRanges: readonly (readonly [from: number, to: number])[] = [
  [0x10d0, 0x10ff],
  [0x13f8, 0x13fd],
  [0x1c80, 0x1c8a],
  [0xa640, 0xabff],
];
/** First of eight Greek letters with iota below, whose capitals stand eight places on. */
const iotaBelow: ReadonlySet<number> = new Set([0x1f80, 0x1f90, 0x1fa0]);

/** Unit by unit: what has no capital of one unit (ß, ﬁ, ŉ, half of a surrogate pair) stays. */
export function capitals(name: string): string {
  let upper = '';
  for (let at = 0; at < name.length; at += 1) {
    const unit = name.charAt(at);
    const code = name.charCodeAt(at);
    if (iotaBelow.has(code & ~7)) upper += String.fromCharCode(code | 8);
    else if (without.has(unit) || youngerRanges.some(([from, to]) => code >= from && code <= to)) upper += unit;
    else upper += unit.toUpperCase().length === 1 ? unit.toUpperCase() : unit;
  }
  return upper;
}
