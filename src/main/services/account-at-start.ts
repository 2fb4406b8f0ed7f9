// The account that a start of the program signs in to by itself; known before anything of a session is read.
import type { Profile, Settings } from '../../shared/settings';
import { whyNotByItself } from '../../shared/sign-in-by-itself';
import type { SessionRules } from '../policy/session-rules';
import type { Secrets } from '../store/secrets';

/** Undefined: a person has to sign in. */
export function accountAtStart(
  settings: Settings,
  secrets: Pick<Secrets, 'has'>,
  rules: Pick<SessionRules, 'isPublicComputer'>,
): Pick<Profile, 'server' | 'user'> | undefined {
  const { server, user } = settings;
  const lack = whyNotByItself({
    account: settings,
    isPublicComputer: rules.isPublicComputer ?? false,
    // Whether it opens is found out by opening it.
    canRemember: true,
    hasPassword: secrets.has(server, user),
  });
  return settings.signInAtStart && lack === undefined ? { server, user } : undefined;
}
