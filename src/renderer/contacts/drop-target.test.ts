import { describe, expect, it } from 'vitest';
import type { Group } from '../../shared/domain/contact';
import { emptyModel } from '../../shared/domain/model';
import { contactSorter } from './contact-entries';
import { groupRows } from './contact-rows';
import { dropAt, groupBeside, groupIdOf, orderAfterStep, orderBeside, sectionAt } from './drop-target';
import { accessRows } from './view-rows';

const group = (id: number, name: string, isDistribution = false): Group => ({
  id,
  name,
  isDefault: name === '~',
  isDistribution,
});
const groups = [group(1, 'Team'), group(2, 'Plant'), group(3, 'All staff', true), group(0, '~')];
const person = (name: string, ...groupIds: number[]) =>
  [`sip:${name}@example.com`, { uri: `sip:${name}@example.com`, name, groupIds, tag: false }] as const;
const entries = contactSorter('en')({
  ...emptyModel,
  contacts: new Map([person('ann', 1), person('bo', 2), person('cem', 0)]),
});
// 0 Team, 1 ann, 2 Plant, 3 bo, 4 All staff, 5 (empty), 6 ~, 7 cem
const rows = groupRows(groups, entries, new Set());
const ann = { kind: 'people', people: [{ uri: 'sip:ann@example.com', from: 1 }], label: 'ann' } as const;

describe('dropAt', () => {
  const people = (index: number, isCopy = false) => dropAt(rows, index, ann, groups, isCopy);

  it('is the group of the row, head or person', () => {
    expect(people(2)).toMatchObject({ kind: 'into', section: 'group-2', isCopy: false });
    expect(people(3, true)).toMatchObject({ kind: 'into', section: 'group-2', isCopy: true });
    expect(people(7)).toMatchObject({ kind: 'into', section: 'group-0' });
  });

  it('is nowhere where people are already, in groups of the directory, and for a copy among other contacts', () => {
    expect(people(0)).toBeUndefined();
    expect(people(1)).toBeUndefined();
    expect(people(4)).toBeUndefined();
    expect(people(5)).toBeUndefined();
    expect(people(6, true)).toBeUndefined();
  });

  it('is an access level where the list is parted by them', () => {
    const byLevel = accessRows(entries, [], () => false, { order: 'online', hidesOffline: false }, 0);
    expect(dropAt(byLevel, 0, ann, groups, false)).toEqual({
      kind: 'level',
      section: 'access-personal',
      level: 'personal',
    });
    expect(dropAt(byLevel, byLevel.length - 1, ann, groups, false)).toMatchObject({ kind: 'level', level: 'none' });
  });

  it('puts a group in the place of another', () => {
    const dragged = { kind: 'group', group: groups[0]! } as const;
    expect(dropAt(rows, 3, dragged, groups, false)).toMatchObject({ kind: 'beside', order: [2, 1, 3] });
    expect(dropAt(rows, 7, dragged, groups, false)).toMatchObject({ kind: 'beside', order: [2, 3, 1] });
    expect(dropAt(rows, 1, dragged, groups, false)).toBeUndefined();
  });
});

describe('the order of groups', () => {
  it('is that of one let go on another', () => {
    expect(orderBeside(groups, 3, 1)).toEqual([3, 1, 2]);
    expect(orderBeside(groups, 1, 3)).toEqual([2, 3, 1]);
    expect(orderBeside(groups, 3, 0)).toBeUndefined();
    expect(orderBeside(groups, 0, 1)).toBeUndefined();
  });

  it('is that of one moved by a step, not over the end', () => {
    expect(orderAfterStep(groups, 2, -1)).toEqual([2, 1, 3]);
    expect(orderAfterStep(groups, 1, -1)).toBeUndefined();
    expect(orderAfterStep(groups, 3, 1)).toBeUndefined();
  });
});

describe('groupBeside', () => {
  it('passes over groups that the directory keeps', () => {
    expect(groupBeside(groups, 2, 1)?.id).toBe(0);
    expect(groupBeside(groups, 0, -1)?.id).toBe(2);
    expect(groupBeside(groups, 1, -1)).toBeUndefined();
  });
});

describe('sectionAt', () => {
  it('is the head above a row', () => {
    expect(sectionAt(rows, 5)?.key).toBe('group-3');
    expect(sectionAt(rows, 99)?.key).toBe('group-0');
    expect(sectionAt([], 0)).toBeUndefined();
  });
});

describe('groupIdOf', () => {
  it('is of groups alone', () => {
    expect(groupIdOf('group-12')).toBe(12);
    expect(groupIdOf('access-team')).toBeUndefined();
    expect(groupIdOf(undefined)).toBeUndefined();
  });
});
