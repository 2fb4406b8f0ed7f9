import { describe, expect, it } from 'vitest';
import type { PolicyValues } from './policy-keys';
import { sessionRules, type SessionWish } from './session-rules';

const wish: SessionWish = { way: ['im.example.com'], method: 'forms', isPublicComputer: false };
const outcome = (values: PolicyValues, wanted: Partial<SessionWish> = {}): string => {
  try {
    sessionRules(values).check({ ...wish, ...wanted });
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('servers that are allowed', () => {
  it('are all where nothing is set', () => expect(outcome({})).toBe('allowed'));

  it.each([
    ['im.example.com', 'allowed'],
    ['https://IM.example.com:8443/ocs', 'allowed'],
    ['http://im.example.com', 'allowed'],
    ['plant.im.example.org', 'allowed'],
    ['im.example.org', 'server-not-allowed'],
    ['im.example.com.evil.example', 'server-not-allowed'],
    ['im.example.com@evil.example', 'server-not-allowed'],
    ['evil.example/im.example.com', 'server-not-allowed'],
    ['127.0.0.1:4000', 'server-not-allowed'],
    ['not an address', 'server-not-allowed'],
  ])('are those of the list (%s: %s)', (server, expected) => {
    expect(outcome({ 'server.allowed': ['im.example.com', '*.im.example.org'] }, { way: [server] })).toBe(expected);
  });

  it('are none where nothing on the list made sense', () => {
    expect(outcome({ 'server.allowed': [] })).toBe('server-not-allowed');
  });

  it('are the fixed one alone, in whichever way it is written', () => {
    const values = { 'server.address': 'im.example.com/ocs' };
    expect(outcome(values, { way: ['https://IM.example.com/ocs/'] })).toBe('allowed');
    expect(outcome(values, { way: ['im.example.com'] })).toBe('server-not-allowed');
    expect(outcome(values, { way: ['http://im.example.com/ocs'] })).toBe('server-not-allowed');
  });

  it('are with a fixed one those that it leads to and the list names', () => {
    const values = { 'server.address': 'im.example.com', 'server.allowed': ['pool.example.com'] };
    expect(outcome(values)).toBe('allowed');
    expect(outcome(values, { way: ['pool.example.com'] })).toBe('server-not-allowed');
    expect(outcome(values, { way: ['pool.example.com', 'im.example.com'] })).toBe('allowed');
    expect(outcome(values, { way: ['evil.example', 'im.example.com'] })).toBe('server-not-allowed');
    expect(outcome({ 'server.address': 'im.example.com' }, { way: ['pool.example.com', 'im.example.com'] })).toBe(
      'server-not-allowed',
    );
  });

  it('leave no place for the demo once they are named', () => {
    expect(sessionRules({}).offersDemo).toBe(true);
    expect(sessionRules({ 'server.allowed': ['localhost'] }).offersDemo).toBe(false);
    expect(sessionRules({ 'server.address': 'im.example.com' }).offersDemo).toBe(false);
  });
});

it('lets nobody sign in another way, or as on another computer, than is set', () => {
  expect(outcome({ 'signIn.method': 'sso' })).toBe('set-by-organisation');
  expect(outcome({ 'signIn.method': 'sso' }, { method: 'sso' })).toBe('allowed');
  expect(outcome({ 'signIn.publicComputer': true })).toBe('set-by-organisation');
  expect(outcome({ 'signIn.publicComputer': true }, { isPublicComputer: true })).toBe('allowed');
  expect(outcome({ 'signIn.publicComputer': false }, { isPublicComputer: true })).toBe('set-by-organisation');
});
