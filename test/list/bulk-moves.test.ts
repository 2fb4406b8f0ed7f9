// Many people moved at once while something else happens to the same list, with real engines on the embedded server: whatever comes of
// it, what is told of each of them is so, and what is taken back takes back nothing of somebody else.
import { afterEach, expect, it } from 'vitest';
import type { GroupId } from '../../src/shared/domain/contact';
import { password, Seat } from '../../src/main/uc/testing/seat';
import { stepsOf, wayBack, type Ask, type PeopleChange, type Step } from '../../src/renderer/contacts/people-change';
import { peopleOutcome, type PeopleOutcome } from '../../src/renderer/contacts/people-outcome';
import { runSteps } from '../../src/renderer/contacts/run-steps';
import { startServer, type RunningServer } from '../../src/server/server';

const uris = Array.from({ length: 40 }, (_, at) => `sip:p${at}@example.com`);
const dana = {
  uri: 'sip:dana@example.com',
  user: 'EXAMPLE\\dana',
  password,
  name: 'Dana Reyes',
  groups: { Yard: uris, Harbour: ['sip:sam@example.com'], Dock: ['sip:kim@example.com'] },
};

let server: RunningServer;
let seats: Seat[] = [];
afterEach(async () => {
  for (const each of seats) each.close();
  seats = [];
  await server.stop();
});

async function open(faults: readonly string[] = []): Promise<[Seat, Seat]> {
  server = await startServer({ people: [dana], pollWaitMs: 20, faults, seed: 7 });
  const pair: [Seat, Seat] = [new Seat('dana', () => server.url), new Seat('dana', () => server.url)];
  seats = [...pair];
  for (const seat of pair) {
    await signIn(seat);
    await expect.poll(() => seat.model.contacts.size, { timeout: 15_000 }).toBe(42);
  }
  return pair;
}

