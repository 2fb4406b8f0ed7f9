// The contact list of the last run, in `last-list.sealed`: one account's, encrypted by the operating system's key store. Where there is none,
// nothing is kept. What is read is believed by nobody before it has passed the schema, which also says how much is kept at most.
import { createHash } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { LastList } from '../../shared/domain/last-list';
import { isSameAccount } from '../../shared/profiles';
import type { Log } from '../../shared/log';
import type { Profile } from '../../shared/settings';
import { replaceFile } from './private-file';
import type { Cipher } from './secrets';

type Account = Pick<Profile, 'server' | 'user'>;

export interface LastListFile {
  /** Undefined: there is none of this account, or none that can be read. Never rejects. */
  read(account: Account): Promise<LastList | undefined>;
  /** In place of what is kept; nothing is where it cannot be encrypted, or is more than is kept. Never rejects. */
  write(account: Account, list: LastList): Promise<void>;
  /** Likewise. */
  remove(): Promise<void>;
}

/** Twice what a server may have for one person, with long names. */
const mostContacts = 20_000;
const mostGroups = 2_000;
const mostBytes = 16 * 1024 * 1024;

const Name = v.pipe(v.string(), v.maxLength(1_000));
const Address = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1_024));
const GroupId = v.pipe(v.number(), v.integer(), v.minValue(0));
const KeptSchema = v.strictObject({
  account: v.strictObject({ server: Name, user: Name }),
  self: v.strictObject({ uri: Address, name: Name }),
  groups: v.pipe(
    v.array(v.strictObject({ id: GroupId, name: Name, isDefault: v.boolean(), isDistribution: v.boolean() })),
    v.maxLength(mostGroups),
  ),
  contacts: v.pipe(
    v.array(
      v.strictObject({
        uri: Address,
        name: Name,
        groupIds: v.pipe(v.array(GroupId), v.maxLength(mostGroups)),
        tag: v.boolean(),
      }),
    ),
    v.maxLength(mostContacts),
  ),
});

export function openLastListFile(options: {
  readonly folder: string;
  readonly cipher: Cipher;
  readonly log: Log;
}): LastListFile {
  const { cipher, log } = options;
  const path = join(options.folder, 'last-list.sealed');
  /** Of what the file says: the same is not written twice. Empty: there is no file; undefined: nobody has looked. */
  let written: string | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other: what is removed does not come again by what was begun before. */
  function inTurn<T>(work: () => Promise<T>, failed: T): Promise<T> {
    const done = turn.then(work).catch((error: unknown) => {
      log('the contact list of the last run', { error });
      return failed;
    });
    turn = done;
    return done;
  }

  async function removeNow(): Promise<void> {
    if (written === '') return;
    await rm(path, { force: true });
    written = '';
  }

  return {
    read: (account) =>
      inTurn(async () => {
        const size = await sizeOf(path);
        if (size === undefined || size > mostBytes || !(await cipher.isAvailable())) return undefined;
        const text = await cipher.decrypt(await readFile(path));
        const kept = v.safeParse(KeptSchema, JSON.parse(text));
        if (!kept.success || !isSameAccount(kept.output.account, account)) return undefined;
        written = hashOf(text);
        const { self, groups, contacts } = kept.output;
        return { self, groups, contacts };
      }, undefined),
    write: (account, list) =>
      inTurn(async () => {
        const kept = v.safeParse(KeptSchema, { account: { server: account.server, user: account.user }, ...list });
        if (!kept.success || !(await cipher.isAvailable())) return removeNow();
        const text = JSON.stringify(kept.output);
        if (hashOf(text) === written) return;
        const sealed = await cipher.encrypt(text);
        if (sealed.length > mostBytes) return removeNow();
        await replaceFile(path, (stream) => new Promise((done, fail) => stream.on('error', fail).end(sealed, done)));
        written = hashOf(text);
      }, undefined),
    remove: () => inTurn(removeNow, undefined),
  };
}

/** Undefined: there is no such file. */
async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
