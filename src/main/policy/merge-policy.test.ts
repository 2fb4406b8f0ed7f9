import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePolicy, type Policy, type SourceReading } from './merge-policy';
import { policyKeyNames } from './policy-keys';

const read = (values: object, source: SourceReading['source'] = 'file'): SourceReading => ({
  source,
  kind: 'read',
  values: Object.entries(values),
});
const merge = (values: object): Policy => mergePolicy([read(values)]);
const problems = (policy: Policy): string[] => policy.refusedKeys.map(({ key, problem }) => `${key}: ${problem}`);

/** Every key with a value that makes sense. */
const everything = {
  'server.address': 'im.example.com',
  'server.allowed': ['im.example.com', '*.example.com'],
  'signIn.method': 'integrated',
  'signIn.publicComputer': true,
  'signIn.severalAccounts': false,
  'tls.allowUntrustedCertificates': false,
  'tls.allowOldVersions': false,
  'history.enabled': true,
  'history.keepDays': 90,
  'notifications.showMessage': false,
  'notifications.invitations': true,
  'notifications.messages': false,
  'notifications.contacts': false,
  'notifications.failures': true,
  'quietHours.enabled': true,
  'quietHours.from': 1_320,
  'quietHours.to': 420,
  'presence.idleAfterMinutes': 10,
  'presence.awayAfterMinutes': 20,
  'updates.enabled': true,
  'updates.address': 'https://updates.example.com/parley',
  'proxy.mode': 'fixed',
  'proxy.address': 'proxy.example.com:3128',
  'diagnostics.recording': false,
  'start.atLogin': true,
  language: 'de',
};

