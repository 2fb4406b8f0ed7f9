// Where an administrator's word lies on each system, and what it comes to. Read once, when the program starts.
import { userInfo } from 'node:os';
import { readManagedPreferences } from './managed-preferences';
import { mergePolicy, type Policy, type SourceReading } from './merge-policy';
import { readPolicyFile } from './policy-file';
import { readRegistry } from './windows-registry';

export const policyPath = '/etc/parley/policy.json';
/** Names another file, of the person's own too, in place of all that the system has: for those who develop Parley. */
export const policyVariable = 'PARLEY_POLICY_FILE';

export interface PolicyPlace {
  readonly platform: NodeJS.Platform;
  /** The installed program listens to no variable: whoever starts it could set one. */
  readonly isPackaged: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export async function readPolicy(place: PolicyPlace): Promise<Policy> {
  return mergePolicy(await readSources(place));
}

async function readSources({ platform, isPackaged, env }: PolicyPlace): Promise<readonly SourceReading[]> {
  const named = isPackaged ? undefined : env[policyVariable];
  if (named) return [await readPolicyFile({ source: 'file', path: named, owners: [0, process.getuid?.() ?? 0] })];
  switch (platform) {
    case 'win32':
      return Promise.all([readRegistry('machine'), readRegistry('user')]);
    case 'darwin':
      return readManagedPreferences({ userName: ownName() });
    default:
      return [await readPolicyFile({ source: 'file', path: policyPath })];
  }
}

/** An account that the system has no name for has no preferences of its own either. */
function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
