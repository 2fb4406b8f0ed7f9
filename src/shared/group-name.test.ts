import { describe, expect, it } from 'vitest';
import { groupName, isSameGroupName, isVisibleName } from './group-name';

describe('the name of a group', () => {
  it('has one way to be written', () => {
    expect(groupName(' A\u0308rger\n')).toBe('Ärger');
    expect(isSameGroupName('A\u0308RGER', 'ärger ')).toBe(true);
    expect(isSameGroupName('Team', 'Te\u200bam')).toBe(true);
    expect(isSameGroupName('Ärger', 'Arger')).toBe(false);
  });

  it.each(['', ' ', '\u200b', '\u3164', '\u2800\u00a0', '\u2066\u2069'])(
    'is nothing where nothing is seen: %j',
    (name) => {
      expect(isVisibleName(name)).toBe(false);
    },
  );

  it.each(['a', 'ß', '🙂', '~', '1', '群', 'م\u200cن'])('is %j', (name) => expect(isVisibleName(name)).toBe(true));
});
