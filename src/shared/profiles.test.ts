import { describe, expect, it } from 'vitest';
import { defaultSettings, namesSomebody, type Profile, type Settings } from './settings';
import {
  isSameAccount,
  maxProfiles,
  offeredProfiles,
  profileName,
  profilesOf,
  renamedProfile,
  withoutProfile,
  withProfile,
} from './profiles';

const work: Profile = { name: '', server: 'im.example.com', user: 'dana', signInMethod: 'forms' };
const club: Profile = { name: 'The club', server: 'club.example.com', user: 'dee', signInMethod: 'sso' };
const settings = (more: Partial<Settings>): Settings => ({ ...defaultSettings, ...more });

describe('profiles', () => {
  it('begin with the one account that an earlier version knew', () => {
    expect(profilesOf(defaultSettings)).toEqual([]);
    expect(profilesOf(settings({ server: 'im.example.com', user: 'dana' }))).toEqual([work]);
    const both = settings({ server: 'IM.example.com ', user: 'Dana', profiles: [club, work] });
    expect(profilesOf(both)).toEqual([club, work]);
  });

  it('have the one used last first, with its name, and so many at most', () => {
    const before = settings({ profiles: [work, club] });
    const { name: _, ...used } = { ...club, signInMethod: 'forms' as const };
    expect(withProfile(before, used)).toEqual([{ ...club, signInMethod: 'forms' }, work]);
    const many = Array.from({ length: maxProfiles }, (_each, index) => ({ ...work, user: `u${index}` }));
    const more = withProfile(settings({ profiles: many }), used);
    expect([more.length, more[0]?.user, more.at(-1)?.user]).toEqual([maxProfiles, 'dee', `u${maxProfiles - 2}`]);
  });

  it('leave nothing behind of one that is removed, and the others as they are', () => {
    const before = settings({ server: 'im.example.com', user: 'dana', rememberPassword: true, profiles: [work, club] });
    expect(withoutProfile(before, work)).toEqual({ profiles: [club], server: '', user: '', rememberPassword: false });
    expect(withoutProfile(before, club)).toEqual({ profiles: [work] });
    expect(renamedProfile(before, work, ' Work ').profiles).toEqual([{ ...work, name: 'Work' }, club]);
  });

  it('on other servers are not offered where an administrator has set one', () => {
    const fixed = settings({ server: 'IM.example.com', profiles: [club, work] });
    expect(offeredProfiles(fixed, true).map(({ server }) => server)).toEqual(['IM.example.com', 'im.example.com']);
    expect(offeredProfiles(settings({ server: 'im.example.com', user: 'dana', profiles: [club, work] }), true)).toEqual(
      [work],
    );
    expect(
      offeredProfiles(settings({ server: 'im.example.com', user: 'dana', profiles: [club, work] }), false),
    ).toHaveLength(2);
  });

  it('are told apart by server and user, and name somebody', () => {
    expect(isSameAccount(work, { server: ' IM.EXAMPLE.COM', user: 'DANA ' })).toBe(true);
    expect(isSameAccount(work, { ...work, user: 'lee' })).toBe(false);
    expect(profileName(club)).toBe('The club');
    expect(profileName(work)).toBe('dana\u00a0· im.example.com');
    expect(profileName({ ...work, user: '' })).toBe('im.example.com');
    expect(namesSomebody('profiles', [work])).toBe(true);
    expect(namesSomebody('profiles', [])).toBe(false);
  });
});
