import { describe, expect, it, vi } from 'vitest';
import { strictly, type VerifySignature } from './signature';

describe('a signature', () => {
  const signedBy =
    (who: string): VerifySignature =>
    (publishers) =>
      Promise.resolve(publishers.includes(who) ? null : `signed by ${who}`);

  it('is good by the publisher of this program', async () => {
    expect(await strictly(signedBy('CN=The Parley authors'))(['CN=The Parley authors'], 'a.exe')).toBeNull();
  });

  it('is not good by anybody else', async () => {
    expect(await strictly(signedBy('CN=Somebody'))(['CN=The Parley authors'], 'a.exe')).toBe('signed by CN=Somebody');
  });

  it('is not good where the system does not look at it and the library takes that for a yes', async () => {
    const verify = vi.fn<VerifySignature>(() => Promise.resolve(null));
    expect(await strictly(verify)(['CN=The Parley authors'], 'a.exe')).not.toBeNull();
  });
});
