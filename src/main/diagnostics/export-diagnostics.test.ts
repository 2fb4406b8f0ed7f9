import { strFromU8, unzipSync } from 'fflate';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultSettings } from '../../shared/settings';
import { exportDiagnostics, type DiagnosticsSource } from './export-diagnostics';
import { createMask } from './mask-private';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-diagnostics-'));
  file = join(folder, 'diagnostics.zip');
});
afterEach(() => rmSync(folder, { recursive: true }));

const source: DiagnosticsSource = {
  about: { parley: '0.1.0' },
  settings: { ...defaultSettings, theme: 'dark', server: 'im.example.com', user: 'EXAMPLE\\dana', keepHistoryDays: 30 },
  policy: {
    values: {
      'server.address': 'im.example.com',
      'server.allowed': ['im.example.com', '*.dana.example.com'],
      'history.keepDays': 30,
      'tls.allowOldVersions': false,
      'proxy.mode': 'fixed',
      'proxy.address': 'dana-proxy:3128',
    },
    refusedKeys: [
      { source: 'machine', key: 'history.enabled', problem: 'not-yes-or-no' },
      { source: 'user', key: 'colour', problem: 'unknown-key' },
      { source: 'user', key: 'im.hospital.example', problem: 'unknown-key' },
      { source: 'user', key: 'Server.Adress', problem: 'unknown-key' },
      { source: 'user', key: 'server.address\n', problem: 'unknown-key' },
      { source: 'user', key: 'Dana Reyes <dana@example.com>', problem: 'unknown-key' },
    ],
    refusedSources: [{ source: 'file', problem: 'writable-by-others', place: '/home/dana/policy.json' }],
  },
  log: 'signed in as sip:dana@example.com\npoll 3\nopened /home/dana/x at im.example.com',
  connectionTest: [
    { step: 'dns', outcome: 'passed', facts: { addresses: '192.0.2.1, 192.0.2.2' } },
    { step: 'tcp', outcome: 'failed', failure: 'unreachable', facts: { detail: 'ECONNREFUSED' } },
    {
      step: 'certificate',
      outcome: 'failed',
      failure: 'certificate',
      facts: {
        subject: 'cwa.example.com',
        issuer: 'Plant',
        fingerprint: 'AB:CD',
        validTo: 'Jan  1 00:00:00 2030 GMT',
        problem: 'expired',
        detail: 'no such user dana',
        status: '200 dana',
        ofTomorrow: 'dana',
      },
    },
  ],
  mask: createMask('salt'),
  known: [
    { name: '/home/dana', alias: 'home' },
    { name: 'im.example.com', alias: 'server-1' },
  ],
};

async function exported(): Promise<Record<string, string>> {
  await exportDiagnostics(file, source);
  const files = Object.entries(unzipSync(readFileSync(file)));
  return Object.fromEntries(files.map(([name, data]) => [name, strFromU8(data)]));
}

it('writes a zip of plain text in which nobody is named', async () => {
  const files = await exported();
  expect(Object.keys(files)).toEqual([
    'README.txt',
    'about.txt',
    'settings.json',
    'policy.txt',
    'log.txt',
    'connection-test.txt',
  ]);
  expect(files['log.txt']).toMatch(/^signed in as person-[0-9a-f]{6}\npoll 3\nopened home\/x at server-1$/u);
  expect(files['policy.txt']).toBe(
    [
      'server.address: server-1',
      'server.allowed: (2)',
      'tls.allowOldVersions: false',
      'history.keepDays: 30',
      'proxy.mode: fixed',
      'proxy.address: (set)',
      'refused: all of it: writable-by-others (file)',
      'refused: history.enabled: not-yes-or-no (machine)',
      'refused: ?: unknown-key (user)',
      'refused: ?: unknown-key (user)',
      'refused: ?: unknown-key, almost server.address (user)',
      'refused: ?: unknown-key, almost server.address (user)',
      'refused: ?: unknown-key (user)',
      '',
    ].join('\n'),
  );
  expect(files['about.txt']).toBe('parley: 0.1.0\n');
  expect(JSON.parse(files['settings.json'] ?? '')).toMatchObject({
    theme: 'dark',
    keepHistoryDays: 30,
    server: '(set)',
    user: '(set)',
    language: '(set)',
  });
  expect(files['connection-test.txt']).toBe(
    `server: server-1

dns: passed
addresses: 2

tcp: unreachable
detail: ECONNREFUSED

certificate: certificate
validTo: 2030-01-01
problem: expired
`,
  );
  expect(Object.values(files).join('\n')).not.toMatch(/dana|Plant|cwa\.example|AB:CD/u);
});

it.skipIf(process.platform === 'win32')('writes it for its owner alone, whatever stood there before', async () => {
  for (const name of [file, `${file}.part`]) {
    writeFileSync(name, 'before');
    chmodSync(name, 0o666);
  }
  await exported();
  expect(readdirSync(folder)).toEqual(['diagnostics.zip']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
