// A list that comes anew may number its groups anew (protocol.md 4.11): an id of before is about the same group, or about none.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScriptedEvent } from '../testing/scripted-service';
import { Desk, until } from '../testing/desk';

const lee = 'sip:lee@example.com';

/** The groups by name and number; who is in them. */
function list(groups: Readonly<Record<string, number>>, leeIsIn: readonly string[]): ScriptedEvent {
  return {
    kind: 'contactGroup',
    fullList: true,
    groups: Object.entries(groups).map(([name, id]) => ({ action: 'added', group: { id, name, externalUri: '' } })),
    contacts: [
      {
        action: 'added',
        contact: { uri: lee, name: 'Lee', subscribed: true, tag: false, groups: leeIsIn.map((name) => groups[name]!) },
      },
    ],
  };
}

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open();
  desk.service.firstEvents = [list({ '~': 1, Suppliers: 2, Harbour: 3 }, ['Suppliers'])];
  await desk.signIn();
  await until(() => desk.model.contacts.has(lee), 'the list');
});
afterEach(() => desk.close());

const idOf = (name: string): number | undefined =>
  [...desk.model.groups.values()].find((group) => group.name === name)?.id;
const leesGroups = (): readonly (string | undefined)[] =>
  desk.model.contacts.get(lee)?.groupIds.map((id) => desk.model.groups.get(id)?.name) ?? [];
const last = () => desk.service.requests().at(-1);
const changes = () => desk.service.requests().filter(({ kind }) => /(Group|Contact)$/u.test(kind));

async function newSession(told: ScriptedEvent): Promise<void> {
  desk.service.firstEvents = [told];
  desk.service.loseSession();
  await until(() => desk.model.outdated.has('contacts'), 'the session is lost');
  await until(() => desk.isOnline && !desk.model.outdated.has('contacts'), 'the new list');
}

describe('in a new session that numbers the groups anew', () => {
  beforeEach(() => newSession(list({ Harbour: 1, Suppliers: 3, Yard: 2, '~': 4 }, ['Suppliers'])));

  it('a group is known under the id that it had', async () => {
    expect(['~', 'Suppliers', 'Harbour'].map(idOf)).toEqual([1, 2, 3]);
    expect(leesGroups()).toEqual(['Suppliers']);
    expect(desk.model.groups.size).toBe(4);
  });

  it('what is asked is about it, under its new number', async () => {
    await desk.engine.renameGroup(3, 'Dock');
    expect(last()).toMatchObject({ kind: 'updateGroup', id: 1, name: 'Dock' });
    await desk.engine.updateContact({ uri: lee, groupIds: [3] });
    expect(last()).toMatchObject({ kind: 'updateContact', contact: { groups: [1] } });
    await desk.engine.addContact({ uri: 'sip:kim@example.com', name: 'Kim', groupIds: [2, 3] });
    expect(last()).toMatchObject({ kind: 'addContact', contact: { groups: [3, 1] } });
    await desk.engine.removeGroup(2);
    expect(last()).toMatchObject({ kind: 'deleteGroup', id: 3 });
  });

  it('what is told of a number since is about the group that has it now', async () => {
    desk.service.push({
      kind: 'contactGroup',
      fullList: false,
      groups: [{ action: 'deleted', id: 1 }],
      contacts: [{ action: 'updated', contact: { uri: lee, name: 'Lee', subscribed: true, tag: false, groups: [2] } }],
    });
    await until(() => idOf('Harbour') === undefined, 'a group is gone');
    expect(leesGroups()).toEqual(['Yard']);
  });
});

it('a group that a new list does not have is none, and what another has got of it is not touched', async () => {
  await newSession(list({ '~': 1, Yard: 2 }, ['Yard']));
  expect(idOf('Yard')).not.toBe(2);
  const before = changes().length;
  const asked = [
    desk.engine.renameGroup(2, 'Dock'),
    desk.engine.removeGroup(2),
    desk.engine.updateContact({ uri: lee, groupIds: [2] }),
    desk.engine.addContact({ uri: 'sip:kim@example.com', name: 'Kim', groupIds: [2] }),
  ];
  for (const each of asked) await expect(each).rejects.toMatchObject({ code: 'not-found' });
  expect(changes()).toHaveLength(before);
});

it('a number that is used again within a session means another group', async () => {
  const group = { id: 2, name: 'Yard', externalUri: '' };
  desk.service.push(
    { kind: 'contactGroup', fullList: false, groups: [{ action: 'deleted', id: 2 }], contacts: [] },
    { kind: 'contactGroup', fullList: false, groups: [{ action: 'added', group }], contacts: [] },
  );
  await until(() => idOf('Yard') !== undefined, 'the new group');
  await expect(desk.engine.removeGroup(2)).rejects.toMatchObject({ code: 'not-found' });
  await desk.engine.removeGroup(idOf('Yard')!);
  expect(last()).toMatchObject({ kind: 'deleteGroup', id: 2 });
});

it('a move takes nothing back that another endpoint has done since it was asked for', async () => {
  desk.service.firstEvents = [];
  desk.service.loseSession();
  await until(() => desk.model.outdated.has('contacts'), 'the session is lost');
  await until(() => desk.isOnline, 'the new session');
  const moved = desk.engine.updateContact({ uri: lee, into: [3], outOf: [2] });
  desk.service.push(list({ '~': 1, Suppliers: 2, Harbour: 3, Yard: 4 }, ['Suppliers', 'Yard']));
  await moved;
  expect(last()).toMatchObject({ kind: 'updateContact', contact: { groups: [4, 3] } });
});

it('whoever is moved out of the last group of their own is among the others', async () => {
  await desk.engine.updateContact({ uri: lee, outOf: [2] });
  expect(last()).toMatchObject({ contact: { groups: [1] } });
  await desk.engine.updateContact({ uri: lee, into: [1] });
  expect(last()).toMatchObject({ contact: { groups: [2] } });
});

it('what was shown of an earlier run means the same group in the first session, and never another', async () => {
  const shown = [
    { id: 1, name: '~', isDefault: true, isDistribution: false },
    { id: 2, name: 'Suppliers', isDefault: false, isDistribution: false },
    { id: 3, name: 'Yard', isDefault: false, isDistribution: false },
  ];
  desk.newEngine({ groupsBefore: () => shown });
  desk.service.firstEvents = [list({ '~': 1, Harbour: 2, Suppliers: 3 }, ['Suppliers'])];
  await desk.signIn();
  await until(() => desk.model.contacts.has(lee), 'the list');
  expect([idOf('~'), idOf('Suppliers')]).toEqual([1, 2]);
  expect([2, 3]).not.toContain(idOf('Harbour'));
  await expect(desk.engine.removeGroup(3)).rejects.toMatchObject({ code: 'not-found' });
  await desk.engine.removeGroup(2);
  expect(last()).toMatchObject({ kind: 'deleteGroup', id: 3 });
});
