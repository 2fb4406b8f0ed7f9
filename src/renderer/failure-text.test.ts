import { describe, expect, it } from 'vitest';
import { failureCodes, type ProxyDetails } from '../shared/domain/failure';
import { failureKey } from './failure-text';
import failures from '../shared/locales/en/failures';
import signIn from '../shared/locales/en/sign-in';

const proxy: ProxyDetails = { address: 'proxy:3128', wasRefused: false, isInClear: true, hasSeenRequest: true };

describe('the sentence of a failure', () => {
  it('is there for every code, and for one that nobody knows', () => {
    for (const code of failureCodes) expect(failures[code]).toBeTruthy();
    expect(failureKey('too-long')).toBe('failures.too-long');
    expect(failureKey('never-heard-of')).toBe('failures.internal');
  });

  it('promises that a password was not sent only where the proxy cannot have read it', () => {
    expect(failureKey({ code: 'proxy-asks', proxy })).toBe('sign-in.proxy.asksInClear');
    expect(failureKey({ code: 'proxy-asks', proxy: { ...proxy, hasSeenRequest: false } })).toBe(
      'sign-in.proxy.asksBefore',
    );
    expect(failureKey('proxy-asks')).toBe('failures.proxy-asks');
    expect(signIn.proxy.asksBefore).toContain('not sent');
    for (const text of [signIn.proxy.asksInClear, failures['proxy-asks'], failures['proxy-unusable']])
      expect(text).not.toMatch(/(?:not|nothing was) sent/iu);
  });
});
