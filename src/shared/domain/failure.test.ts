import { expect, it } from 'vitest';
import { errorOfFailure, failureOfError, type Failure } from './failure';

it('is the same failure after it was thrown', () => {
  const failure: Required<Failure> = {
    code: 'redirected',
    detail: 'status 302',
    facts: { http: 302, cwa: 18_201, subCode: 1, sip: 480, system: 'ECONNRESET' },
    certificate: {
      subject: 'im.example.com',
      issuer: 'Example CA',
      validFrom: 0,
      validTo: 1,
      fingerprint: 'AB',
      problem: 'expired',
    },
    proxy: {
      address: 'proxy.example.com:8080',
      realm: 'Example',
      wasRefused: true,
      isInClear: false,
      hasSeenRequest: true,
    },
    reached: 'maybe',
    stoppedAt: 'proxy',
    redirect: { to: 'https://new.example.com', isOtherHost: true, isStepDown: false },
  };
  expect(failureOfError(errorOfFailure(failure))).toEqual(failure);
  expect(failureOfError(errorOfFailure({ code: 'timeout' }))).toEqual({ code: 'timeout' });
});

it('is a fault of our own when something else was thrown', () => {
  expect(failureOfError(new TypeError('x is not a function'))).toEqual({
    code: 'internal',
    detail: 'x is not a function',
  });
  expect(failureOfError('thrown')).toEqual({ code: 'internal', detail: 'thrown' });
});
