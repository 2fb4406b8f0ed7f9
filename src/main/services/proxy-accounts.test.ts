import { beforeEach, describe, expect, it } from 'vitest';
import { openSecrets, type Secrets } from '../store/secrets';
import { ProxyAnswers } from '../uc/http/proxy-sign-in';
import { createProxyAccounts, type ProxyAccounts, type ProxyAnswer } from './proxy-accounts';

const proxy = 'proxy.example.com:8080';
const challenge = { scheme: 'ntlm', host: 'proxy.example.com', port: 8080 };

let file: { store: Record<string, unknown> };
let accounts: ProxyAccounts;
let hasKeyStore: boolean;
beforeEach(() => {
  file = { store: {} };
  hasKeyStore = true;
  accounts = createProxyAccounts(secrets());
});

function secrets(): Secrets {
  return openSecrets({
    file,
    cipher: {
      isAvailable: async () => hasKeyStore,
      encrypt: async (text) => Buffer.from(text, 'utf8').map((byte) => byte ^ 0x5a) as Buffer,
      decrypt: async (data) => Buffer.from(data.map((byte) => byte ^ 0x5a)).toString('utf8'),
    },
  });
}

const answer = (part: Partial<ProxyAnswer> = {}): void =>
  accounts.answer({ proxy, user: 'dana', password: 'secret', remember: true, isPublicComputer: false, ...part });
/** What one request hears; `takes`: the password that the proxy lets through. */
async function request(takes: string): Promise<'passed' | 'asked' | 'refused'> {
  const answers = new ProxyAnswers(accounts, 'https://im.example.com');
  try {
    for (;;) {
      if ((await answers.to(challenge)).password !== takes) continue;
      answers.passed();
      // The key store takes a moment.
      await new Promise((resolve) => setTimeout(resolve, 0));
      return 'passed';
    }
  } catch (error) {
    expect(error).toMatchObject({ code: 'proxy-asks', proxy: { address: proxy, isInClear: false } });
    return (error as { proxy: { wasRefused: boolean } }).proxy.wasRefused ? 'refused' : 'asked';
  }
}
/** After the app was started again. */
function restart(): void {
  accounts = createProxyAccounts(secrets());
}

describe('createProxyAccounts', () => {
  it('keeps what a proxy took, encrypted and where that was wished', async () => {
    expect(await request('secret')).toBe('asked');
    answer();
    expect(file.store).toEqual({});
    expect(await request('secret')).toBe('passed');
    expect(JSON.stringify(file.store)).not.toContain('secret');
    restart();
    expect(await request('secret')).toBe('passed');
  });

  it.each([
    ['it was not wished', { remember: false }, true],
    ['the computer is a public one', { isPublicComputer: true }, true],
    ['there is no key store', {}, false],
  ])('keeps it in memory alone where %s', async (_, part, isAvailable) => {
    hasKeyStore = isAvailable;
    await request('secret');
    answer(part);
    expect(await request('secret')).toBe('passed');
    expect(file.store).toEqual({});
    accounts.forget();
    expect(await request('secret')).toBe('asked');
  });

  it('asks anew where a proxy let nothing through and did not say why, until something has come through', async () => {
    const stopped = async (): Promise<boolean> => {
      const answers = new ProxyAnswers(accounts, 'https://im.example.com');
      await answers.to(challenge);
      return answers.stopped();
    };
    await request('secret');
    answer({ password: 'not this' });
    expect(await stopped()).toBe(true);
    expect(await request('secret')).toBe('asked');
    answer();
    expect(await request('secret')).toBe('passed');
    expect(await stopped()).toBe(false);
    restart();
    // What was kept has been taken before.
    expect(await stopped()).toBe(false);
    expect(await request('secret')).toBe('passed');
  });

  it('forgets what a guest said when the owner comes, and no more than that', async () => {
    await request('secret');
    answer({ isPublicComputer: true });
    accounts.forgetGuest();
    expect(await request('secret')).toBe('asked');
    answer({ remember: false });
    accounts.forgetGuest();
    expect(await request('secret')).toBe('passed');
  });

  it('says nothing more once it was refused, and keeps nothing of it', async () => {
    await request('secret');
    answer();
    await request('secret');
    restart();
    expect(await request('a new one')).toBe('refused');
    expect(file.store).toEqual({});
    expect(await request('secret')).toBe('refused');
    restart();
    expect(await request('secret')).toBe('asked');
  });

  it('keeps what takes the place of what was kept, also when nobody asked about that', async () => {
    await request('secret');
    answer();
    await request('secret');
    expect(await request('a new one')).toBe('refused');
    answer({ password: 'a new one', remember: undefined });
    expect(await request('a new one')).toBe('passed');
    restart();
    expect(await request('a new one')).toBe('passed');
  });

  it('does not take a late refusal of the old answer for one of the new', async () => {
    await request('secret');
    answer({ password: 'old' });
    const late = new ProxyAnswers(accounts, 'https://im.example.com');
    await late.to(challenge);
    expect(await request('secret')).toBe('refused');
    answer();
    await expect(late.to(challenge)).rejects.toMatchObject({ code: 'proxy-asks' });
    expect(await request('secret')).toBe('passed');
  });

  it('takes no answer for a proxy that did not ask', () => {
    expect(() => answer()).toThrow(expect.objectContaining({ code: 'not-allowed' }) as Error);
  });

  it('tells one proxy nothing of what was said to another', async () => {
    await request('secret');
    answer();
    await request('secret');
    const other = new ProxyAnswers(accounts, 'https://im.example.com').to({ ...challenge, port: 3128 });
    await expect(other).rejects.toMatchObject({ proxy: { address: 'proxy.example.com:3128', wasRefused: false } });
  });
});

describe('what a proxy says of itself', () => {
  const named = async (realm: string, scheme = 'Basic', host = 'proxy.example.com'): Promise<unknown> =>
    new ProxyAnswers(accounts, 'https://im.example.com')
      .to({ scheme, host, port: 8080, realm })
      .catch((error: { proxy: unknown }) => error.proxy);

  it('is shown on one line, and not at any length', async () => {
    expect(await named('  Office\u202e\r\nnetwork ')).toMatchObject({ realm: 'Office network', isInClear: true });
    expect(await named('x'.repeat(1000))).toMatchObject({ realm: 'x'.repeat(100) });
    expect(await named(' \u0007 ')).not.toHaveProperty('realm');
    expect(await named('', 'negotiate', '2001:db8::1')).toMatchObject({
      address: '[2001:db8::1]:8080',
      isInClear: false,
    });
  });
});
