import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManagedPreferences } from './managed-preferences';
import { mergePolicy } from './merge-policy';

let folder: string;
let tool: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-preferences-'));
  tool = join(folder, 'plutil');
  // What stands in the file is JSON here already; what it is told must be what plutil is told.
  writeFileSync(tool, '#!/bin/sh\n[ "$1 $2 $3 $4 $5" = "-convert json -o - --" ] || exit 2\nexec cat "$6"\n');
  chmodSync(tool, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function profile(values: string | Uint8Array, user = ''): void {
  mkdirSync(join(folder, user), { recursive: true });
  writeFileSync(join(folder, user, 'com.example.parley.plist'), values);
}
const owners = [0, process.getuid?.() ?? 0];
const read = (userName = 'dana') => readManagedPreferences({ userName, folder, tool, owners });

describe.runIf(process.platform !== 'win32')('managed preferences', () => {
  it('are those of the person before those of the computer', async () => {
    profile('{"language": "de", "history.keepDays": 30}');
    profile('{"language": "fr"}', 'dana');
    const policy = mergePolicy(await read());
    expect(policy.values).toEqual({ language: 'fr', 'history.keepDays': 30 });
  });

  it('say nothing by what the profile says of itself', async () => {
    profile('{"language": "de", "PayloadUUID": "7A0C2B7E", "PayloadVersion": 1}');
    expect(mergePolicy(await read())).toEqual({ values: { language: 'de' }, refusedKeys: [], refusedSources: [] });
  });

  it('need not be there', async () => {
    expect(await read()).toEqual([
      { source: 'user', kind: 'absent' },
      { source: 'machine', kind: 'absent' },
    ]);
  });

  it('may be in the binary form, of which the tool alone makes sense', async () => {
    writeFileSync(tool, '#!/bin/sh\necho \'{"start.atLogin": true}\'\n');
    profile(Uint8Array.of(0x62, 0x70, 0x6c, 0xff, 0x00));
    expect(mergePolicy(await read()).values).toEqual({ 'start.atLogin': true });
  });

  it('count for nothing when the tool makes nothing of them', async () => {
    writeFileSync(tool, '#!/bin/sh\nexit 1\n');
    profile('{}');
    expect((await read())[1]).toMatchObject({ kind: 'refused', problem: 'not-understood' });
  });

  it('are not believed when others can write to them', async () => {
    profile('{}');
    chmodSync(join(folder, 'com.example.parley.plist'), 0o666);
    expect((await read())[1]).toMatchObject({ kind: 'refused', problem: 'writable-by-others' });
  });

  it.each(['../dana', '..', 'a/b', ''])('are not looked for under a name that is a path (%j)', async (userName) => {
    expect((await read(userName)).map(({ source }) => source)).toEqual(['machine']);
  });
});
