import { describe, expect, it } from 'vitest';
import { needsPassword, whyNotByItself, type ByItselfFacts } from './sign-in-by-itself';

const account = { server: 'im.example.com', user: 'EXAMPLE\\dana', signInMethod: 'forms' } as const;
const able: ByItselfFacts = { account, isPublicComputer: false, canRemember: true, hasPassword: true };

describe('signing in without being asked', () => {
  it.each<[string, Partial<ByItselfFacts>, ReturnType<typeof whyNotByItself>]>([
    ['a remembered password', {}, undefined],
    ['no account yet', { account: { ...account, server: ' ' } }, 'no-account'],
    ['single sign-on', { account: { ...account, signInMethod: 'sso' } }, 'asks-always'],
    ['no password', { hasPassword: false }, 'no-password'],
    ['no key store, though one is kept', { canRemember: false }, 'no-key-store'],
    ['a public computer', { isPublicComputer: true }, 'public-computer'],
    [
      'the Windows account of this computer, without a key store and anywhere',
      {
        account: { ...account, user: '', signInMethod: 'integrated' },
        isPublicComputer: true,
        canRemember: false,
        hasPassword: false,
      },
      undefined,
    ],
    [
      'another Windows account without its password',
      { account: { ...account, signInMethod: 'integrated' }, hasPassword: false },
      'no-password',
    ],
    ['another Windows account with it', { account: { ...account, signInMethod: 'integrated' } }, undefined],
  ])('%s', (_what, facts, lack) => {
    expect(whyNotByItself({ ...able, ...facts })).toBe(lack);
  });

  it('needs a password where somebody is named', () => {
    expect(needsPassword({ signInMethod: 'integrated', user: ' ' })).toBe(false);
    expect(needsPassword({ signInMethod: 'integrated', user: 'lee' })).toBe(true);
    expect(needsPassword({ signInMethod: 'sso', user: 'lee' })).toBe(false);
  });
});