/** As often as it takes where something goes wrong. */
async function signIn(seat: Seat): Promise<void> {
  await expect
    .poll(
      () =>
        seat.signIn().then(
          () => true,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
}

const byUri = (one: { readonly uri: string }, other: { readonly uri: string }): number =>
  one.uri < other.uri ? -1 : 1;

const idOf = ({ model }: Seat, name: string): GroupId =>
  [...model.groups.values()].find((group) => group.name === name)?.id ?? -1;

async function ask({ engine }: Seat, uri: string, asked: Ask): Promise<void> {
  switch (asked.ask) {
    case 'contact:update': {
      const { into = [], outOf = [], tag } = asked;
      return engine.updateContact({ uri, into, outOf, ...(tag !== undefined && { tag }) });
    }
    case 'contact:set-access':
      return engine.setAccessLevel(uri, asked.level);
    case 'contact:remove':
      return engine.removeContact(uri);
    case 'contact:add':
      return engine.addContact({ uri, name: asked.name, groupIds: asked.groupIds });
  }
}

async function carryOut(
  seat: Seat,
  steps: readonly Step[],
  asksOf: (step: Step) => readonly Ask[],
  done: () => unknown = () => undefined,
) {
  return runSteps(
    steps,
    async (step) => {
      for (const each of asksOf(step)) await ask(seat, step.uri, each);
    },
    done,
    { isStopped: () => false },
  );
}

async function run(
  seat: Seat,
  change: PeopleChange,
  onStep: () => unknown,
  settled = (): Promise<void> => Promise.resolve(),
): Promise<PeopleOutcome> {
  const { model } = seat;
  const people = uris.map((uri) => ({ uri, from: idOf(seat, 'Yard') }));
  const steps = stepsOf(change, people, [...model.groups.values()], model);
  const result = await carryOut(seat, steps, ({ change: asks }) => asks, onStep);
  await settled();
  const outcome = peopleOutcome(change, result, false, seat.model, [...seat.model.groups.values()]);
  return { ...outcome, notDone: outcome.notDone.toSorted(byUri) };
}

const isIn = (seat: Seat, uri: string, group: GroupId): boolean =>
  seat.model.contacts.get(uri)?.groupIds.includes(group) === true;

it('says of nobody that they are in a group whom another endpoint has removed meanwhile', async () => {
  const [here, there] = await open();
  const harbour = idOf(here, 'Harbour');
  const elsewhere: Promise<unknown>[] = [];
  const { done, notDone } = await run(here, { kind: 'move', to: harbour }, () => {
    if (elsewhere.length > 0) return;
    for (const uri of uris.slice(30)) elsewhere.push(there.engine.removeContact(uri).catch(() => undefined));
  });
  await Promise.all(elsewhere);
  expect(done.length + notDone.length).toBe(uris.length);
  await expect.poll(() => there.model.contacts.size).toBe(here.model.contacts.size);
  for (const { uri, why } of notDone) {
    expect([uri, why, here.model.contacts.has(uri)]).toEqual([uri, 'person-gone', false]);
  }
  for (const { uri } of done.filter((step) => here.model.contacts.has(step.uri))) {
    expect([uri, isIn(here, uri, harbour)]).toEqual([uri, true]);
    // The other endpoint hears it in its own time.
    await expect.poll(() => isIn(there, uri, harbour), { message: uri }).toBe(true);
  }
});

it('says of nobody that they are in a group that another endpoint has removed meanwhile', async () => {
  const [here, there] = await open();
  const harbour = idOf(here, 'Harbour');
  let removing: Promise<void> | undefined;
  const { done, notDone } = await run(
    here,
    { kind: 'move', to: harbour },
    () => (removing ??= there.engine.removeGroup(harbour)),
    async () => {
      await removing;
      await expect.poll(() => here.model.groups.has(harbour)).toBe(false);
    },
  );
  expect(done).toEqual([]);
  expect(notDone).toEqual(uris.map((uri) => ({ uri, why: 'group-gone' })).toSorted(byUri));
  // Nobody is lost by it.
  expect(here.model.contacts.size).toBe(42);
});

it('takes back what still is as it was left, and nothing that another endpoint has changed', async () => {
  const [here, there] = await open();
  const [harbour, dock, yard] = ['Harbour', 'Dock', 'Yard'].map((name) => idOf(here, name)) as [number, number, number];
  const { done } = await run(here, { kind: 'move', to: harbour }, () => undefined);
  expect(done).toHaveLength(uris.length);
  const moved = uris.slice(0, 5);
  for (const uri of moved) await there.engine.updateContact({ uri, groupIds: [dock] });
  await expect.poll(() => moved.every((uri) => isIn(here, uri, dock))).toBe(true);
  const asLeft = done.filter((step) => step.isAsLeft(here.model));
  expect(asLeft.map(({ uri }) => uri)).toEqual(uris.slice(5));
  await carryOut(here, asLeft, (step) => wayBack(step, here.model).asks);
  await expect.poll(() => uris.slice(5).every((uri) => isIn(there, uri, yard))).toBe(true);
  expect(moved.every((uri) => isIn(there, uri, dock))).toBe(true);
});

it.each(['move', 'remove', 'access'] as const)(
  'loses nobody and says nothing untrue where sessions and answers are lost in the middle: %s',
  async (kind) => {
    const [here, there] = await open(['lose-session:0.02', 'drop-response:0.04']);
    const harbour = idOf(here, 'Harbour');
    const change: PeopleChange =
      kind === 'move' ? { kind, to: harbour } : kind === 'access' ? { kind, level: 'team' } : { kind };
    const { done, notDone } = await run(here, change, () => undefined);
    expect(done.length + notDone.length).toBe(uris.length);
    await expect.poll(() => here.model.connection.kind, { timeout: 30_000 }).toBe('online');
    const isSo = (seat: Seat, uri: string): boolean => {
      if (kind === 'move') return isIn(seat, uri, harbour);
      if (kind === 'remove') return !seat.model.contacts.has(uri);
      const team = seat.model.accessLevels.find(({ level }) => level === 'team');
      return team?.members.some(({ value }) => value === uri) === true;
    };
    // Both endpoints come to know it.
    for (const seat of [here, there]) {
      await expect
        .poll(() => done.filter(({ uri }) => !isSo(seat, uri)).map(({ uri }) => uri), { timeout: 30_000 })
        .toEqual([]);
    }
    const untrue = notDone.filter(({ why }) => typeof why === 'object' && why.code !== 'unknown-outcome');
    for (const { uri } of untrue) expect([uri, isSo(here, uri)]).toEqual([uri, false]);
  },
  120_000,
);
