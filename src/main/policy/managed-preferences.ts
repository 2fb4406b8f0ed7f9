// The policy of macOS: managed preferences, which a configuration profile puts in place. They are property lists, mostly binary, and
// the system's own plutil makes JSON of them.
import type { SourceReading } from './merge-policy';
import { readPolicyFile } from './policy-file';
import { runTool } from './run-tool';

export const preferencesDomain = 'com.example.parley';
const folder = '/Library/Managed Preferences';

export interface ManagedPreferencesOptions {
  readonly userName: string;
  readonly folder?: string;
  readonly tool?: string;
  readonly owners?: readonly number[];
}

/**
 * What is meant for this person goes before what is meant for every person of the computer, as the system itself has it: both are the
 * administrator's.
 */
export function readManagedPreferences({
  userName,
  folder: place = folder,
  tool = '/usr/bin/plutil',
  owners,
}: ManagedPreferencesOptions): Promise<SourceReading[]> {
  const read = (source: 'machine' | 'user', path: string): Promise<SourceReading> =>
    readPolicyFile({
      source,
      path,
      ...(owners && { owners }),
      async parse(_bytes, file) {
        const result = await runTool(tool, ['-convert', 'json', '-o', '-', '--', file]);
        if (result.kind !== 'done') throw new Error(`plutil: ${result.kind}`);
        return { value: withoutPayload(JSON.parse(result.output) as unknown), repeated: [] };
      },
    });
  // The name of an account is no path, whatever it is.
  const isPlain = /^[^/\0]+$/u.test(userName) && !userName.startsWith('.');
  return Promise.all([
    ...(isPlain ? [read('user', `${place}/${userName}/${preferencesDomain}.plist`)] : []),
    read('machine', `${place}/${preferencesDomain}.plist`),
  ]);
}

/** What a configuration profile says of itself (`PayloadUUID` and others) may stand among the values. */
function withoutPayload(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('Payload')));
}
