import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyChanges } from '../../shared/domain/apply-changes';
import type { LastList } from '../../shared/domain/last-list';
import { emptyModel, type Change, type ChangeBatch } from '../../shared/domain/model';
import { createLastList } from './last-list';
import type { Account } from './sign-in';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const dana: Account = { server: 'im.example.com', user: 'dana' };
const lee: Account = { server: 'im.example.com', user: 'lee' };
const kept: LastList = {
  self: { uri: 'sip:dana@example.com', name: 'Dana Reyes' },
  groups: [{ id: 1, name: '~', isDefault: true, isDistribution: false }],
  contacts: [{ uri: 'sip:lee@example.com', name: 'Lee Park', groupIds: [1], tag: false }],
};
const self = (uri = 'sip:dana@example.com'): Change => ({
  kind: 'self',
  self: { uri, name: 'Dana Reyes', availability: 'available', note: '', phones: [] },
});
const online: Change = { kind: 'connection', connection: { kind: 'online', since: 1 } };
const signedOut: Change = { kind: 'connection', connection: { kind: 'signed-out' } };
const contact = (name: string): Change => ({
  kind: 'contact',
  contact: { uri: `sip:${name}@example.com`, name, groupIds: [1], tag: false },
});

function setUp({ isByItself = true } = {}) {
  let listener: (batch: ChangeBatch) => void = () => undefined;
  let model = emptyModel;
  const now = {
    byItself: isByItself ? dana : (undefined as Account | undefined),
    open: undefined as Account | undefined,
    isGuest: false,
  };
  const written: { account: Account; names: string[] }[] = [];
  const asked: string[] = [];
  const done = { removed: 0, over: 0 };
  const service = createLastList({
    reading: Promise.resolve(isByItself ? kept : undefined),
    file: {
      write: async (account, { contacts }) => void written.push({ account, names: contacts.map(({ name }) => name) }),
      remove: async () => void (done.removed += 1),
    },
    engine: {
      snapshot: () => ({ seq: 1, model }),
      onChanges(heard) {
        listener = heard;
        return () => (listener = () => undefined);
      },
    },
    account: () => now.open,
    byItself: () => now.byItself,
    isGuest: () => now.isGuest,
    ready: Promise.resolve(),
    talksOf: async (uri) => (asked.push(uri), [self(uri)]),
    onOver: () => (done.over += 1),
    delayMs: 1_000,
  });
  const tell = (...changes: readonly Change[]): void => {
    model = applyChanges(model, changes);
    listener({ seq: 1, changes });
  };
  const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
  return { service, now, asked, written, done, tell, pass };
}

