import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LastList } from '../../shared/domain/last-list';
import { openLastListFile } from './last-list-file';
import type { Cipher } from './secrets';
import { scrambling } from './testing/late-key-store';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-list-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'last-list.sealed');
const open = (cipher: Cipher = scrambling) => openLastListFile({ folder, cipher, log: () => undefined });
const account = { server: 'im.example.com', user: 'EXAMPLE\\dana' };
const list: LastList = {
  self: { uri: 'sip:dana@example.com', name: 'Dana Reyes' },
  groups: [{ id: 2, name: 'Suppliers', isDefault: false, isDistribution: false }],
  contacts: [{ uri: 'sip:lee@example.com', name: 'Lee Park', groupIds: [2], tag: true }],
};

/** As somebody writes it who has the key. */
async function plant(value: unknown): Promise<void> {
  writeFileSync(path(), await scrambling.encrypt(typeof value === 'string' ? value : JSON.stringify(value)));
}

describe('the file of the last contact list', () => {
  it('gives back to the account what was written for it, and tells nobody who looks at it', async () => {
    await open().write(account, list);
    expect(await open().read({ server: 'IM.example.com ', user: 'example\\dana' })).toEqual(list);
    const text = readFileSync(path(), 'latin1');
    for (const word of ['Lee', 'lee@', 'Suppliers', 'example', 'dana']) expect(text).not.toContain(word);
  });

  it.skipIf(process.platform === 'win32')('is for the person alone', async () => {
    await open().write(account, list);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('is of no other account', async () => {
    await open().write(account, list);
    expect(await open().read({ ...account, user: 'EXAMPLE\\lee' })).toBeUndefined();
    expect(await open().read({ ...account, server: 'other.example.com' })).toBeUndefined();
  });

  it('is not there without a key store, and goes where there is none any more', async () => {
    const none: Cipher = { ...scrambling, isAvailable: async () => false };
    await open(none).write(account, list);
    expect(existsSync(path())).toBe(false);
    await open().write(account, list);
    expect(await open(none).read(account)).toBeUndefined();
    await open(none).write(account, list);
    expect(existsSync(path())).toBe(false);
  });

  it.each([
    ['no JSON', '{"account"'],
    ['null', null],
    ['another shape', { account, list }],
    ['a contact without an address', { account, ...list, contacts: [{ ...list.contacts[0], uri: '' }] }],
    ['a group whose number is none', { account, ...list, groups: [{ ...list.groups[0], id: 'x' }] }],
    [
      'more of a contact than is kept',
      { account, ...list, contacts: [{ ...list.contacts[0], presence: 'available' }] },
    ],
    ['a name without an end', { account, ...list, self: { ...list.self, name: 'x'.repeat(1_001) } }],
    ['more people than anybody has', { account, ...list, contacts: Array(20_001).fill(list.contacts[0]) }],
  ])('is not believed where it holds %s', async (_what, value) => {
    await plant(value);
    expect(await open().read(account)).toBeUndefined();
  });

  it('is not read where it was cut, or is larger than any list', async () => {
    await open().write(account, list);
    truncateSync(path(), 40);
    expect(await open().read(account)).toBeUndefined();
    truncateSync(path(), 17 * 1024 * 1024);
    let asked = 0;
    const counting: Cipher = { ...scrambling, decrypt: async (data) => ((asked += 1), scrambling.decrypt(data)) };
    expect(await open(counting).read(account)).toBeUndefined();
    expect(asked).toBe(0);
  });

  it('keeps none that would not be read again', async () => {
    const file = open();
    await file.write(account, list);
    await file.write(account, { ...list, contacts: [{ ...list.contacts[0]!, name: 'x'.repeat(1_001) }] });
    expect(existsSync(path())).toBe(false);
  });

  it('is not written again for the same, and what was removed does not come back', async () => {
    let sealed = 0;
    const counting: Cipher = { ...scrambling, encrypt: async (text) => ((sealed += 1), scrambling.encrypt(text)) };
    const file = open(counting);
    await file.write(account, list);
    await file.write(account, list);
    const next = open(counting);
    await next.read(account);
    await next.write(account, list);
    expect(sealed).toBe(1);
    void next.write(account, { ...list, contacts: [] });
    await next.remove();
    expect(existsSync(path())).toBe(false);
    await next.write(account, list);
    expect(await open().read(account)).toEqual(list);
  });

  it('does not throw where the disk takes nothing', async () => {
    rmSync(folder, { recursive: true });
    await open().write(account, list);
    expect(await open().read(account)).toBeUndefined();
    await open().remove();
  });
});
