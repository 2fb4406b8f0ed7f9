// The key of the history, made once and kept by the operating system's key store. No key store: no key, so no history on disk.
import { randomBytes } from 'node:crypto';
import type { Cipher } from '../secrets';
import type { JsonFile } from '../settings';

export interface HistoryKey {
  /** 64 hexadecimal digits. */
  readonly key: string;
  /** An earlier key was lost: files that this one does not open may be as good as ever. */
  readonly hasLostOne: boolean;
}

/** There is a key, but the key store that could read it is not there now. */
export class KeyStoreGoneError extends Error {
  override readonly name = 'KeyStoreGoneError';
}

/**
 * Undefined when no key store can keep one. A key that the key store refuses to read (another login, a key ring made anew) is kept
 * beside the new one, for the day on which the old key store comes back.
 * @throws KeyStoreGoneError
 */
export async function historyKey(file: JsonFile, cipher: Cipher, now = new Date()): Promise<HistoryKey | undefined> {
  const kept = file.store['key'];
  const lost = Array.isArray(file.store['lost']) ? (file.store['lost'] as readonly unknown[]) : [];
  if (!(await cipher.isAvailable())) {
    if (kept === undefined) return undefined;
    throw new KeyStoreGoneError('the key store is not there');
  }
  const key = typeof kept === 'string' ? await read(kept, cipher) : undefined;
  if (key !== undefined) return { key, hasLostOne: lost.length > 0 };

  const fresh = randomBytes(32).toString('hex');
  const sealed = (await cipher.encrypt(fresh)).toString('base64');
  const nowLost = kept === undefined ? lost : [...lost, { key: kept, at: now.toISOString() }];
  file.store = { ...file.store, key: sealed, ...(nowLost.length > 0 && { lost: nowLost }) };
  return { key: fresh, hasLostOne: nowLost.length > 0 };
}

async function read(sealed: string, cipher: Cipher): Promise<string | undefined> {
  try {
    const key = await cipher.decrypt(Buffer.from(sealed, 'base64'));
    return /^[0-9a-f]{64}$/u.test(key) ? key : undefined;
  } catch {
    // Whatever the key store says: it is not this key any more.
    return undefined;
  }
}