describe('the list of the last run', () => {
  it('is shown while Parley signs in by itself, through attempts that fail, until the session tells its own', async () => {
    const { service, tell, done } = setUp();
    service.startChanged({ isUnderWay: true });
    expect(await service.list()).toEqual(kept);
    tell({ kind: 'connection', connection: { kind: 'connecting', step: 'signing-in' } });
    tell({ kind: 'reset' }, signedOut);
    service.startChanged({ isUnderWay: true, failure: { code: 'unreachable' }, retryAt: 1 });
    expect(await service.list()).toEqual(kept);
    tell(self(), online);
    service.startChanged(undefined);
    expect(await service.list()).toEqual(kept);
    expect(service.groupsOf('sip:dana@example.com')).toEqual(kept.groups);
    expect(service.groupsOf('sip:lee@example.com')).toEqual([]);
    tell({ kind: 'contactsCleared' });
    expect(await service.list()).toBeUndefined();
    expect(done.over, 'what takes its place is there').toBe(0);
  });

  it.each([
    ['only a person can go on', { isUnderWay: false, failure: { code: 'wrong-password' } } as const],
    ['it is given up', undefined],
  ])('is not shown any more when %s', async (_why, state) => {
    const { service, done } = setUp();
    service.startChanged({ isUnderWay: true });
    service.startChanged(state);
    expect([await service.list(), done.over]).toEqual([undefined, 1]);
  });

  it('comes with what was said lately in that account, and with nothing once it is over', async () => {
    const { service, asked } = setUp();
    expect(await service.talks()).toEqual([self()]);
    service.startChanged({ isUnderWay: true });
    const late = service.talks();
    service.startChanged(undefined);
    expect([await late, await service.talks()]).toEqual([undefined, undefined]);
    expect(asked, 'the history is not opened for nobody').toEqual(['sip:dana@example.com']);
    expect(await setUp({ isByItself: false }).service.talks()).toBeUndefined();
  });

  it('has what is asked of it wait until the session has told its own', async () => {
    const { service, tell, pass } = setUp();
    await service.list();
    service.startChanged({ isUnderWay: true });
    let isTold = false;
    void service.whenTold().then(() => (isTold = true));
    tell(self(), online);
    service.startChanged(undefined);
    await pass();
    expect(isTold).toBe(false);
    tell(contact('lee'));
    await pass();
    expect(isTold).toBe(true);
    await service.whenTold();
    await setUp({ isByItself: false }).service.whenTold();
  });

  it('refuses what was asked of it where another user comes, nobody does, or not in time', async () => {
    const asked = async () => {
      const world = setUp();
      await world.service.list();
      world.service.startChanged({ isUnderWay: true });
      return { ...world, refused: expect(world.service.whenTold()).rejects };
    };
    const another = await asked();
    another.tell(self('sip:lee@example.com'), online, contact('kim'));
    await another.refused.toMatchObject({ code: 'not-signed-in' });
    expect(another.done.over).toBe(1);
    const nobody = await asked();
    nobody.service.startChanged({ isUnderWay: false, failure: { code: 'wrong-password' } });
    await nobody.refused.toMatchObject({ code: 'not-signed-in' });
    const late = await asked();
    const refused = late.refused.toMatchObject({ code: 'not-connected' });
    await late.pass(30_000);
    await refused;
  });

  it('is not shown to somebody else', async () => {
    const { service, tell, done, pass } = setUp();
    service.startChanged({ isUnderWay: true });
    await pass();
    tell(self('sip:other@example.com'), online);
    expect([await service.list(), done.over]).toEqual([undefined, 1]);
  });

  it('is written a while after it was told, once, without what is told of presence', async () => {
    const { now, written, tell, pass } = setUp();
    tell(self(), online, contact('Lee'));
    tell(contact('Kim'));
    now.open = dana;
    await pass(999);
    expect(written).toEqual([]);
    await pass(1);
    tell({ kind: 'person', person: { uri: 'sip:lee@example.com', phones: [], presence: { availability: 'busy' } } });
    await pass(5_000);
    expect(written).toEqual([{ account: dana, names: ['Lee', 'Kim'] }]);
  });

  it('is written when the program ends before that, of the session that is over by then', async () => {
    const { service, now, written, tell } = setUp();
    now.open = dana;
    tell(self(), online, contact('Lee'));
    tell({ kind: 'reset' }, signedOut);
    await service.stop();
    expect(written).toEqual([{ account: dana, names: ['Lee'] }]);
  });

  it('is not that of a guest, of the demo or of an account that is signed in to by hand', async () => {
    const { now, written, tell, pass } = setUp();
    tell(self(), online, contact('Lee'));
    await pass(2_000);
    now.open = lee;
    tell(contact('Kim'));
    await pass(2_000);
    expect(written).toEqual([]);
  });

  it('is not the one that another session was told of before and has not told again', async () => {
    const { now, written, tell, pass } = setUp();
    now.open = dana;
    tell(self(), online, contact('Lee'), { kind: 'outdated', parts: ['contacts'] });
    await pass(2_000);
    expect(written).toEqual([]);
  });

  it('goes when the person signs out, or does not want to be signed in any more, and is kept again from when they do', async () => {
    const { service, now, written, done, tell, pass } = setUp();
    await pass();
    now.open = dana;
    tell(self(), online, contact('Lee'));
    now.byItself = undefined;
    service.settingsChanged();
    await pass(2_000);
    expect([written.length, done.removed]).toEqual([0, 1]);
    now.byItself = dana;
    service.settingsChanged();
    await pass(2_000);
    expect(written).toHaveLength(1);
    tell(contact('Kim'));
    service.signedOut();
    await pass(2_000);
    expect([written.length, done.removed]).toEqual([1, 2]);
  });

  it('is nobody else’s who signs in before it is written', async () => {
    const { now, written, tell, pass } = setUp();
    now.open = dana;
    tell(self(), online, contact('Lee'));
    tell({ kind: 'reset' }, signedOut);
    now.open = now.byItself = lee;
    tell(self('sip:lee@example.com'), online);
    await pass(2_000);
    expect(written).toEqual([]);
    tell(contact('Kim'));
    await pass(2_000);
    expect(written).toEqual([{ account: lee, names: ['Kim'] }]);
  });

  it('stays what it is where the settings change because a guest is about to sign in', async () => {
    const { service, now, done, pass } = setUp();
    await pass();
    now.byItself = undefined;
    service.settingsChanged();
    now.isGuest = true;
    await pass(2_000);
    expect(done.removed).toBe(0);
  });

  it('stays what it is, whatever a guest decides', async () => {
    const { service, now, done, pass } = setUp();
    await pass();
    now.isGuest = true;
    now.byItself = undefined;
    service.settingsChanged();
    service.signedOut();
    await pass(2_000);
    expect(done.removed).toBe(0);
  });
});
