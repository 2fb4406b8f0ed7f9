import { describe, expect, it } from 'vitest';
import { accessLevelOf, givenAccess, levelWords, showsAllTheSame } from './access-level';
import type { AccessLevelMembers } from './contact';

describe('accessLevelOf', () => {
  const levels: readonly AccessLevelMembers[] = [
    { level: 'company', members: [{ type: 'sameEnterprise' }, { type: 'domain', value: 'dana@example.com' }] },
    { level: 'team', members: [{ type: 'uri', value: 'SIP:Dana@example.com' }] },
  ];

  it('knows who is named, and nobody else', () => {
    expect(accessLevelOf('sip:dana@example.com', levels)).toBe('team');
    expect(accessLevelOf('sip:lee@example.com', levels)).toBeUndefined();
  });
});

describe('what a level says', () => {
  it('is nothing of what somebody sees, where the server says so, and what it says else', () => {
    expect([levelWords({ lacks: [] }), showsAllTheSame({ lacks: ['calls'] })]).toEqual(['hint', false]);
    expect([levelWords({ lacks: ['accessLevels'] }), showsAllTheSame({ lacks: ['accessLevels'] })]).toEqual([
      'sameHint',
      true,
    ]);
  });
});

describe('givenAccess', () => {
  const levels: readonly AccessLevelMembers[] = [
    { level: 'public', members: [{ type: 'federated' }, { type: 'everyone' }] },
    { level: 'company', members: [{ type: 'sameEnterprise' }, { type: 'uri', value: 'sip:kim@example.com' }] },
    { level: 'team', members: [{ type: 'domain', value: 'partner.example.com' }] },
    { level: 'blocked', members: [] },
  ];
  const colleague = { uri: 'sip:lee@example.com', sourceNetwork: 'sameEnterprise' } as const;

  it('is that of the very person before all others', () => {
    expect(givenAccess({ uri: 'sip:kim@example.com' }, levels)).toEqual({ level: 'company', by: 'uri' });
  });
  it('is the highest that has them', () => {
    expect(givenAccess(colleague, levels)).toEqual({ level: 'company', by: 'network' });
    expect(givenAccess({ uri: 'sip:a@partner.example.com', sourceNetwork: 'federated' }, levels)).toEqual({
      level: 'team',
      by: 'domain',
    });
    expect(givenAccess({ uri: 'sip:a@x.example.com', sourceNetwork: 'publicCloud' }, levels)).toEqual({
      level: 'public',
      by: 'everyone',
    });
  });
  it('is not known where it hangs on a network that is not known', () => {
    expect(givenAccess({ uri: 'sip:lee@example.com' }, levels)).toBeUndefined();
  });
  it('is none where no level has them', () => {
    expect(givenAccess(colleague, [{ level: 'public', members: [{ type: 'federated' }] }])).toEqual({ by: 'nothing' });
  });
});
