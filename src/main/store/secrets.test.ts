import { describe, expect, it, vi } from 'vitest';
import { createCipher, openSecrets, type Cipher } from './secrets';
import type { JsonFile } from './settings';

/** Not a cipher, but nothing it gives back contains what went in. */
const scrambling: Cipher = {
  isAvailable: async () => true,
  encrypt: async (text) => Buffer.from(text, 'utf8').map((byte) => byte ^ 0x5a) as Buffer,
  decrypt: async (data) => Buffer.from(data.map((byte) => byte ^ 0x5a)).toString('utf8'),
};

function open(cipher: Cipher, file: JsonFile = { store: {} }, timeoutMs?: number) {
  const logged: string[] = [];
  const log = (what: string): void => void logged.push(what);
  return {
    file,
    logged,
    secrets: openSecrets({ file, cipher, log, ...(timeoutMs === undefined ? {} : { timeoutMs }) }),
  };
}

describe('openSecrets', () => {
  it('gives back what was kept, whatever the letter case of server and user', async () => {
    const { secrets, file } = open(scrambling);
    expect(await secrets.set('ocs.example.com', 'EXAMPLE\\dana', 'pässword')).toBe(true);
    expect(secrets.has(' OCS.example.com', 'example\\Dana')).toBe(true);
    expect(await secrets.get('OCS.example.com', 'example\\Dana')).toBe('pässword');
    expect(JSON.stringify(file.store)).not.toContain('pässword');
    expect(secrets.has('ocs.example.com', 'EXAMPLE\\lee')).toBe(false);
  });

  it('forgets one and keeps the others', async () => {
    const { secrets } = open(scrambling);
    await secrets.set('a.example.com', 'dana', '1');
    await secrets.set('b.example.com', 'dana', '2');
    secrets.delete('a.example.com', 'dana');
    expect(secrets.has('a.example.com', 'dana')).toBe(false);
    expect(await secrets.get('b.example.com', 'dana')).toBe('2');
  });

  it('writes neither the server nor the user down', async () => {
    const { secrets, file } = open(scrambling);
    await secrets.set('ocs.example.com', 'EXAMPLE\\dana', 'secret');
    expect(JSON.stringify(file.store)).not.toMatch(/example|dana/iu);
    // The same come to something else in the next file.
    const other = open(scrambling);
    await other.secrets.set('ocs.example.com', 'EXAMPLE\\dana', 'secret');
    expect(Object.keys(other.file.store).filter((key) => key in file.store)).toEqual(['salt']);
  });

  it('finds what an older version kept under their names, and takes the names out', async () => {
    const kept = (await scrambling.encrypt('secret')).toString('base64');
    const { secrets, file } = open(scrambling, { store: { 'ocs.example.com example\\dana': kept } });
    expect(JSON.stringify(file.store)).not.toMatch(/example|dana/iu);
    expect(await secrets.get('ocs.example.com', 'EXAMPLE\\dana')).toBe('secret');
  });

  it('says whether anything can be kept at all, also where the key store does not answer', async () => {
    expect(await open(scrambling).secrets.isAvailable()).toBe(true);
    expect(await open({ ...scrambling, isAvailable: async () => false }).secrets.isAvailable()).toBe(false);
    expect(
      await open({ ...scrambling, isAvailable: () => new Promise(() => {}) }, undefined, 1).secrets.isAvailable(),
    ).toBe(false);
  });

  it('keeps nothing where there is no key store', async () => {
    const { secrets, file } = open({ ...scrambling, isAvailable: async () => false });
    expect(await secrets.set('ocs.example.com', 'dana', 'secret')).toBe(false);
    expect(file.store).toEqual({});
  });

  it('counts one that the key store cannot read any more as not there', async () => {
    const { secrets, logged } = open({ ...scrambling, decrypt: () => Promise.reject(new Error('wrong key')) });
    await secrets.set('ocs.example.com', 'dana', 'secret');
    expect(await secrets.get('ocs.example.com', 'dana')).toBeUndefined();
    expect(logged).toHaveLength(1);
  });

  it('does not wait for ever for a key store that waits for somebody', async () => {
    vi.useFakeTimers();
    const { secrets, file } = open({ ...scrambling, encrypt: () => new Promise(() => {}) }, { store: {} }, 5_000);
    const kept = secrets.set('ocs.example.com', 'dana', 'secret');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await kept).toBe(false);
    expect(file.store).toEqual({});
    vi.useRealTimers();
  });
});

describe('createCipher', () => {
  const old = {
    isEncryptionAvailable: () => true,
    encryptString: (text: string) => Buffer.from(`old ${text}`),
    decryptString: (data: Buffer) => data.toString().slice(4),
  };

  it('does not touch a key store that hangs', async () => {
    const touched = (): never => expect.unreachable('the main process would stand still');
    const hung = { isEncryptionAvailable: touched, encryptString: touched, decryptString: touched };
    const cipher = createCipher({ ...hung, getSelectedStorageBackend: touched }, 'linux', async () => true);
    expect(await cipher.isAvailable()).toBe(false);
  });

  it('uses the blocking calls where there are no others', async () => {
    const cipher = createCipher(old, 'win32');
    expect(await cipher.isAvailable()).toBe(true);
    expect(await cipher.decrypt(await cipher.encrypt('secret'))).toBe('secret');
  });

  it('prefers the calls that do not block, also for an empty text', async () => {
    const cipher = createCipher(
      {
        ...old,
        isAsyncEncryptionAvailable: async () => false,
        encryptStringAsync: async () => Buffer.from('new'),
        decryptStringAsync: async () => ({ result: '' }),
      },
      'darwin',
    );
    expect(await cipher.isAvailable()).toBe(false);
    expect((await cipher.encrypt('secret')).toString()).toBe('new');
    expect(await cipher.decrypt(Buffer.from('old x'))).toBe('');
  });

  it('does not count a password that everybody knows as encryption', async () => {
    const basic = { ...old, getSelectedStorageBackend: () => 'basic_text' };
    expect(await createCipher(basic, 'linux').isAvailable()).toBe(false);
    expect(await createCipher({ ...old, getSelectedStorageBackend: () => 'kwallet5' }, 'linux').isAvailable()).toBe(
      true,
    );
  });
});
