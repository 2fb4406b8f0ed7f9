import { describe, expect, it } from 'vitest';
import type { ChangeBatch } from '../../shared/domain/model';
import type { SignInOptions } from '../uc/engine';
import { watchSession } from './session-watch';

const options: SignInOptions = {
  serverUrl: 'https://im.example.com',
  method: 'forms',
  isPublicComputer: false,
  availability: 'available',
  localeId: 1033,
};

function setUp() {
  let listener: (batch: ChangeBatch) => void = () => undefined;
  const tell = (...changes: ChangeBatch['changes']): void => listener({ seq: 1, changes });
  const order: string[] = [];
  const ended: boolean[] = [];
  const asked: string[] = [];
  const watch = watchSession(
    {
      async signIn() {
        order.push('in');
        tell({ kind: 'connection', connection: { kind: 'online', since: 1 } });
      },
      signInAgain: async () => undefined,
      async signOut() {
        order.push('out');
        tell({ kind: 'reset' }, { kind: 'connection', connection: { kind: 'signed-out' } });
      },
      onChanges(heard) {
        listener = heard;
        return () => (listener = () => undefined);
      },
    },
    (wasOnline) => void ended.push(wasOnline),
    ({ code }) => void asked.push(code),
  );
  return { watch, order, tell, ended, asked };
}

describe('watchSession', () => {
  it('tells whose session it is', async () => {
    const { watch } = setUp();
    expect(watch.owner()).toBe('none');
    await watch.engine.signIn(options);
    expect(watch.owner()).toBe('own');
    expect(watch.serverUrl()).toBe('https://im.example.com');
    await watch.engine.signIn({ ...options, isPublicComputer: true });
    expect(watch.owner()).toBe('public');
    await watch.engine.signOut();
    expect(watch.owner()).toBe('none');
    expect(watch.serverUrl()).toBeUndefined();
  });

  it('lets one session end before the next one’s rules hold, and tells of each end once', async () => {
    const { watch, order, ended } = setUp();
    await watch.engine.signIn(options);
    await watch.engine.signIn({ ...options, isPublicComputer: true });
    expect(order).toEqual(['out', 'in', 'out', 'in']);
    expect(ended).toEqual([true]);
  });

  it('tells once that a person is needed, and again only at the next question', () => {
    const { tell, asked, ended } = setUp();
    const failure = { code: 'wrong-password' } as const;
    const lost = { kind: 'reconnecting', failure, attempt: 1, retryAt: 0 } as const;
    for (const connection of [
      lost,
      { ...lost, asks: 'password' },
      { ...lost, asks: 'password' },
      lost,
      { ...lost, asks: 'password' },
    ] as const) {
      tell({ kind: 'connection', connection });
    }
    expect(asked).toEqual(['wrong-password', 'wrong-password']);
    expect(ended).toEqual([]);
  });

  it('tells the end of a session from that of an attempt', async () => {
    const { watch, tell, ended } = setUp();
    tell({ kind: 'connection', connection: { kind: 'connecting', step: 'signing-in' } });
    tell({ kind: 'connection', connection: { kind: 'signed-out', failure: { code: 'wrong-password' } } });
    await watch.engine.signIn(options);
    await watch.engine.signOut();
    expect(ended).toEqual([false, true]);
  });
});
