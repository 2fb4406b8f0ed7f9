// The policy of Windows: what group policy writes below Software\Policies, where only an administrator can write. Read with the
// system's own reg.exe, as no native module is worth it.
import { win32 } from 'node:path';
import type { SourceReading } from './merge-policy';
import { policyKeyNames } from './policy-keys';
import { runTool } from './run-tool';

export const registryKey = 'Software\\Policies\\Parley';

const places = { machine: `HKLM\\${registryKey}`, user: `HKCU\\${registryKey}` } as const;

/** reg.exe tells by its status that there is no such key; of its words, which are translated, nothing is decided. */
const statusOfAbsent = 1;

/** Beside the system, never from the search path. */
export function registryTool(systemRoot = process.env['SystemRoot'] ?? 'C:\\Windows'): string {
  return win32.join(systemRoot, 'System32', 'reg.exe');
}

export async function readRegistry(source: keyof typeof places, tool = registryTool()): Promise<SourceReading> {
  const place = places[source];
  const result = await runTool(tool, ['query', place, '/reg:64']);
  if (result.kind === 'done') return { source, kind: 'read', values: registryValues(result.output) };
  if (result.kind === 'failed' && result.status === statusOfAbsent) return { source, kind: 'absent' };
  return { source, kind: 'refused', problem: result.kind === 'too-large' ? 'too-large' : 'not-readable', place };
}

/** Before a value, and between its name, its type and what it holds. */
const gap = '    ';

/** The names are compared as Windows does: `Server.Address` is `server.address`. */
const canonical = new Map<string, string>(policyKeyNames.map((name) => [name.toLowerCase(), name]));

/** What `reg query` printed. A value of a kind that no setting has comes as null, and is refused like any other wrong one. Pure. */
export function registryValues(output: string): [name: string, value: unknown][] {
  return output.split(/\r?\n/u).flatMap((line): [string, unknown][] => {
    if (!line.startsWith(gap)) return [];
    const parts = line.slice(gap.length).split(gap);
    // A name may have gaps of its own.
    const at = parts.findIndex((part, index) => index > 0 && /^REG_[A-Z_]+$/u.test(part));
    if (at < 0) return [];
    const name = parts.slice(0, at).join(gap);
    return [[canonical.get(name.toLowerCase()) ?? name, valueOf(parts[at] ?? '', parts.slice(at + 1).join(gap))]];
  });
}

function valueOf(type: string, data: string): unknown {
  switch (type) {
    case 'REG_SZ':
      return data;
    case 'REG_DWORD':
      return /^0x[\da-f]{1,8}$/iu.test(data) ? Number(data) : null;
    case 'REG_MULTI_SZ':
      return data.split('\\0').filter((entry) => entry !== '');
    default:
      return null;
  }
}
