// On real files, as the administrator of a Linux computer has them.
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceReading } from './merge-policy';
import { readPolicyFile } from './policy-file';
import { readPolicy } from './read-policy';

const hasOwners = process.platform !== 'win32';
/** Whoever runs the tests is the administrator here. */
const me = process.getuid?.() ?? 0;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-policy-'));
  path = join(folder, 'policy.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(content: string | Uint8Array, mode = 0o644): void {
  writeFileSync(path, content);
  chmodSync(path, mode);
}
const read = (owners: readonly number[] = [0, me]): Promise<SourceReading> =>
  readPolicyFile({ source: 'file', path, owners });
const refused = (problem: string): object => ({ source: 'file', kind: 'refused', problem, place: path });

describe('the policy file', () => {
  it('is read', async () => {
    write('\uFEFF{"server.address": "im.example.com", "history.enabled": false}');
    expect(await read()).toEqual({
      source: 'file',
      kind: 'read',
      values: [
        ['server.address', 'im.example.com'],
        ['history.enabled', false],
      ],
    });
  });

  it('tells what stands in it twice', async () => {
    write('{"server.address": "im.example.com", "history.enabled": false, "server.address": "evil.example"}');
    expect(await read()).toMatchObject({ kind: 'read', repeated: ['server.address'] });
  });

  it('need not be there', async () => {
    expect(await read()).toEqual({ source: 'file', kind: 'absent' });
    path = join(folder, 'nowhere', 'policy.json');
    expect(await read()).toEqual({ source: 'file', kind: 'absent' });
  });

  it.runIf(hasOwners)(
    'counts for nothing, and is told, when a link to it or to a folder above leads nowhere',
    async () => {
      symlinkSync(join(folder, 'gone.json'), path);
      expect(await read()).toEqual(refused('not-readable'));
      symlinkSync(join(folder, 'gone'), join(folder, 'parley'));
      path = join(folder, 'parley', 'policy.json');
      expect(await read()).toEqual(refused('not-readable'));
      symlinkSync('loop', join(folder, 'loop'));
      path = join(folder, 'loop', 'policy.json');
      expect(await read()).toEqual(refused('not-readable'));
    },
  );

  it.runIf(hasOwners)(
    'counts for nothing, and is told, when a file stands in the place of a folder above',
    async () => {
      write('{}');
      path = join(path, 'policy.json');
      expect(await read()).toEqual(refused('not-readable'));
    },
  );

  it.runIf(hasOwners)('need not be there where a link leads to its folder', async () => {
    symlinkSync(folder, join(folder, 'parley'));
    path = join(folder, 'parley', 'policy.json');
    expect(await read()).toEqual({ source: 'file', kind: 'absent' });
    write('{}');
    expect(await read()).toMatchObject({ kind: 'read' });
  });

  it.each(['{"server.address": ', '[1]', 'null', '"text"', '', '7'])('counts for nothing as %j', async (content) => {
    write(content);
    expect(await read()).toEqual(refused('not-understood'));
  });

  it('counts for nothing when it is no UTF-8, or larger than any policy is', async () => {
    write(Uint8Array.of(0x7b, 0xff, 0x7d));
    expect(await read()).toEqual(refused('not-understood'));
    write(`{"server.address": "${'x'.repeat(300_000)}"}`);
    expect(await read()).toEqual(refused('too-large'));
  });

  it('counts for nothing when it is a folder', async () => {
    mkdirSync(path);
    expect(await read()).toEqual(refused('not-readable'));
  });

  it.runIf(hasOwners)('does not wait for a pipe', async () => {
    execFileSync('mkfifo', [path]);
    expect(await read()).toEqual(refused('not-readable'));
  });

  it.runIf(hasOwners).each([0o666, 0o646, 0o602])(
    'is not believed when everybody can write to it (%o)',
    async (mode) => {
      write('{}', mode);
      expect(await read()).toEqual(refused('writable-by-others'));
    },
  );

  it.runIf(hasOwners)('is not believed when it belongs to somebody else', async () => {
    write('{}');
    expect(await read([me + 1])).toEqual(refused('writable-by-others'));
  });

  it.runIf(hasOwners && me === 0)('is not believed when a group other than that of root can write to it', async () => {
    write('{}', 0o664);
    expect(await read()).toMatchObject({ kind: 'read' });
    chownSync(path, 0, 1234);
    expect(await read()).toEqual(refused('writable-by-others'));
  });

  it.runIf(hasOwners)('is not believed when others can put another in its place', async () => {
    write('{}');
    chmodSync(folder, 0o777);
    expect(await read()).toEqual(refused('writable-by-others'));
    // As in a folder for everybody's files, where each is its owner's.
    chmodSync(folder, 0o1777);
    expect(await read()).toMatchObject({ kind: 'read' });
  });

  it.runIf(hasOwners)('is not believed when a link to it, or what it leads to, is in the hands of others', async () => {
    const others = join(folder, 'others');
    mkdirSync(others);
    const real = join(others, 'real.json');
    writeFileSync(real, '{}');
    symlinkSync(real, path);
    expect(await read()).toMatchObject({ kind: 'read' });
    chmodSync(others, 0o777);
    expect(await read()).toEqual(refused('writable-by-others'));
    const link = join(others, 'link.json');
    const own = join(folder, 'own.json');
    writeFileSync(own, '{}');
    symlinkSync(own, link);
    path = link;
    expect(await read()).toEqual(refused('writable-by-others'));
  });

  it.runIf(hasOwners && me === 0)(
    'is not believed in a folder of somebody else, where each file is its owner’s',
    async () => {
      const others = join(folder, 'others');
      mkdirSync(others);
      path = join(others, 'policy.json');
      write('{}');
      chmodSync(others, 0o1777);
      expect(await read()).toMatchObject({ kind: 'read' });
      chownSync(others, 1234, 1234);
      expect(await read()).toEqual(refused('writable-by-others'));
      chmodSync(others, 0o1755);
      expect(await read()).toEqual(refused('writable-by-others'));
    },
  );

  it.runIf(hasOwners)('is not believed when a link on the way is in the hands of others', async () => {
    const others = join(folder, 'others');
    mkdirSync(others);
    const own = join(folder, 'own.json');
    writeFileSync(own, '{}');
    symlinkSync('../own.json', join(others, 'middle.json'));
    symlinkSync('others/middle.json', path);
    expect(await read()).toMatchObject({ kind: 'read' });
    chmodSync(others, 0o777);
    expect(await read()).toEqual(refused('writable-by-others'));
    // The same with folders.
    symlinkSync('..', join(others, 'middle'));
    symlinkSync('others/middle', join(folder, 'parley'));
    path = join(folder, 'parley', 'own.json');
    expect(await read()).toEqual(refused('writable-by-others'));
    chmodSync(others, 0o755);
    expect(await read()).toMatchObject({ kind: 'read' });
  });

  it.runIf(hasOwners && me === 0)('is not believed when a link to it belongs to somebody else', async () => {
    const own = join(folder, 'own.json');
    writeFileSync(own, '{}');
    symlinkSync(own, path);
    chmodSync(folder, 0o1777);
    expect(await read()).toMatchObject({ kind: 'read' });
    lchownSync(path, 1234, 1234);
    expect(await read()).toEqual(refused('writable-by-others'));
  });
});

describe('the variable that names another file', () => {
  it('counts while Parley is developed, and not in the installed program', async () => {
    write('{"history.keepDays": 7}');
    const env = { PARLEY_POLICY_FILE: path };
    expect((await readPolicy({ platform: process.platform, isPackaged: false, env })).values).toEqual({
      'history.keepDays': 7,
    });
    expect((await readPolicy({ platform: 'linux', isPackaged: true, env })).values).not.toEqual({
      'history.keepDays': 7,
    });
  });
});
