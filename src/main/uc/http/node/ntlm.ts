// Integrated Windows sign-in on Node's stack (protocol.md 1.1, IWA): NTLMv2 with typed credentials. The challenge binds to the
// connection, so all of it goes over one that serves nothing else. Chromium's stack does this by itself.
import { createType1Message, parseType2Message } from '@node-ntlm/core';
import { randomBytes } from 'node:crypto';
import { FailureError } from '../../../../shared/domain/failure';
import { ntlmAnswer } from './ntlm-answer';
import type { HttpResponse } from '../transport';

export interface NtlmCredentials {
  /** `DOMAIN\name` or `name@domain`. */
  readonly user: string;
  readonly password: string;
}

/** One leg: the request with other headers, with its body or without, always on the same connection. */
export type Leg = (headers: Readonly<Record<string, string>>, withBody: boolean) => Promise<HttpResponse>;

/**
 * Sends a request and answers the challenge that comes back. A server that wants no sign-in gets just the request; one that
 * refuses the credentials has its 401 returned.
 */
export async function exchangeWithNtlm(leg: Leg, credentials: NtlmCredentials | undefined): Promise<HttpResponse> {
  const first = await leg({}, true);
  if (first.status !== 401) return first;
  const scheme = offeredScheme(first.headers['www-authenticate'] ?? '');
  if (!scheme) return first;
  if (!credentials) throw new FailureError('credentials-needed', 'this network stack does not know the signed-in user');

  const negotiate = createType1Message({ domain: '', workstation: '' });
  const second = await leg({ authorization: withScheme(negotiate, scheme) }, false);
  const challenge = challengeIn(second.headers['www-authenticate'] ?? '', scheme);
  if (second.status !== 401 || !challenge) throw refused('no challenge');
  return leg({ authorization: withScheme(answerTo(challenge, credentials), scheme) }, true);
}

type Scheme = 'NTLM' | 'Negotiate';

/** A server that offers Negotiate alone takes bare NTLM messages under that name too. */
function offeredScheme(header: string): Scheme | undefined {
  const offers = header.split(',').map((offer) => offer.trim().split(' ')[0]?.toLowerCase());
  if (offers.includes('ntlm')) return 'NTLM';
  return offers.includes('negotiate') ? 'Negotiate' : undefined;
}

function challengeIn(header: string, scheme: Scheme): string | undefined {
  return new RegExp(`(?:^|,)\\s*${scheme}\\s+([A-Za-z0-9+/=]+)`, 'iu').exec(header)?.[1];
}

function withScheme(message: string, scheme: Scheme): string {
  return message.replace(/^NTLM/u, scheme);
}

const extendedSecurity = 0x00080000;
const ntlmSignature = 'NTLMSSP\0';

function answerTo(challenge: string, credentials: NtlmCredentials): string {
  const bytes = Buffer.from(challenge, 'base64');
  if (bytes.length < 48 || bytes.toString('latin1', 0, 8) !== ntlmSignature) throw refused('bad challenge');
  const message = parseType2Message(`NTLM ${challenge}`);
  // Without these the answer would be the old NTLMv1, which gives the password away to whoever asks.
  const { negotiateFlags, serverChallenge, targetInfo } = message;
  if (!(negotiateFlags & extendedSecurity) || !targetInfo?.length) throw refused('NTLMv1 only');
  const answer = ntlmAnswer(
    { serverChallenge, targetInfo },
    { ...splitUser(credentials.user), password: credentials.password },
    { clientChallenge: randomBytes(8), nowMs: Date.now() },
  );
  return `NTLM ${answer.toString('base64')}`;
}

/** `name@domain` goes whole into the user's field, with no domain. */
export function splitUser(user: string): { readonly domain: string; readonly name: string } {
  const at = user.indexOf('\\');
  return at < 0 ? { domain: '', name: user } : { domain: user.slice(0, at), name: user.slice(at + 1) };
}

function refused(detail: string): FailureError {
  return new FailureError('sign-in-refused', `NTLM: ${detail}`);
}
