// A server's certificate as data that a person can judge. Used by both network stacks; knows neither.
import { createHash } from 'node:crypto';
import type { CertificateDetails } from '../../../shared/domain/failure';

export type CertificateProblem = CertificateDetails['problem'];

/** `AA:BB:…` from any way of writing a SHA-256 in hexadecimal (with or without colons, blanks, `sha256:`); undefined for anything else. */
export function normalizeFingerprint(text: string): string | undefined {
  const digits = text
    .trim()
    .replace(/^sha-?256[:/= ]/iu, '')
    .replace(/[\s:]/gu, '')
    .toUpperCase();
  if (!/^[0-9A-F]{64}$/u.test(digits)) return undefined;
  return digits.match(/../gu)?.join(':');
}

/** The fingerprint of a certificate given in PEM or DER. */
export function fingerprintOf(certificate: string | Uint8Array): string {
  const der =
    typeof certificate === 'string'
      ? Buffer.from(certificate.replace(/-----[A-Z ]+-----/gu, '').replace(/\s/gu, ''), 'base64')
      : certificate;
  const hex = createHash('sha256').update(der).digest('hex');
  return (hex.toUpperCase().match(/../gu) ?? []).join(':');
}

/** What to call the subject or issuer of a certificate: the first of these that says something. */
export function certificateName(...candidates: readonly (string | undefined)[]): string {
  return candidates.map(plain).find((name) => name !== '') ?? '';
}

const maxNameLength = 200;

/** A stranger wrote it: nothing in it may turn the sentence around that it will stand in, or push it out of sight. */
function plain(name: string | undefined): string {
  const text = (name ?? '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim();
  return text.length > maxNameLength ? `${text.slice(0, maxNameLength)}…` : text;
}
