// Answers to people who have added the local user, on the real embedded server: each run of the program is an engine of its own, and
// what is kept between them is all that they share.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonFile } from '../../src/main/store/settings';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
import { startServer, type RunningServer } from '../../src/server/server';
import { accessLevelOf } from '../../src/shared/domain/access-level';
import { openKeptAnswers } from '../../src/main/store/kept-answers';
import { lateKeyStore } from '../../src/main/store/testing/late-key-store';
import { createEngine } from '../../src/main/uc/create-engine';
import { endpoints } from '../../src/main/uc/http/endpoints';
import { createNodeTransport } from '../../src/main/uc/http/node/node-transport';
import { clockAt, until } from '../../src/main/uc/testing/desk';
import { createSubscriberAnswers } from '../../src/main/services/subscriber-answers';

const password = 'correct horse';
const person = (name: string, part: Partial<PersonRecord> = {}): PersonRecord => ({
  uri: `sip:${name}@example.com`,
  user: `EXAMPLE\\${name}`,
  password,
  name,
  ...part,
});
const dana = 'sip:dana@example.com';
const lee = 'sip:lee@example.com';

let server: RunningServer;
let file: { store: Record<string, unknown> };
let isGuest: boolean;
let ending: (() => void)[];
beforeEach(async () => {
  file = { store: {} };
  isGuest = false;
  ending = [];
  await open();
});
afterEach(async () => {
  for (const end of ending) end();
  await server.stop();
});

/** `contacts`: so many fit into a list. */
async function open(contacts = 100, groups: readonly string[] = ['Plant']): Promise<void> {
  const named = Object.fromEntries(groups.map((name) => [name, []]));
  const people = [person('dana', { groups: named }), person('lee')];
  server = await startServer({ people, pollWaitMs: 20 }, { limits: { contacts } });
}

/** What of an answer a document asks of the server, in order. */
const stepsOf = (body: string): readonly string[] =>
  body.match(/<(?:updateContainer|addContact|acknowledgeSubscriber)(?=[ >])/gu)?.map((found) => found.slice(1)) ?? [];

/** One run of the program; with the clock at `speed`, and answers kept in `openFile`. */
function run(name: string, { speed = 1, openFile = (): JsonFile => file } = {}) {
  const transport = createNodeTransport();
  let isTorn = false;
  let lost = 0;
  /** What is lost once, before it has reached the server. */
  let toLose: string | undefined;
  /** What has reached the server. */
  const steps: string[] = [];
  const kept = openKeptAnswers({ folder: '/nowhere', openFile }, () => isGuest);
  /** Everybody who was ever shown as somebody who waits. */
  const shown: string[] = [];
  const engine = createEngine({
    ...clockAt(speed),
    answeredBefore: (self) => kept.of(self).map(({ uri }) => uri),
    transport: {
      async request(asked) {
        if (isTorn) {
          if (asked.url.includes(endpoints.command)) lost += 1;
          throw new Error('the line is torn');
        }
        const asks = stepsOf(asked.body ?? '');
        if (toLose !== undefined && asks.includes(toLose)) {
          toLose = undefined;
          lost += 1;
          throw new Error('lost on its way');
        }
        steps.push(...asks);
        return transport.request(asked);
      },
    },
  });
  engine.onChanges(({ changes }) => {
    for (const change of changes) if (change.kind === 'subscriber') shown.push(change.subscriber.uri);
  });
  /** Who was answered, but for the level. */
  const withoutLevel: string[] = [];
  const answers = createSubscriberAnswers({
    engine,
    kept,
    log: () => undefined,
    onWithoutLevel: (named) => void withoutLevel.push(named),
    timers: clockAt(speed).timers,
  });
  const end = (): void => {
    answers.stop();
    engine.dispose();
    transport.close();
  };
  ending.push(end);
  return {
    engine,
    answers,
    kept,
    shown,
    steps,
    withoutLevel,
    end,
    lose: (step: string) => (toLose = step),
    model: () => engine.snapshot().model,
    lost: () => lost,
    tear: () => (isTorn = true),
    mend: () => (isTorn = false),
    signIn: () =>
      engine.signIn({
        serverUrl: server.url,
        method: 'forms',
        user: `EXAMPLE\\${name}`,
        password,
        isPublicComputer: isGuest,
        availability: 'available',
        localeId: 1033,
      }),
  };
}

