// Passwords that a person asked to have remembered, each encrypted by the operating system's key store. Where there is none,
// nothing is kept and the password is asked for again. Whose they are is not written down either: a password is found again by
// what its server and its user come to, with a salt of the file's own.
import { createHash, randomBytes } from 'node:crypto';
import type { Log } from '../../shared/log';
import { within } from '../../shared/within';
import type { JsonFile } from './settings';

/** How secrets are encrypted; `createCipher` makes one of Electron's `safeStorage`. */
export interface Cipher {
  isAvailable(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  decrypt(data: Buffer): Promise<string>;
}

export interface Secrets {
  /** Whether anything can be kept at all. */
  isAvailable(): Promise<boolean>;
  /** Whether one is kept; does not touch the key store, which may ask the person to unlock it. */
  has(server: string, user: string): boolean;
  get(server: string, user: string): Promise<string | undefined>;
  /** False: it could not be kept. */
  set(server: string, user: string, password: string): Promise<boolean>;
  delete(server: string, user: string): void;
}

export interface SecretsOptions {
  readonly file: JsonFile;
  readonly cipher: Cipher;
  readonly log?: Log;
  /** A key store may put up a prompt that nobody answers. */
  readonly timeoutMs?: number;
}

export function openSecrets({ file, cipher, log = () => {}, timeoutMs = 20_000 }: SecretsOptions): Secrets {
  const inTime = <T>(promise: Promise<T>): Promise<T> =>
    within(timeoutMs, promise, () => {
      throw new Error('the key store did not answer');
    });

  const saltOf = (): string | undefined => {
    const { salt } = file.store;
    return typeof salt === 'string' ? salt : undefined;
  };
  const keyOf = (server: string, user: string): string => hashed(nameOf(server, user), saltOf() ?? '');
  moveNames(file, log);

  return {
    async isAvailable() {
      try {
        return await inTime(cipher.isAvailable());
      } catch (error) {
        log('the key store could not be asked', { error });
        return false;
      }
    },
    has: (server, user) => typeof file.store[keyOf(server, user)] === 'string',
    async get(server, user) {
      const kept = file.store[keyOf(server, user)];
      if (typeof kept !== 'string') return undefined;
      try {
        if (!(await inTime(cipher.isAvailable()))) return undefined;
        return await inTime(cipher.decrypt(Buffer.from(kept, 'base64')));
      } catch (error) {
        log('a remembered password could not be read', { error });
        return undefined;
      }
    },
    async set(server, user, password) {
      try {
        if (!(await inTime(cipher.isAvailable()))) return false;
        const encrypted = await inTime(cipher.encrypt(password));
        const salt = saltOf() ?? newSalt();
        const key = hashed(nameOf(server, user), salt);
        file.store = { ...file.store, salt, [key]: encrypted.toString('base64') };
        return true;
      } catch (error) {
        log('a password could not be kept', { error });
        return false;
      }
    },
    delete(server, user) {
      const key = keyOf(server, user);
      if (!(key in file.store)) return;
      try {
        const others = Object.entries(file.store).filter(([name]) => name !== key);
        file.store = others.some(([name]) => name !== 'salt') ? Object.fromEntries(others) : {};
      } catch (error) {
        log('a password could not be forgotten', { error });
      }
    },
  };
}

/** Server and user as typed, letter case and outer blanks aside. */
function nameOf(server: string, user: string): string {
  return `${server.trim().toLowerCase()} ${user.trim().toLowerCase()}`;
}

const newSalt = (): string => randomBytes(16).toString('hex');

function hashed(name: string, salt: string): string {
  return createHash('sha256').update(salt).update(name).digest('hex');
}

/** An older version kept them under the names themselves, which have a blank in them. */
function moveNames(file: JsonFile, log: Log): void {
  const { store } = file;
  if (!Object.keys(store).some((name) => name.includes(' '))) return;
  const salt = typeof store['salt'] === 'string' ? store['salt'] : newSalt();
  try {
    file.store = Object.fromEntries([
      ...Object.entries(store).map(([name, value]) => [name.includes(' ') ? hashed(name, salt) : name, value]),
      ['salt', salt],
    ]);
  } catch (error) {
    log('the names beside passwords could not be taken out', { error });
  }
}

/** The part of Electron's `safeStorage` that is used; what came after Electron 33 is optional. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(data: Buffer): string;
  getSelectedStorageBackend?(): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(data: Buffer): Promise<{ readonly result: string }>;
}

/**
 * Prefers the calls that do not block while the key store waits for the person.
 * @param doesHang whether a key store would not answer: it is not asked then, for the calls that block would do so for a minute
 */
export function createCipher(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform,
  doesHang: () => Promise<boolean> = async () => false,
): Cipher {
  return {
    async isAvailable() {
      if (await doesHang()) return false;
      // "basic_text" encrypts with a password that everybody knows: as good as in clear.
      if (platform === 'linux' && safeStorage.getSelectedStorageBackend?.() === 'basic_text') return false;
      return safeStorage.isAsyncEncryptionAvailable?.() ?? safeStorage.isEncryptionAvailable();
    },
    async encrypt(text) {
      return safeStorage.encryptStringAsync?.(text) ?? safeStorage.encryptString(text);
    },
    async decrypt(data) {
      return (await safeStorage.decryptStringAsync?.(data))?.result ?? safeStorage.decryptString(data);
    },
  };
}
