import { describe, expect, it } from 'vitest';
import type { Cipher } from '../secrets';
import { historyKey, KeyStoreGoneError } from './history-key';

/** A key store that reads only what it has written itself. */
function keyStore(name: string, isThere = true): Cipher {
  return {
    isAvailable: async () => isThere,
    encrypt: async (text) => Buffer.from(`${name}:${text}`),
    async decrypt(data) {
      const text = data.toString();
      if (!text.startsWith(`${name}:`)) throw new Error('Error while decrypting the ciphertext');
      return text.slice(name.length + 1);
    },
  };
}

describe('the key of the history', () => {
  it('is made once', async () => {
    const file = { store: {} };
    const first = await historyKey(file, keyStore('a'));
    expect(first?.key).toMatch(/^[0-9a-f]{64}$/u);
    expect(first?.hasLostOne).toBe(false);
    expect(await historyKey(file, keyStore('a'))).toEqual(first);
    expect(JSON.stringify(file.store)).not.toContain(first?.key);
  });

  it('is not made where no key store can keep it', async () => {
    const file = { store: {} };
    expect(await historyKey(file, keyStore('a', false))).toBeUndefined();
    expect(file.store).toEqual({});
  });

  it('waits for a key store that is away, and changes nothing', async () => {
    const file = { store: {} as Record<string, unknown> };
    await historyKey(file, keyStore('a'));
    const before = { ...file.store };
    await expect(historyKey(file, keyStore('a', false))).rejects.toThrow(KeyStoreGoneError);
    expect(file.store).toEqual(before);
  });

  it('is made anew when the key store cannot read it any more, and the old one is kept', async () => {
    const file = { store: {} as Record<string, unknown> };
    const old = await historyKey(file, keyStore('a'));
    const sealed = file.store['key'];
    const fresh = await historyKey(file, keyStore('b'), new Date(0));
    expect(fresh?.key).not.toBe(old?.key);
    expect(fresh?.hasLostOne).toBe(true);
    expect(file.store['lost']).toEqual([{ key: sealed, at: '1970-01-01T00:00:00.000Z' }]);
    expect(await historyKey(file, keyStore('b'))).toEqual(fresh);
    // The way back (docs/history.md): the old key in its old place.
    expect((await historyKey({ store: { key: sealed } }, keyStore('a')))?.key).toBe(old?.key);
  });
});
