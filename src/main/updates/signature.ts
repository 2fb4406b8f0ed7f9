// Whether an installer of Windows is signed by whom this program is signed by.

/** Resolves to null when it is, else to what is wrong; electron-updater's asks the system's PowerShell. */
export type VerifySignature = (publishers: string[], file: string) => Promise<string | null>;

/** Nobody is called so. */
const nobody = 'CN=Parley looks whether signatures are looked at';

/**
 * Where the system cannot look at signatures, the library takes that for a yes. So it is asked about somebody as well who cannot have
 * signed: a yes to that is none.
 */
export function strictly(verify: VerifySignature): VerifySignature {
  return async (publishers, file) => {
    const wrong = await verify(publishers, file);
    if (wrong !== null) return wrong;
    return (await verify([nobody], file)) === null ? 'the system did not look at the signature' : null;
  };
}