describe('what an administrator has set', () => {
  it('holds, key by key', () => {
    expect(Object.keys(everything)).toEqual(policyKeyNames);
    expect(merge(everything)).toEqual({ values: everything, refusedKeys: [], refusedSources: [] });
  });

  it.each([
    ['server.address', 'ftp://im.example.com', 'not-a-server-address'],
    ['server.address', '', 'not-a-server-address'],
    ['server.address', 'https://dana:secret@im.example.com', 'not-a-server-address'],
    ['server.address', 'x'.repeat(300), 'not-a-server-address'],
    ['server.address', ['im.example.com'], 'not-a-server-address'],
    ['server.allowed', 'im.example.com', 'not-host-patterns'],
    ['signIn.method', 'password', 'not-a-choice'],
    ['signIn.publicComputer', 'yes', 'not-yes-or-no'],
    ['signIn.publicComputer', 2, 'not-yes-or-no'],
    ['tls.allowOldVersions', null, 'not-yes-or-no'],
    ['history.keepDays', -1, 'not-a-number-of-days'],
    ['history.keepDays', 1.5, 'not-a-number-of-days'],
    ['history.keepDays', '30', 'not-a-number-of-days'],
    ['history.keepDays', 36_501, 'not-a-number-of-days'],
    ['quietHours.from', 1_440, 'not-a-number-of-minutes'],
    ['quietHours.to', '22:00', 'not-a-number-of-minutes'],
    ['presence.idleAfterMinutes', 0, 'not-a-number-of-minutes'],
    ['presence.awayAfterMinutes', 61, 'not-a-number-of-minutes'],
    ['updates.address', 'http://updates.example.com', 'not-an-https-address'],
    ['updates.address', 'https://dana:secret@updates.example.com', 'not-an-https-address'],
    ['updates.address', 'javascript:alert(1)', 'not-an-https-address'],
    ['proxy.mode', 'auto', 'not-a-choice'],
    ['language', 'not a language', 'not-a-language'],
    ['colour', 'red', 'unknown-key'],
    ['__proto__', 'x', 'unknown-key'],
    ['toString', 'x', 'unknown-key'],
    ['Server.Address', 'im.example.com', 'unknown-key'],
  ])('is refused and told where it makes no sense (%s: %j), and the rest holds', (key, value, problem) => {
    const policy = mergePolicy([
      {
        source: 'file',
        kind: 'read',
        values: [
          [key, value],
          ['start.atLogin', true],
        ],
      },
    ]);
    expect(policy.refusedKeys).toEqual([{ source: 'file', key, problem }]);
    expect(policy.values).toEqual({ 'start.atLogin': true });
  });

  it('takes the numbers of the registry for yes and no', () => {
    expect(merge({ 'history.enabled': 0, 'start.atLogin': 1 }).values).toEqual({
      'history.enabled': false,
      'start.atLogin': true,
    });
  });

  it.each(['System', ' SYSTEM '])('takes %j for the language of the system', (language) => {
    expect(merge({ language }).values).toEqual({ language: 'system' });
  });

  it('keeps of a list what makes sense: one that allows little does not become one that allows everything', () => {
    const policy = merge({ 'server.allowed': ['im.example.com', 'https://no.example.com', 7] });
    expect(policy.values).toEqual({ 'server.allowed': ['im.example.com'] });
    expect(problems(policy)).toEqual(['server.allowed: not-host-patterns']);
    expect(merge({ 'server.allowed': ['not a host'] }).values).toEqual({ 'server.allowed': [] });
  });

  it('takes neither word of a key that is set twice, and tells', () => {
    const values = [
      ['server.address', 'im.example.com'],
      ['colour', 'red'],
      ['start.atLogin', true],
    ] as const;
    const policy = mergePolicy([{ source: 'file', kind: 'read', values, repeated: ['server.address', 'colour'] }]);
    expect(policy.values).toEqual({ 'start.atLogin': true });
    expect(problems(policy)).toEqual(['server.address: set-twice', 'colour: unknown-key']);
  });

  it('wants the mode and the address of a fixed proxy together', () => {
    expect(problems(merge({ 'proxy.mode': 'fixed' }))).toEqual(['proxy.mode: incomplete']);
    expect(problems(merge({ 'proxy.address': 'proxy.example.com:3128' }))).toEqual(['proxy.address: incomplete']);
    const wrong = merge({ 'proxy.mode': 'fixed', 'proxy.address': 'proxy' });
    expect(problems(wrong)).toEqual(['proxy.address: not-a-proxy-address', 'proxy.mode: incomplete']);
    expect(wrong.values).toEqual({});
    expect(problems(merge({ 'proxy.mode': 'none' }))).toEqual([]);
  });

  it('is what the first place says of a key; a wrong word there leaves it to the next', () => {
    const policy = mergePolicy([
      read({ 'server.address': 'machine.example.com', 'history.keepDays': 'x' }, 'machine'),
      read({ 'server.address': 'user.example.com', 'history.keepDays': 30 }, 'user'),
    ]);
    expect(policy.values).toEqual({ 'server.address': 'machine.example.com', 'history.keepDays': 30 });
    expect(policy.refusedKeys).toEqual([
      { source: 'machine', key: 'history.keepDays', problem: 'not-a-number-of-days' },
    ]);
  });

  it('passes over places that have nothing, and tells of those that do not count', () => {
    const refused = { source: 'user', problem: 'not-readable', place: 'HKCU\\x' } as const;
    expect(
      mergePolicy([
        { source: 'machine', kind: 'absent' },
        { kind: 'refused', ...refused },
      ]),
    ).toEqual({
      values: {},
      refusedKeys: [],
      refusedSources: [refused],
    });
  });

  it('never fails, whatever stands there, and lets through no more than what its keys take', () => {
    const key = fc.oneof(fc.constantFrom<string>(...policyKeyNames), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.anything()), { maxLength: 40 }), (values) => {
        const policy = mergePolicy([{ source: 'file', kind: 'read', values }]);
        // What came through once comes through again.
        expect(merge(policy.values)).toMatchObject({ values: policy.values, refusedKeys: [] });
      }),
    );
  });

  it('tells of its own keys before others', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`x${at}`, at]));
    const told = problems(merge({ ...many, 'start.atLogin': 'x', 'proxy.mode': 'fixed' }));
    expect(told.slice(0, 3)).toEqual(['start.atLogin: not-yes-or-no', 'proxy.mode: incomplete', 'x0: unknown-key']);
  });

  it('tells of no more than a hundred', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`x${at}`, at]));
    expect(merge(many).refusedKeys).toHaveLength(100);
  });
});
