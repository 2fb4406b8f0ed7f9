import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mergePolicy } from './merge-policy';
import { readRegistry, registryTool, registryValues } from './windows-registry';

/** As `reg query HKLM\Software\Policies\Parley /reg:64` prints it. */
const printed = [
  '',
  'HKEY_LOCAL_MACHINE\\Software\\Policies\\Parley',
  '    server.address    REG_SZ    im.example.com',
  '    Server.Allowed    REG_MULTI_SZ    im.example.com\\0*.example.com',
  '    history.keepDays    REG_DWORD    0x1e',
  '    tls.allowOldVersions    REG_DWORD    0x0',
  '    updates.address    REG_EXPAND_SZ    https://%COMPUTERNAME%.example.com',
  '    signIn.method    REG_SZ    ',
  '    proxy.mode    REG_SZ',
  '    two words    REG_BINARY    00FF',
  '    far    apart    REG_SZ    one    two',
  '',
  'HKEY_LOCAL_MACHINE\\Software\\Policies\\Parley\\Below',
  '',
].join('\r\n');

describe('registryValues', () => {
  it('reads what reg.exe prints', () => {
    expect(registryValues(printed)).toEqual([
      ['server.address', 'im.example.com'],
      ['server.allowed', ['im.example.com', '*.example.com']],
      ['history.keepDays', 30],
      ['tls.allowOldVersions', 0],
      ['updates.address', null],
      ['signIn.method', ''],
      ['proxy.mode', ''],
      ['two words', null],
      ['far    apart', 'one    two'],
    ]);
  });

  it('leads to a policy, in which what is of the wrong kind is refused', () => {
    const policy = mergePolicy([{ source: 'machine', kind: 'read', values: registryValues(printed) }]);
    expect(policy.values).toEqual({
      'server.address': 'im.example.com',
      'server.allowed': ['im.example.com', '*.example.com'],
      'history.keepDays': 30,
      'tls.allowOldVersions': false,
    });
    expect(policy.refusedKeys.map(({ key }) => key)).toEqual([
      'updates.address',
      'signIn.method',
      'proxy.mode',
      'two words',
      'far    apart',
    ]);
  });

  it.each([
    '',
    'ERROR: The system was unable to find the specified registry key or value.',
    '    REG_SZ    x',
    '    a  REG_SZ  b',
  ])('finds nothing in %j', (output) => expect(registryValues(output)).toEqual([]));
});

describe.runIf(process.platform !== 'win32')('readRegistry', () => {
  let folder: string;
  let tool: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-registry-'));
    tool = join(folder, 'reg.exe');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A program that stands where reg.exe does. */
  function install(script: string): void {
    writeFileSync(tool, `#!/bin/sh\n${script}\n`);
    chmodSync(tool, 0o755);
  }

  it('asks for the part of the registry that programs of 64 bits see', async () => {
    install(`printf '    language    REG_SZ    de\\r\\n    asked    REG_SZ    %s\\r\\n' "$*"`);
    expect(await readRegistry('user', tool)).toEqual({
      source: 'user',
      kind: 'read',
      values: [
        ['language', 'de'],
        ['asked', 'query HKCU\\Software\\Policies\\Parley /reg:64'],
      ],
    });
  });

  it('finds nothing where there is no such key, in whatever language that is said', async () => {
    install('echo "FEHLER: Der angegebene Schlüssel wurde nicht gefunden." >&2; exit 1');
    expect(await readRegistry('machine', tool)).toEqual({ source: 'machine', kind: 'absent' });
  });

  it.each([
    ['exit 5', 'not-readable'],
    ['kill -9 $$', 'not-readable'],
    ['yes "    language    REG_SZ    de" | head -c 1000000', 'too-large'],
  ])('says so when it cannot be read (%s)', async (script, problem) => {
    install(script);
    const place = 'HKLM\\Software\\Policies\\Parley';
    expect(await readRegistry('machine', tool)).toEqual({ source: 'machine', kind: 'refused', problem, place });
  });

  it('says so when there is no reg.exe', async () => {
    expect(await readRegistry('machine', tool)).toMatchObject({ kind: 'refused', problem: 'not-readable' });
  });
});

it('takes reg.exe from beside the system, and from nowhere else', () => {
  expect(registryTool('D:\\Windows')).toBe('D:\\Windows\\System32\\reg.exe');
});
