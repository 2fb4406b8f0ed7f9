import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../shared/settings';
import { methods } from '../../shared/ipc/contract';
import * as v from 'valibot';
import {
  canTestShow,
  fieldOf,
  formFrom,
  formOfProfile,
  missingFields,
  plainTextOf,
  settingsAfter,
  signInInput,
  type SignInForm,
} from './sign-in-form';

const filled: SignInForm = {
  ...formFrom(defaultSettings),
  server: ' im.example.com ',
  user: ' EXAMPLE\\dana ',
  password: ' spaces stay ',
  remember: true,
};

describe('missingFields', () => {
  it.each([
    ['an empty form', formFrom(defaultSettings), false, ['server', 'user', 'password']],
    ['a filled one', filled, false, []],
    ['no password, but one is remembered', { ...filled, password: '' }, true, []],
    ['no password', { ...filled, password: '' }, false, ['password']],
    ['a Windows account without words', { ...filled, method: 'integrated', user: '', password: '' }, false, []],
    [
      'a Windows account of another user without password',
      { ...filled, method: 'integrated', password: '' },
      false,
      ['password'],
    ],
    ['single sign-on', { ...filled, method: 'sso', user: '', password: '' }, false, []],
    ['single sign-on without server', { ...filled, method: 'sso', server: ' ' }, false, ['server']],
  ] as const)('of %s', (_, form, remembered, expected) => expect(missingFields(form, remembered)).toEqual(expected));
});

describe('signInInput', () => {
  it('trims addresses and names, but never the password', () => {
    expect(signInInput(filled)).toMatchObject({
      server: 'im.example.com',
      user: 'EXAMPLE\\dana',
      password: ' spaces stay ',
      remember: true,
    });
  });

  it('leaves out what is empty or not used, so that the remembered password or the system is asked', () => {
    expect(signInInput({ ...filled, password: '' })).not.toHaveProperty('password');
    expect(Object.keys(signInInput({ ...filled, method: 'sso' }))).not.toContain('user');
  });

  it('remembers nothing on a public computer', () => {
    const form = { ...filled, isPublicComputer: true };
    expect(signInInput(form)).toMatchObject({ remember: false, isPublicComputer: true });
    expect(settingsAfter(form)).toEqual({});
  });

  it('is what the contract takes', () => {
    for (const method of ['forms', 'integrated', 'sso'] as const) {
      const input = signInInput({ ...filled, method });
      expect(v.parse(methods['session:sign-in'].input, input)).toEqual(input);
    }
  });
});

describe('formOfProfile', () => {
  const profile = { name: 'Work', server: 'work.example.com', user: 'lee', signInMethod: 'integrated' } as const;

  it('takes nothing of the account before, whether it is remembered either', () => {
    expect({ ...filled, ...formOfProfile(profile, defaultSettings, () => false) }).toMatchObject({
      server: 'work.example.com',
      user: 'lee',
      password: '',
      remember: false,
      method: 'integrated',
    });
    expect(formOfProfile(undefined, defaultSettings, () => false)).toMatchObject({ server: '', remember: false });
  });

  it('leaves what an administrator has set', () => {
    const settings = { ...defaultSettings, server: 'im.example.com' };
    expect(formOfProfile(profile, settings, () => true)).toMatchObject({ server: 'im.example.com', method: 'forms' });
  });
});

describe('fieldOf', () => {
  it('marks the field that a failure is about', () => {
    expect(fieldOf('unknown-host')).toBe('server');
    expect(fieldOf('wrong-password')).toBe('password');
    expect(fieldOf('internal')).toBeUndefined();
  });
});

describe('plainTextOf', () => {
  it.each([
    ['forms', true, 'password'],
    ['integrated', true, 'messages'],
    ['sso', true, 'messages'],
    ['forms', false, undefined],
    ['integrated', false, undefined],
    ['sso', false, undefined],
  ] as const)('with %s, insecure: %s', (method, isInsecure, expected) =>
    expect(plainTextOf({ method }, isInsecure)).toBe(expected),
  );
});

describe('the connection test', () => {
  it('is offered for what is wrong with the way, and not for who somebody is', () => {
    for (const code of ['unreachable', 'unknown-host', 'certificate', 'not-a-server'] as const)
      expect(canTestShow(code), code).toBe(true);
    for (const code of ['wrong-password', 'sign-in-refused', 'credentials-needed', 'proxy-asks', 'cancelled'] as const)
      expect(canTestShow(code), code).toBe(false);
  });
});
