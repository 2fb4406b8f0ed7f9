import { describe, expect, it } from 'vitest';
import { accessLevelOf } from './access-level';

describe('accessLevelOf', () => {
  const levels = [
    { level: 'company' as const, members: [{ type: 'sameEnterprise' }, { type: 'domain', value: 'dana@example.com' }] },
    { level: 'team' as const, members: [{ type: 'uri', value: 'SIP:Dana@example.com' }] },
  ];

  it('knows who is named, and nobody else', () => {
    expect(accessLevelOf('sip:dana@example.com', levels)).toBe('team');
    expect(accessLevelOf('sip:lee@example.com', levels)).toBeUndefined();
  });
});
