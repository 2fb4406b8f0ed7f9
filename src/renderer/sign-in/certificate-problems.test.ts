import { describe, expect, it } from 'vitest';
import type { CertificateDetails } from '../../shared/domain/failure';
import { canTrust, certificateProblems } from './certificate-problems';

const valid: CertificateDetails = {
  subject: 'im.example.com',
  issuer: 'Example CA',
  validFrom: 1_000,
  validTo: 2_000,
  fingerprint: Array.from({ length: 32 }, () => 'AB').join(':'),
  problem: 'unknown-issuer',
};

describe('certificateProblems', () => {
  it.each(['unknown-issuer', 'wrong-name', 'revoked', 'changed', 'other'] as const)(
    'are just %s in its time',
    (problem) => expect(certificateProblems({ ...valid, problem }, 1_500)).toEqual([problem]),
  );

  it('tells a certificate that the server made itself from one of a stranger', () => {
    expect(certificateProblems({ ...valid, issuer: 'im.example.com' }, 1_500)).toEqual(['self-issued']);
    expect(certificateProblems({ ...valid, subject: '', issuer: '' }, 1_500)).toEqual(['unknown-issuer']);
    // Whose name it bears is not what is wrong with this one.
    expect(certificateProblems({ ...valid, issuer: 'im.example.com', problem: 'changed' }, 1_500)).toEqual(['changed']);
  });

  it('does not keep quiet about its time because something else is wrong too', () => {
    expect(certificateProblems(valid, 2_001)).toEqual(['unknown-issuer', 'expired']);
    expect(certificateProblems(valid, 999)).toEqual(['unknown-issuer', 'not-yet-valid']);
    expect(certificateProblems({ ...valid, problem: 'changed' }, 2_001)).toEqual(['changed', 'expired']);
  });

  it('says each thing once', () => {
    expect(certificateProblems({ ...valid, problem: 'expired' }, 2_001)).toEqual(['expired']);
    expect(certificateProblems({ ...valid, problem: 'not-yet-valid' }, 999)).toEqual(['not-yet-valid']);
  });
});

it('offers to trust all but what was withdrawn', () => {
  expect(canTrust(valid)).toBe(true);
  expect(canTrust({ ...valid, problem: 'changed' })).toBe(true);
  expect(canTrust({ ...valid, problem: 'revoked' })).toBe(false);
});
