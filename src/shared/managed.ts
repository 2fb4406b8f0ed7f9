// What an administrator has set for the people of an organisation, as far as windows have to know: which controls are locked, what is
// not offered, and what of it was refused. Nothing here changes while the program runs.
import type { Settings } from './settings';

/** Why a value of an administrator does not count. */
export const policyProblems = [
  'unknown-key',
  'set-twice',
  'not-yes-or-no',
  'not-a-choice',
  'not-a-number-of-days',
  'not-a-number-of-minutes',
  'not-a-server-address',
  'not-host-patterns',
  'not-an-https-address',
  'not-a-proxy-address',
  'not-a-language',
  /** It counts together with another one, which is not there. */
  'incomplete',
] as const;
export type PolicyProblem = (typeof policyProblems)[number];

/** Why a whole place where an administrator sets things does not count. */
export const policySourceProblems = ['writable-by-others', 'too-large', 'not-readable', 'not-understood'] as const;
export type PolicySourceProblem = (typeof policySourceProblems)[number];

/** `machine` goes before `user`. `file` is that of Linux. */
export type PolicySource = 'file' | 'machine' | 'user';

export interface Managed {
  /** Settings that nobody can change here. */
  readonly settings: readonly (keyof Settings)[];
  /** Whether this is a public computer; absent: the person says. */
  readonly isPublicComputer?: boolean;
  /** What is not installed, but run by those who develop it, has no place of its own to be started from. */
  readonly mayStartAtLogin: boolean;
  /** Whether a person may trust a certificate that the computer does not know. */
  readonly mayTrustCertificates: boolean;
  readonly mayAllowOldTls: boolean;
  readonly offersDemo: boolean;
  readonly keepsHistory: boolean;
  /** Names of what is set. */
  readonly applied: readonly string[];
  readonly refused: readonly {
    readonly source: PolicySource;
    /** Absent: the whole place. */
    readonly key?: string;
    readonly problem: PolicyProblem | PolicySourceProblem;
  }[];
}

export const nothingManaged: Managed = {
  settings: [],
  mayStartAtLogin: false,
  mayTrustCertificates: true,
  mayAllowOldTls: true,
  offersDemo: true,
  keepsHistory: true,
  applied: [],
  refused: [],
};
