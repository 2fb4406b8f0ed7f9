// "Export diagnostics": a zip of plain text files that a person can read before sending it to anybody.
import { strToU8, zip } from 'fflate';
import { pipeline } from 'node:stream/promises';
import type { ConnectionTestResult } from '../../shared/domain/diagnostics';
import type { Settings } from '../../shared/settings';
import type { Policy } from '../policy/merge-policy';
import { replaceFile } from '../store/private-file';
import { hideKnown, type KnownName } from './hide-known';
import { plainPolicy } from './plain-policy';
import { plainSettings } from './plain-settings';
import { plainTest } from './plain-test';

export interface DiagnosticsSource {
  /** Versions and the like. */
  readonly about: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly policy: Policy;
  /** Already masked, as all that reaches the log is. */
  readonly log: string;
  readonly connectionTest?: readonly ConnectionTestResult[];
  /** Masks once more: it goes into somebody's hands. */
  readonly mask: (line: string) => string;
  /** What is looked for in all of it, should it have slipped through. */
  readonly known: readonly KnownName[];
}

const readMe = `Parley diagnostics

about.txt            versions of Parley, Electron and the operating system
settings.json        your settings; of a text, such as the server, only whether there is one
policy.txt           what your organisation has set, by name, and what of it was refused
log.txt              what Parley did since it was started, in codes and numbers
connection-test.txt  the last connection test, if there was one; the server is called server-1

No file holds a name, an address, a password, a message, or what a server said. Everything is plain text. Read it, and take out what you do not want to share.
`;

/** The files of the zip by name. Pure. */
function diagnosticsFiles(source: DiagnosticsSource): Readonly<Record<string, string>> {
  const lines = (record: Readonly<Record<string, string>>): string =>
    Object.entries(record)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join('');
  const files = {
    'README.txt': readMe,
    'about.txt': lines(source.about),
    'settings.json': `${JSON.stringify(plainSettings(source.settings), null, 2)}\n`,
    'policy.txt': plainPolicy(source.policy),
    'log.txt': source.log.split('\n').map(source.mask).join('\n'),
    ...(source.connectionTest && { 'connection-test.txt': plainTest(source.connectionTest) }),
  };
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, hideKnown(text, source.known)]));
}

/** Writes the zip, for its owner alone; rejects when the file cannot be written. What stood there before stays until then. */
export async function exportDiagnostics(file: string, source: DiagnosticsSource): Promise<void> {
  const files = Object.fromEntries(
    Object.entries(diagnosticsFiles(source)).map(([name, text]) => [name, strToU8(text)]),
  );
  const zipped = await new Promise<Uint8Array>((resolve, reject) => {
    zip(files, (error, data) => (error ? reject(error) : resolve(data)));
  });
  await replaceFile(file, (stream) => pipeline([zipped], stream));
}
