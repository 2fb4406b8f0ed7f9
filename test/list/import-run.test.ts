// An import on the embedded server, with a real engine: what the server does not take keeps nothing else from being taken.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureError } from '../../src/shared/domain/failure';
import type { FileContact } from '../../src/shared/transfer/contact-files';
import { importPlan } from '../../src/shared/transfer/import-plan';
import { password, Seat } from '../../src/main/uc/testing/seat';
import { runImport, type ImportAsks, type ImportResult } from '../../src/renderer/people/import-run';
import type { StepsHand } from '../../src/renderer/contacts/run-steps';
import { startServer, type RunningServer } from '../../src/server/server';
import type { Limits } from '../../src/server/base/limits';

const lee = 'sip:lee@example.com';
const dana = {
  uri: 'sip:dana@example.com',
  user: 'EXAMPLE\\dana',
  password,
  name: 'Dana Reyes',
  groups: { Suppliers: [lee] },
};
const person = (id: string, groups: readonly string[], level?: FileContact['level']): FileContact => ({
  uri: `sip:${id}@example.com`,
  name: id,
  groups,
  ...(level && { level }),
});

let server: RunningServer;
let seat: Seat;

async function open(limits: Partial<Limits>): Promise<void> {
  server = await startServer({ people: [dana], pollWaitMs: 20 }, { limits });
  seat = new Seat('dana', () => server.url);
  await seat.signIn();
  await expect.poll(() => seat.model.contacts.has(lee)).toBe(true);
}
beforeEach(() => open({ groups: 2 }));
afterEach(async () => {
  seat.close();
  await server.stop();
});

const goesOn: StepsHand = { isStopped: () => false };
const asks = (): ImportAsks => ({
  addGroup: (name) => seat.engine.addGroup(name),
  addContact: (contact) => seat.engine.addContact(contact),
  updateContact: (edit) => seat.engine.updateContact(edit),
  setLevel: (uri, level) => seat.engine.setAccessLevel(uri, level),
});
function take(file: readonly FileContact[], part: Partial<ImportAsks> = {}, hand = goesOn): Promise<ImportResult> {
  const { groups, contacts, accessLevels, self } = seat.model;
  const plan = importPlan(file, { groups, contacts, accessLevels, self: self?.uri });
  const list = { groups: () => seat.model.groups };
  return runImport(plan, { ...asks(), ...part }, list, () => undefined, hand);
}
const groupsOf = (id: string): readonly string[] | undefined =>
  seat.model.contacts
    .get(`sip:${id}@example.com`)
    ?.groupIds.map((group) => seat.model.groups.get(group)?.name ?? 'gone');

describe('an import', () => {
  it('adds everybody where the server takes no more groups, and says who is in which of them not, and why', async () => {
    // Suppliers, and one more.
    const result = await take([
      person('ann', ['Yard']),
      person('bo', ['Dock', 'Suppliers']),
      person('cy', ['Dock']),
      person('lee', ['Suppliers', 'Dock']),
    ]);
    expect(result).toEqual({
      added: 3,
      changed: 0,
      problems: [
        {
          of: 'group',
          group: 'Dock',
          people: ['bo', 'cy', 'lee'],
          why: expect.objectContaining({ code: 'too-long' }) as object,
        },
      ],
    });
    expect([groupsOf('ann'), groupsOf('bo'), groupsOf('cy'), groupsOf('lee')]).toEqual([
      ['Yard'],
      ['Suppliers'],
      [],
      ['Suppliers'],
    ]);
  });

  it('asks once for a group that cannot be made', async () => {
    let asked = 0;
    const addGroup: ImportAsks['addGroup'] = () => {
      asked += 1;
      return Promise.reject(new FailureError('not-allowed'));
    };
    const { added } = await take([person('ann', ['Dock']), person('bo', ['dock '])], { addGroup });
    expect([added, asked]).toEqual([2, 1]);
  });

  it('says of a full list once whom it did not take', async () => {
    seat.close();
    await server.stop();
    await open({ contacts: 2 });
    const { added, problems } = await take([person('ann', []), person('bo', []), person('cy', [])]);
    expect(added).toBe(1);
    expect(problems).toMatchObject([{ of: 'person', people: ['bo', 'cy'], why: { code: 'too-many-people' } }]);
  });

  it('counts who was changed by themselves, and says of a level that was refused that they are on the list', async () => {
    const setLevel: ImportAsks['setLevel'] = (uri, level) =>
      level === 'team' ? Promise.reject(new FailureError('too-many-people')) : asks().setLevel(uri, level);
    const file = [person('ann', [], 'team'), person('bo', [], 'personal'), person('lee', ['Suppliers'], 'public')];
    expect(await take(file, { setLevel })).toEqual({
      added: 2,
      changed: 1,
      problems: [{ of: 'level', level: 'team', people: ['ann'], why: { code: 'too-many-people' } }],
    });
    const levels = seat.model.accessLevels.map(({ level, members }) => [level, members.map(({ value }) => value)]);
    expect(Object.fromEntries(levels)).toMatchObject({ personal: ['sip:bo@example.com'] });
  });

  it('names those who were not tried, with what stopped it', async () => {
    let isStopped = false;
    const addContact: ImportAsks['addContact'] = async (contact) => {
      await asks().addContact(contact);
      isStopped = true;
    };
    const file = [person('ann', []), person('bo', []), person('cy', [])];
    expect(await take(file, { addContact }, { isStopped: () => isStopped })).toEqual({
      added: 1,
      changed: 0,
      problems: [{ of: 'person', people: ['bo', 'cy'], why: 'stopped' }],
    });
    const lost: ImportAsks['addContact'] = () => Promise.reject(new FailureError('not-connected'));
    expect(await take(file, { addContact: lost })).toEqual({
      added: 0,
      changed: 0,
      problems: [{ of: 'person', people: ['bo', 'cy'], why: { code: 'not-connected' } }],
    });
  });

  it('ends where nobody waits any more, and does nothing afterwards', async () => {
    let giveUp = (): void => undefined;
    const givenUp = new Promise<void>((resolve) => (giveUp = resolve));
    let answer = (): void => undefined;
    let isStopped = false;
    const addGroup: ImportAsks['addGroup'] = async (name) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return asks().addGroup(name);
    };
    const ending = take(
      [person('ann', ['Yard']), person('bo', [])],
      { addGroup },
      { isStopped: () => isStopped, givenUp },
    );
    isStopped = true;
    giveUp();
    expect((await ending).problems).toMatchObject([
      { people: ['ann'], why: { code: 'unknown-outcome' } },
      { people: ['bo'], why: 'stopped' },
    ]);
    answer();
    await expect.poll(() => [...seat.model.groups.values()].some(({ name }) => name === 'Yard')).toBe(true);
    await seat.engine.setNote('afterwards');
    expect(seat.model.contacts.has('sip:ann@example.com')).toBe(false);
  });
});
