// What the key store has given late, joined with what was decided before it came: lists of which each has a part. Pure.
import { isSameAccount, maxProfiles, profilesOf } from '../../shared/profiles';
import { maxMessageStyles, type Settings } from '../../shared/settings';

/**
 * @param current with what was decided since in place of what was read
 * @param read what was sealed, and else the defaults
 * @returns what is to be otherwise than in `current`
 */
export function joinedSettings(current: Settings, read: Settings): Partial<Settings> {
  const older = profilesOf(read);
  const last = current.profiles[0];
  // Somebody has signed in without a user name since: the one that was read belongs to another server.
  const isUserOfAnother =
    current.server !== read.server && current.server === last?.server && current.user === read.user;
  return {
    ...(isUserOfAnother && { user: last.user }),
    profiles: [
      ...current.profiles.map((each) => ({
        ...each,
        name: each.name || (older.find((other) => isSameAccount(other, each))?.name ?? ''),
      })),
      ...older.filter((each) => !current.profiles.some((other) => isSameAccount(other, each))),
    ].slice(0, maxProfiles),
    messageStyles: [
      ...current.messageStyles,
      ...read.messageStyles.filter(({ uri }) => !current.messageStyles.some((other) => other.uri === uri)),
    ].slice(0, maxMessageStyles),
  };
}
