import { describe, expect, it } from 'vitest';
import { describeFailure } from './failure-words';

describe('describeFailure', () => {
  const redirect = { to: 'https://new.example.com/ocs', isOtherHost: true, isStepDown: false };
  const words = (part: Partial<typeof redirect> | { readonly to: undefined }): string =>
    describeFailure({ code: 'redirected', redirect: { ...redirect, ...part } as typeof redirect });

  it('says which option signs in where the server sends us', () => {
    expect(words({})).toContain('It is https://new.example.com/ocs, on another host.');
    expect(words({})).toContain('To sign in there: --server https://new.example.com/ocs');
    expect(words({ isOtherHost: false })).not.toContain('another host');
  });

  it('names no option for an address out of encryption', () => {
    const said = words({ to: 'http://new.example.com', isStepDown: true });
    expect(said).toContain('http://new.example.com, which is not encrypted');
    expect(said).not.toContain('--server');
  });
});
