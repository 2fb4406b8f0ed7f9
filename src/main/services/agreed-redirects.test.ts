import { beforeEach, describe, expect, it } from 'vitest';
import { createAgreedRedirects, type AgreedRedirects } from './agreed-redirects';

const to = 'https://new.example.com';
const redirect = { to, isOtherHost: true, isStepDown: false };

describe('createAgreedRedirects', () => {
  let redirects: AgreedRedirects;
  beforeEach(() => {
    redirects = createAgreedRedirects();
  });

  it('knows the way that a person agreed to, step by step', () => {
    redirects.offered(' old.example.com ', redirect);
    expect(redirects.wayTo(to)).toEqual([to]);
    redirects.agree(to);
    redirects.offered(to, { ...redirect, to: 'https://third.example.com/ocs' });
    redirects.agree('https://third.example.com/ocs');
    expect(redirects.wayTo('https://third.example.com/ocs')).toEqual([
      'https://third.example.com/ocs',
      to,
      'old.example.com',
    ]);
    redirects.forget();
    expect(redirects.wayTo(to)).toEqual([to]);
  });

  it('comes to an end where two servers lead to each other', () => {
    redirects.offered(to, { ...redirect, to: 'https://old.example.com' });
    redirects.agree('https://old.example.com');
    redirects.offered('https://old.example.com', redirect);
    redirects.agree(to);
    expect(redirects.wayTo(to)).toEqual([to, 'https://old.example.com']);
  });

  it('agrees to nothing but what was offered last, and never to an address out of encryption', () => {
    const refused = expect.objectContaining({ code: 'not-allowed' }) as Error;
    expect(() => redirects.agree(to)).toThrow(refused);
    redirects.offered('old.example.com', { ...redirect, isStepDown: true });
    expect(() => redirects.agree(to)).toThrow(refused);
    redirects.offered('old.example.com', redirect);
    redirects.offered('old.example.com', { isOtherHost: true, isStepDown: false });
    expect(() => redirects.agree(to)).toThrow(refused);
    redirects.offered('old.example.com', redirect);
    expect(() => redirects.agree('https://evil.example.com')).toThrow(refused);
  });
});
