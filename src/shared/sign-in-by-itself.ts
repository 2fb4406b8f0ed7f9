// Whether an account can be signed in to without anybody being asked, and if not, what is missing. One rule for the start of the program
// and for the window that offers it. Pure.
import type { Settings } from './settings';

type Account = Pick<Settings, 'server' | 'user' | 'signInMethod'>;

export interface ByItselfFacts {
  readonly account: Account;
  /** As an administrator has it; what a person says counts for one session alone. */
  readonly isPublicComputer: boolean;
  /** Whether there is a key store now. */
  readonly canRemember: boolean;
  readonly hasPassword: boolean;
}

/** `asks-always`: the page of the organisation comes up in a window, and only where a person wants it. */
export const byItselfLacks = ['no-account', 'asks-always', 'public-computer', 'no-key-store', 'no-password'] as const;
export type ByItselfLack = (typeof byItselfLacks)[number];

/** A Windows account without a name is the one that this computer is used with: nothing has to be told. */
export function needsPassword({ signInMethod, user }: Pick<Account, 'signInMethod' | 'user'>): boolean {
  return signInMethod === 'forms' || (signInMethod === 'integrated' && user.trim() !== '');
}

/** Undefined: nothing is missing. */
export function whyNotByItself(facts: ByItselfFacts): ByItselfLack | undefined {
  const { account, isPublicComputer, canRemember, hasPassword } = facts;
  if (account.server.trim() === '') return 'no-account';
  if (account.signInMethod === 'sso') return 'asks-always';
  if (!needsPassword(account)) return undefined;
  // Nothing is kept there, and what was kept before is not for everybody.
  if (isPublicComputer) return 'public-computer';
  if (!canRemember) return 'no-key-store';
  return hasPassword ? undefined : 'no-password';
}
