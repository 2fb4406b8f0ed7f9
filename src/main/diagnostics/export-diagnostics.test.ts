import { strFromU8, unzipSync } from 'fflate';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportDiagnostics } from './export-diagnostics';
import { createMask } from './mask-private';

it('writes a zip of plain text in which nobody is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-diagnostics-'));
  try {
    const file = join(folder, 'diagnostics.zip');
    await exportDiagnostics(file, {
      about: { parley: '0.1.0' },
      settings: { theme: 'dark' },
      log: 'signed in as sip:dana@example.com\npoll 3',
      connectionTest: [
        { step: 'dns', outcome: 'passed', facts: { addresses: '192.0.2.1' } },
        { step: 'certificate', outcome: 'passed', facts: { subject: 'cwa.example.com', issuer: 'Plant' } },
      ],
      mask: createMask('salt'),
    });
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    const files = Object.fromEntries(
      Object.entries(unzipSync(readFileSync(file))).map(([name, data]) => [name, strFromU8(data)]),
    );
    expect(Object.keys(files)).toEqual(['README.txt', 'about.txt', 'settings.json', 'log.txt', 'connection-test.txt']);
    expect(files['log.txt']).toMatch(/^signed in as person-[0-9a-f]{6}\npoll 3$/u);
    expect(files['about.txt']).toBe('parley: 0.1.0\n');
    expect(files['connection-test.txt']).toContain('dns: passed\naddresses: 192.0.2.1');
    expect(files['connection-test.txt']).toContain('certificate: passed\nissuer: Plant\nsubject: ***');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
