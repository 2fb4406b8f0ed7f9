// For tests: a sealed file whose key store does not answer before it is told to.
import { sealedFile, type SealedFile, type SealedFileOptions } from '../sealed-file';
import type { Cipher } from '../secrets';
import type { JsonFile } from '../settings';

/** Not a cipher, but nothing it gives back contains what went in. */
export const scrambling: Cipher = {
  isAvailable: async () => true,
  encrypt: async (text) => Buffer.from(text, 'utf8').map((byte) => byte ^ 0x5a) as Buffer,
  decrypt: async (data) => Buffer.from(data.map((byte) => byte ^ 0x5a)).toString('utf8'),
};

export interface LateKeyStore {
  /** As it lies on the disk. */
  readonly file: JsonFile;
  /** As a run of the program opens it; `isPrivate`: of another version of it. */
  open(isPrivate?: SealedFileOptions['isPrivate']): SealedFile;
  /** From now on it answers, also whoever has asked before. */
  openKeyStore(): void;
}

/**
 * @param store what an earlier run has sealed
 * @param isPrivate as that of the file; default: all of it
 */
export async function lateKeyStore(
  store: Record<string, unknown>,
  isPrivate: SealedFileOptions['isPrivate'] = () => true,
): Promise<LateKeyStore> {
  const file: JsonFile = { store: {} };
  let openKeyStore = (): void => undefined;
  const opened = new Promise<void>((resolve) => (openKeyStore = resolve));
  const open = (cipher: Cipher, isPrivateNow = isPrivate): SealedFile =>
    sealedFile({ file, cipher, isPrivate: isPrivateNow, log: () => undefined, patienceMs: 0 });
  const earlier = open(scrambling);
  earlier.store = store;
  await earlier.flushed();
  const decrypt = (data: Buffer): Promise<string> => opened.then(() => scrambling.decrypt(data));
  return { file, open: (isPrivateNow) => open({ ...scrambling, decrypt }, isPrivateNow), openKeyStore };
}