async function asked(options: Parameters<typeof run>[1] = {}) {
  const other = run('lee');
  await other.signIn();
  await other.engine.addContact({ uri: dana, name: 'Dana', groupIds: [] });
  const own = run('dana', options);
  await own.signIn();
  await until(() => own.model().subscribers.has(lee), 'the question');
  return own;
}

describe('answers to those who have added the user', { timeout: 30_000 }, () => {
  it('go through at once, with group and level, and are kept no longer', async () => {
    const own = await asked();
    const [plant] = own.model().groups.keys();
    const outcome = await own.answers.answer({ uri: lee, name: 'Lee Park', groupIds: [plant!], level: 'team' });
    expect(outcome).toBe('done');
    expect(own.model().contacts.get(lee)).toMatchObject({ name: 'Lee Park', groupIds: [plant] });
    await until(() => accessLevelOf(lee, own.model().accessLevels) === 'team', 'the level');
    expect(own.model().subscribers.size).toBe(0);
    expect(file.store).toEqual({});
  });

  it.each([
    ['added back', { groupIds: [] as number[], level: 'team' as const }],
    ['acknowledged', {}],
    ['blocked', { level: 'blocked' as const }],
  ])(
    'that are lost with the program are carried out in the next run, and nobody is asked again: %s',
    async (_, part) => {
      const own = await asked();
      own.tear();
      void own.answers.answer({ uri: lee, name: 'Lee Park', ...part }).catch(() => undefined);
      await until(() => own.lost() > 0, 'it was tried');
      own.end();

      const next = run('dana');
      await next.signIn();
      await until(() => Object.keys(file.store).length === 0, 'it is carried out');
      expect(next.model().contacts.has(lee)).toBe('groupIds' in part);
      if ('level' in part) await until(() => accessLevelOf(lee, next.model().accessLevels) === part.level, 'the level');
      expect(next.shown).toEqual([]);

      // The server does not ask any more.
      const last = run('dana');
      await last.signIn();
      await until(
        () => last.model().contacts.has(lee) === 'groupIds' in part && last.model().self !== undefined,
        'signed in',
      );
      expect(last.shown).toEqual([]);
    },
  );

  it('wait for a connection without asking again, and are carried out with it', async () => {
    const own = await asked();
    own.tear();
    await until(() => own.model().connection.kind === 'reconnecting', 'no connection');
    expect(await own.answers.answer({ uri: lee, name: 'Lee', groupIds: [], level: 'team' })).toBe('waits');
    expect(own.model().subscribers.size).toBe(0);
    expect(file.store['answers']).toHaveLength(1);
    own.mend();
    await until(() => own.model().contacts.has(lee), 'it is carried out');
    await until(() => Object.keys(file.store).length === 0, 'kept no longer');
    expect(own.model().subscribers.size).toBe(0);
  });

  it.each([
    ['stay as they were given elsewhere meanwhile', 'team', 'public'],
    ['block in any case', 'blocked', 'blocked'],
  ] as const)('that wait %s', async (_, level, expected) => {
    const own = await asked();
    own.tear();
    await until(() => own.model().connection.kind === 'reconnecting', 'no connection');
    expect(await own.answers.answer({ uri: lee, name: 'Lee', level })).toBe('waits');
    const elsewhere = run('dana', { openFile: () => ({ store: {} }) });
    await elsewhere.signIn();
    await until(() => elsewhere.model().subscribers.has(lee), 'the question there');
    expect(await elsewhere.answers.answer({ uri: lee, name: 'Lee', level: 'public' })).toBe('done');
    own.mend();
    await until(() => Object.keys(file.store).length === 0, 'it is kept no longer');
    await until(() => accessLevelOf(lee, elsewhere.model().accessLevels) === expected, 'the level there');
    await until(() => accessLevelOf(lee, own.model().accessLevels) === expected, 'the level here');
    expect(own.model().subscribers.size).toBe(0);
  });

  it('tell the server last that they may watch, also in the next run', async () => {
    const own = await asked();
    own.tear();
    await until(() => own.model().connection.kind === 'reconnecting', 'no connection');
    expect(await own.answers.answer({ uri: lee, name: 'Lee', groupIds: [], level: 'blocked' })).toBe('waits');
    own.end();
    const next = run('dana');
    await next.signIn();
    await until(() => Object.keys(file.store).length === 0, 'it is carried out');
    expect(next.steps).toEqual(['addContact', 'updateContainer', 'acknowledgeSubscriber']);
  });

  it('tell the server last that they may watch, also after a reconnect', async () => {
    const own = await asked();
    own.tear();
    await until(() => own.model().connection.kind === 'reconnecting', 'no connection');
    expect(await own.answers.answer({ uri: lee, name: 'Lee', level: 'blocked' })).toBe('waits');
    own.mend();
    await until(() => Object.keys(file.store).length === 0, 'it is carried out');
    expect(own.steps).toEqual(['updateContainer', 'acknowledgeSubscriber']);
  });

  it.each(['updateContainer', 'addContact'])(
    'are carried out again when a request of theirs is lost, and the server hears nothing before: %s',
    async (step) => {
      const own = await asked({ speed: 20 });
      own.lose(step);
      await own.answers.answer({ uri: lee, name: 'Lee', groupIds: [], level: 'blocked' });
      await until(() => Object.keys(file.store).length === 0, 'it is carried out');
      expect(own.lost()).toBe(1);
      expect(own.steps).toEqual(['addContact', 'updateContainer', 'acknowledgeSubscriber']);
      expect(own.model().subscribers.size).toBe(0);
      await until(() => accessLevelOf(lee, own.model().accessLevels) === 'blocked', 'the level');
    },
  );

  it('to the same person go one after the other, and the last one stays', async () => {
    const own = await asked();
    const first = own.answers.answer({ uri: lee, name: 'Lee', level: 'team' });
    const second = own.answers.answer({ uri: lee, name: 'Lee', level: 'blocked' });
    await Promise.all([first, second]);
    await until(() => accessLevelOf(lee, own.model().accessLevels) === 'blocked', 'the last one');
    expect(own.steps.at(-1)).toBe('acknowledgeSubscriber');
    expect(own.steps.filter((step) => step === 'acknowledgeSubscriber')).toHaveLength(1);
    expect(file.store).toEqual({});
  });

  it.each([
    ['the group of that name, whatever its number', 'Plant', ['Night shift', 'Plant'], ['Plant']],
    ['the others when there is none of that name any more', 'Plant', ['Night shift'], []],
  ])('that wait put people into %s', async (_, chosen, later, found) => {
    const own = await asked();
    const id = [...own.model().groups.values()].find(({ name }) => name === chosen)?.id;
    own.tear();
    await until(() => own.model().connection.kind === 'reconnecting', 'no connection');
    await own.answers.answer({ uri: lee, name: 'Lee', groupIds: [id!] });
    own.end();
    // As with a gateway, which gives numbers anew: the same list under other numbers.
    await server.stop();
    await open(100, later);
    const next = run('dana');
    await next.signIn();
    await until(() => next.model().contacts.has(lee), 'it is carried out');
    const { contacts, groups } = next.model();
    expect(contacts.get(lee)?.groupIds.map((each) => groups.get(each)?.name)).toEqual(found);
  });

  it('that the key store gives late are carried out, and nobody is asked about them any more', async () => {
    const late = await lateKeyStore({ answers: [{ self: dana, answer: { uri: lee, name: 'Lee', level: 'blocked' } }] });
    const sealed = late.open();
    const own = await asked({ openFile: () => sealed });
    late.openKeyStore();
    await until(() => own.kept.of(dana).length === 0 && own.model().subscribers.size === 0, 'it is carried out');
    await until(() => own.steps.length === 2, 'both are asked for');
    expect(own.steps).toEqual(['updateContainer', 'acknowledgeSubscriber']);
    await sealed.flushed();
    expect(late.file.store).toEqual({});
  });

  it('that are refused are not kept, and the person waits still', async () => {
    await server.stop();
    await open(1);
    const own = await asked();
    await own.engine.addContact({ uri: 'sip:kim@example.com', name: 'Kim', groupIds: [] });
    const answer = own.answers.answer({ uri: lee, name: 'Lee', groupIds: [] });
    await expect(answer).rejects.toMatchObject({ code: 'too-many-people' });
    expect(file.store).toEqual({});
    expect(own.model().subscribers.has(lee)).toBe(true);
  });

  it('of a guest are not written down', async () => {
    isGuest = true;
    const own = await asked();
    own.tear();
    void own.answers.answer({ uri: lee, name: 'Lee', groupIds: [] }).catch(() => undefined);
    await until(() => own.lost() > 0, 'it was tried');
    expect(file.store).toEqual({});
  });
});
