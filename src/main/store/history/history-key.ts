// The key of the history, made once and kept by the operating system's key store. No key store: no key, so no history on disk.
import { randomBytes } from 'node:crypto';
import type { Cipher } from '../secrets';
import type { JsonFile } from '../settings';

/**
 * 64 hexadecimal digits; undefined when no key store can keep them. A key that the store can no longer read is not
 * overwritten: the person may have the store back tomorrow.
 */
export async function historyKey(file: JsonFile, cipher: Cipher): Promise<string | undefined> {
  if (!(await cipher.isAvailable())) return undefined;
  const kept = file.store['key'];
  if (typeof kept === 'string') {
    const key = await cipher.decrypt(Buffer.from(kept, 'base64'));
    return /^[0-9a-f]{64}$/u.test(key) ? key : undefined;
  }
  const key = randomBytes(32).toString('hex');
  file.store = { ...file.store, key: (await cipher.encrypt(key)).toString('base64') };
  return key;
}
