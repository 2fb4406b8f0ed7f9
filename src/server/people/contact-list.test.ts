import { describe, expect, it } from 'vitest';
import { ContactList } from './contact-list';

const lee = { uri: 'sip:lee@example.com', name: 'Lee Park', subscribed: true, tag: false };

function listWith(...groups: readonly string[]): ContactList {
  const list = new ContactList({ contacts: 3, groups: 3, nameChars: 20 });
  for (const name of groups) list.addGroup(name);
  return list;
}

describe('ContactList', () => {
  it('numbers groups and counts changes', () => {
    const list = listWith();
    expect(list.addGroup('Suppliers')).toEqual({
      change: {
        deltaNum: 1,
        groups: [{ action: 'added', group: { id: 1, name: 'Suppliers', externalUri: '' } }],
        contacts: [],
      },
    });
    expect(list.addGroup('Team')).toMatchObject({ change: { deltaNum: 2, groups: [{ group: { id: 2 } }] } });
  });

  it.each([
    ['addGroup with a name in use', (list: ContactList) => list.addGroup('suppliers'), 485],
    ['updateGroup to a name in use', (list: ContactList) => list.updateGroup(2, 'Suppliers'), 485],
    ['updateGroup of an unknown id', (list: ContactList) => list.updateGroup(9, 'x'), 404],
    ['deleteGroup of an unknown id', (list: ContactList) => list.deleteGroup(9), 404],
    ['updateContact of a stranger', (list: ContactList) => list.updateContact(lee), 404],
    ['deleteContact of a stranger', (list: ContactList) => list.deleteContact(lee.uri), 404],
    ['a contact in a group that is not there', (list: ContactList) => list.addContact({ ...lee, groups: [9] }), 404],
    ['one group too many', (list: ContactList) => list.addGroup('x'), 413],
  ])('refuses %s', (_, act, code) => {
    const list = listWith('Suppliers', 'Team', 'Night shift');
    expect(act(list)).toMatchObject({ error: { code: 18201, sipResponse: { code } } });
  });

  it('never renames or deletes the default group', () => {
    const list = listWith('~');
    expect(list.updateGroup(1, 'x')).toMatchObject({ error: { code: 18102 } });
    expect(list.deleteGroup(1)).toMatchObject({ error: { code: 18102 } });
  });

  it('does not rename a distribution group', () => {
    const list = listWith();
    list.addGroup('Everybody', 'sip:all@example.com');
    expect(list.updateGroup(1, 'x')).toMatchObject({ error: { code: 18102 } });
  });

  it('keeps the contacts of a deleted group', () => {
    const list = listWith('Suppliers', 'Team');
    list.addContact({ ...lee, groups: [1, 2] });
    expect(list.deleteGroup(1)).toMatchObject({ change: { groups: [{ action: 'deleted', id: 1 }], contacts: [] } });
    expect(list.contact('sip:LEE@example.com')?.groups).toEqual([2]);
  });

  it('puts a contact without groups into the default group, where there is one', () => {
    const list = listWith('Team', '~');
    list.addContact(lee);
    expect(list.contact(lee.uri)?.groups).toEqual([2]);
  });

  it('takes what an update leaves out back to its default, and an empty list as no group at all', () => {
    const list = listWith('Team', '~');
    list.addContact({ ...lee, groups: [1] });
    list.updateContact(lee);
    expect(list.contact(lee.uri)?.groups).toEqual([2]);
    list.updateContact({ ...lee, groups: [] });
    expect(list.contact(lee.uri)?.groups).toEqual([]);
  });

  it('gives each group the number that it had when it is filled anew, in whatever order, and to no other', () => {
    const list = listWith('Suppliers', 'Team', 'Yard');
    list.updateGroup(2, 'Crew');
    list.empty(list.groupIds);
    for (const name of ['Dock', 'crew', 'Suppliers']) list.addGroup(name);
    expect(list.groups.map(({ id, name }) => [name, id])).toEqual([
      ['Dock', 4],
      ['crew', 2],
      ['Suppliers', 1],
    ]);
    list.deleteGroup(1);
    expect(list.addGroup('Suppliers')).toMatchObject({ change: { groups: [{ group: { id: 5 } }] } });
  });

  it('gives a group the number that it had elsewhere, unless another may have had it here', () => {
    const list = listWith('~');
    list.addGroup('Team', '', 7);
    list.addGroup('Yard', '', 3);
    expect(list.groups.map(({ id }) => id)).toEqual([1, 7, 8]);
  });

  it('updates somebody who is added twice', () => {
    const list = listWith();
    list.addContact(lee);
    expect(list.addContact({ ...lee, uri: 'sip:Lee@Example.com', name: 'Lee' })).toMatchObject({
      change: { contacts: [{ action: 'updated', contact: { name: 'Lee' } }] },
    });
    expect(list.contacts).toHaveLength(1);
  });
});
