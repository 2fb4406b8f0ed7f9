import { describe, expect, it } from 'vitest';
import { sealedFile, type SealedFile } from './sealed-file';
import type { Cipher } from './secrets';
import type { JsonFile } from './settings';
import { scrambling } from './testing/late-key-store';

const none: Cipher = { ...scrambling, isAvailable: async () => false };

function open(file: JsonFile, cipher: Cipher, patienceMs?: number): SealedFile {
  const isPrivate = (name: string, value: unknown): boolean => name === 'server' && value !== '';
  return sealedFile({ file, cipher, isPrivate, log: () => undefined, ...(patienceMs !== undefined && { patienceMs }) });
}

async function written(store: Record<string, unknown>, cipher = scrambling): Promise<JsonFile> {
  const file: JsonFile = { store: {} };
  const sealed = open(file, cipher);
  sealed.store = store;
  await sealed.flushed();
  return file;
}

async function read(file: JsonFile, cipher = scrambling): Promise<Record<string, unknown>> {
  const sealed = open(file, cipher);
  await sealed.flushed();
  return sealed.store;
}

describe('a sealed file', () => {
  it('keeps what names somebody out of sight, and the rest in clear', async () => {
    const file = await written({ theme: 'dark', server: 'im.example.com' });
    expect(JSON.stringify(file.store)).not.toContain('example');
    expect(file.store).toMatchObject({ theme: 'dark', sealed: expect.any(String) as string });
    expect(await read(file)).toEqual({ theme: 'dark', server: 'im.example.com' });
  });

  it('is as it always was where there is no key store', async () => {
    const file = await written({ theme: 'dark', server: 'im.example.com' }, none);
    expect(file.store).toEqual({ theme: 'dark', server: 'im.example.com' });
    expect(open(file, none).store).toEqual(file.store);
  });

  it('seals what an older version has written, as soon as there is a key store', async () => {
    const file: JsonFile = { store: { theme: 'dark', server: 'im.example.com' } };
    const sealed = open(file, scrambling);
    expect(sealed.store).toEqual({ theme: 'dark', server: 'im.example.com' });
    await sealed.flushed();
    expect(JSON.stringify(file.store)).not.toContain('example');
    expect(await read(file)).toEqual({ theme: 'dark', server: 'im.example.com' });
  });

  it('tells when what is sealed has come, with what was decided meanwhile', async () => {
    const file = await written({ theme: 'dark', server: 'im.example.com' });
    const sealed = open(file, scrambling);
    let told = 0;
    sealed.onOpened(() => (told += 1));
    expect(sealed.store).toEqual({ theme: 'dark' });
    sealed.store = { theme: 'light', server: '' };
    await sealed.ready;
    expect(told).toBe(1);
    expect(sealed.store).toEqual({ theme: 'light', server: 'im.example.com' });
    await sealed.flushed();
    expect(await read(file)).toEqual({ theme: 'light', server: 'im.example.com' });
  });

  it('forgets what is taken out', async () => {
    const file = await written({ server: 'im.example.com' });
    const sealed = open(file, scrambling);
    await sealed.ready;
    sealed.store = { theme: 'dark' };
    await sealed.flushed();
    expect(file.store).toEqual({ theme: 'dark' });
  });

  it('forgets it as well while the key store is gone, and for ever', async () => {
    const file = await written({ server: 'im.example.com' });
    let isThere = true;
    const sealed = open(file, { ...scrambling, isAvailable: async () => isThere });
    await sealed.ready;
    isThere = false;
    sealed.store = { theme: 'dark' };
    await sealed.flushed();
    expect(await read(file)).toEqual({ theme: 'dark' });
  });

  it('keeps what it cannot read for the day on which it can', async () => {
    const file = await written({ server: 'im.example.com' });
    const sealed = open(file, none);
    sealed.store = { theme: 'dark' };
    await sealed.flushed();
    expect(await read(file, none)).toEqual({ theme: 'dark' });
    expect(await read(file)).toEqual({ theme: 'dark', server: 'im.example.com' });
  });

  it('takes nothing from a seal that is another one’s', async () => {
    const file = await written({ theme: 'dark', server: 'im.example.com' });
    const refusing = { ...scrambling, decrypt: () => Promise.reject(new Error('wrong key')) };
    const sealed = open(file, refusing);
    await sealed.ready;
    expect(sealed.store).toEqual({ theme: 'dark' });
    sealed.store = { theme: 'dark', server: 'new.example.com' };
    await sealed.flushed();
    expect(await read(file)).toEqual({ theme: 'dark', server: 'new.example.com' });
  });

  it('is waited for no longer than there is patience, and counts when it comes', async () => {
    const file = await written({ server: 'im.example.com' });
    let answer: (text: string) => void = () => undefined;
    const slow = { ...scrambling, decrypt: () => new Promise<string>((resolve) => (answer = resolve)) };
    const sealed = open(file, slow, 10);
    await sealed.ready;
    expect(sealed.store).toEqual({});
    const opened = new Promise<unknown>((resolve) => sealed.onOpened(resolve));
    answer('{"server":"im.example.com"}');
    expect(await opened).toEqual({ server: 'im.example.com' });
    expect(sealed.store).toEqual({ server: 'im.example.com' });
  });

  it('says later as well that it cannot be sealed or written, and that it is', async () => {
    let stored: Record<string, unknown> = {};
    let isFull = false;
    const file: JsonFile = {
      get store() {
        return stored;
      },
      set store(fields) {
        if (isFull) throw new Error('no space');
        stored = fields;
      },
    };
    let isGone = false;
    const encrypt = (text: string): Promise<Buffer> =>
      isGone ? Promise.reject(new Error('no key ring')) : scrambling.encrypt(text);
    const sealed = open(file, { ...scrambling, encrypt });
    const said: unknown[] = [];
    sealed.onWrittenLater((error) => said.push(error instanceof Error ? error.message : error));
    sealed.store = { server: 'im.example.com' };
    await sealed.flushed();
    isGone = true;
    sealed.store = { server: 'new.example.com' };
    await sealed.flushed();
    isGone = false;
    sealed.store = { server: 'new.example.com' };
    isFull = true;
    await sealed.flushed();
    isFull = false;
    sealed.store = { server: 'new.example.com' };
    await sealed.flushed();
    expect(said).toEqual([undefined, 'no key ring', 'no space', undefined]);
    expect(await read(file)).toEqual({ server: 'new.example.com' });
  });

  it('says at once that it cannot be written', () => {
    const full: JsonFile = {
      get store() {
        return {};
      },
      set store(_) {
        throw new Error('no space');
      },
    };
    expect(() => (open(full, scrambling).store = { theme: 'dark' })).toThrow('no space');
  });
});
