// "Export diagnostics": a zip of plain text files that a person can read before sending it to anybody.
import { strToU8, zip } from 'fflate';
import { writeFile } from 'node:fs/promises';
import type { ConnectionTestResult } from '../../shared/domain/diagnostics';

export interface DiagnosticsSource {
  /** Versions and the like. */
  readonly about: Readonly<Record<string, string>>;
  /** Settings without names and addresses. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Already masked, as all that reaches the log is. */
  readonly log: string;
  readonly connectionTest?: readonly ConnectionTestResult[];
  /** Masks once more: a file from elsewhere goes into somebody's hands. */
  readonly mask: (line: string) => string;
}

const readMe = `Parley diagnostics

about.txt            versions of Parley, Electron and the operating system
settings.json        your settings, without server, user name and password
log.txt              what Parley did lately; people, accounts and messages are masked
connection-test.txt  the last connection test, if there was one

Everything is plain text. Read it, and take out what you do not want to share.
`;

/** Whom a certificate belongs to is the name of the server. */
function withoutNames({ subject, ...facts }: Readonly<Record<string, string>>): Record<string, string> {
  return subject === undefined ? facts : { ...facts, subject: '***' };
}

/** The files of the zip by name. Pure. */
function diagnosticsFiles(source: DiagnosticsSource): Readonly<Record<string, string>> {
  const lines = (record: Readonly<Record<string, string>>): string =>
    Object.entries(record)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join('');
  return {
    'README.txt': readMe,
    'about.txt': lines(source.about),
    'settings.json': `${JSON.stringify(source.settings, null, 2)}\n`,
    'log.txt': source.log.split('\n').map(source.mask).join('\n'),
    ...(source.connectionTest && {
      'connection-test.txt': source.connectionTest
        .map(
          ({ step, outcome, failure, facts }) =>
            `${step}: ${failure ?? outcome}\n${source.mask(lines(withoutNames(facts)))}`,
        )
        .join('\n'),
    }),
  };
}

/** Writes the zip; rejects when the file cannot be written. */
export async function exportDiagnostics(file: string, source: DiagnosticsSource): Promise<void> {
  const files = Object.fromEntries(
    Object.entries(diagnosticsFiles(source)).map(([name, text]) => [name, strToU8(text)]),
  );
  const zipped = await new Promise<Uint8Array>((resolve, reject) => {
    zip(files, (error, data) => (error ? reject(error) : resolve(data)));
  });
  await writeFile(file, zipped);
}
