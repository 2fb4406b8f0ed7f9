// Accounts that somebody signs in with, one after another, on this computer: where and as whom. No password is among them. Pure.
import type { Profile, Settings } from './settings';

/** Who comes after them takes the place of the one that was used for longest. */
export const maxProfiles = 20;

type Account = Pick<Profile, 'server' | 'user'>;

const plain = (text: string): string => text.trim().toLowerCase();

/** As a password is found again: letter case and outer blanks aside. */
export function isSameAccount(one: Account, other: Account): boolean {
  return plain(one.server) === plain(other.server) && plain(one.user) === plain(other.user);
}

/** Used last first. With the one account that an earlier Parley knew. */
export function profilesOf({ profiles, server, user, signInMethod }: Settings): readonly Profile[] {
  if (server === '' || profiles.some((each) => isSameAccount(each, { server, user }))) return profiles;
  return [{ name: '', server, user, signInMethod }, ...profiles];
}

/** Those that an administrator lets somebody use: `server` where it is fixed. */
export function offeredProfiles(settings: Settings, isServerLocked: boolean): readonly Profile[] {
  return profilesOf(settings).filter(({ server }) => !isServerLocked || plain(server) === plain(settings.server));
}

/** This one has just been used. It keeps its name. */
export function withProfile(settings: Settings, used: Omit<Profile, 'name'>): readonly Profile[] {
  const all = profilesOf(settings);
  const name = all.find((each) => isSameAccount(each, used))?.name ?? '';
  return [{ ...used, name }, ...all.filter((each) => !isSameAccount(each, used))].slice(0, maxProfiles);
}

/** What changes when this one goes: where it was used last, nothing of it stays in the form either. */
export function withoutProfile(settings: Settings, gone: Account): Partial<Settings> {
  const profiles = profilesOf(settings).filter((each) => !isSameAccount(each, gone));
  return { profiles, ...(isSameAccount(settings, gone) && { server: '', user: '', rememberPassword: false }) };
}

export function renamedProfile(settings: Settings, which: Account, name: string): Partial<Settings> {
  return {
    profiles: profilesOf(settings).map((each) => (isSameAccount(each, which) ? { ...each, name: name.trim() } : each)),
  };
}

/** As it is called, else what it is. No line begins with the sign between the two. */
export function profileName({ name, server, user }: Profile): string {
  return name || (user === '' ? server : `${user}\u00a0· ${server}`);
}
