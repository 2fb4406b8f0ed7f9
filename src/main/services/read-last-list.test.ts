import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LastList } from '../../shared/domain/last-list';
import { readLastList, type LastListQuestion } from './read-last-list';
import type { Account } from './sign-in';

const dana: Account = { server: 'im.example.com', user: 'dana' };
const kept: LastList = { self: { uri: 'sip:dana@example.com', name: 'Dana Reyes' }, groups: [], contacts: [] };

afterEach(() => void vi.useRealTimers());

function ask(facts: Partial<LastListQuestion> = {}, read: LastListQuestion['file']['read'] = async () => kept) {
  const done: string[] = [];
  const file = {
    read: (account: Account) => (done.push(`read ${account.user}`), read(account)),
    remove: async () => void done.push('removed'),
  };
  const list = readLastList({ file, isWished: true, ready: Promise.resolve(), account: () => dana, ...facts });
  return { list, done };
}

describe('the list of the last run at the start', () => {
  it('is that of the account that is signed in to', async () => {
    const { list, done } = ask();
    expect(await list).toBe(kept);
    expect(done).toEqual(['read dana']);
  });

  it.each([
    ['nobody wants to be signed in', { isWished: false }],
    ['only a person can sign in', { account: () => undefined }],
  ])('is neither shown nor kept where %s', async (_why, facts) => {
    const { list, done } = ask(facts);
    expect(await list).toBeUndefined();
    expect(done).toEqual(['removed']);
  });

  it('is that of whose account is known when the key store has answered, and not before', async () => {
    let open = (): void => undefined;
    const accounts: Account[] = [];
    const { list, done } = ask({ ready: new Promise((resolve) => (open = resolve)), account: () => accounts[0] });
    await Promise.resolve();
    expect(done).toEqual([]);
    accounts.push(dana);
    open();
    expect(await list).toBe(kept);
  });

  it('is not waited for where a key store puts up a question that nobody answers', async () => {
    vi.useFakeTimers();
    const { list } = ask({}, () => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await list).toBeUndefined();
  });
});
