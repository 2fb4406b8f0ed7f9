import { describe, expect, it } from 'vitest';
import type { Group } from '../../shared/domain/contact';
import { emptyModel, type Model } from '../../shared/domain/model';
import {
  commonLevel,
  groupsAfterCopy,
  groupsAfterMove,
  isGone,
  stepsOf,
  wayBack,
  type Ask,
  type Step,
} from './people-change';

const group = (id: number, name: string): Group => ({ id, name, isDefault: name === '~', isDistribution: false });
const groups = [group(1, 'Team'), group(2, 'Plant'), group(3, 'Ward'), group(0, '~')];
const withoutDefault = groups.slice(0, 3);

describe('groupsAfterMove', () => {
  it.each([
    [[1], 1, 2, [2]],
    [[1, 2], 1, 3, [2, 3]],
    [[1, 2], 1, 2, [2]],
    [[1, 2], undefined, 3, [3]],
    [[0], 0, 2, [2]],
    [[], undefined, 2, [2]],
    [[77, 1], 1, 2, [2]],
    [[1, 2], 1, 0, [0]],
    [[2], 1, 3, [2, 3]],
  ])('%j from %j to %i becomes %j', (current, from, to, expected) => {
    expect(groupsAfterMove(current, from, to, groups)).toEqual(expected);
  });

  it('takes people out of all groups where the server has no default one', () => {
    expect(groupsAfterMove([1], 1, -1, withoutDefault)).toEqual([]);
  });
});

describe('groupsAfterCopy', () => {
  it.each([
    [[1], 2, [1, 2]],
    [[0], 2, [2]],
    [[1, 2], 2, [1, 2]],
    [[1], 0, [1]],
  ])('%j into %i too becomes %j', (current, to, expected) => {
    expect(groupsAfterCopy(current, to, groups)).toEqual(expected);
  });
});

const uri = 'sip:lee@example.com';
function modelWith(groupIds: readonly number[], tag = false): Model {
  return {
    ...emptyModel,
    groups: new Map(groups.map((each) => [each.id, each])),
    contacts: new Map([[uri, { uri, name: 'Lee Park', groupIds, tag }]]),
    accessLevels: [{ level: 'team', members: [{ type: 'uri', value: uri }] }],
  };
}

describe('stepsOf', () => {
  it('says what is asked, and what takes it back', () => {
    const [step] = stepsOf({ kind: 'move', to: 2 }, [{ uri, from: 1 }], groups, modelWith([1, 3]));
    expect(step).toMatchObject({
      change: [{ ask: 'contact:update', into: [2], outOf: [1] }],
      back: [{ ask: 'contact:update', into: [1], outOf: [2] }],
    });
    expect(step!.isAsLeft(modelWith([2, 3]))).toBe(true);
    expect(step!.isAsLeft(modelWith([2]))).toBe(false);
  });

  it('has none for those of whom nothing becomes different, and none for strangers', () => {
    const none = (change: Parameters<typeof stepsOf>[0]): number =>
      stepsOf(change, [{ uri, from: 1 }, { uri: 'sip:x@example.com' }], groups, modelWith([1], true)).length;
    expect(none({ kind: 'move', to: 1 })).toBe(0);
    expect(none({ kind: 'copy', to: 1 })).toBe(0);
    expect(none({ kind: 'tag', tag: true })).toBe(0);
    expect(none({ kind: 'access', level: 'team' })).toBe(0);
    expect(none({ kind: 'tag', tag: false })).toBe(1);
  });

  it('brings somebody who was removed back with groups and tag', () => {
    const [step] = stepsOf({ kind: 'remove' }, [{ uri }], groups, modelWith([1, 2], true));
    expect(step!.back).toEqual([
      { ask: 'contact:add', name: 'Lee Park', groupIds: [1, 2] },
      { ask: 'contact:update', tag: true, isExtra: true },
    ]);
    expect(step!.isAsLeft(modelWith([1]))).toBe(false);
    expect(step!.isAsLeft(emptyModel)).toBe(true);
  });

  it('gives the level back that was there, or none', () => {
    const [step] = stepsOf({ kind: 'access', level: 'blocked' }, [{ uri }], groups, modelWith([1]));
    expect(step!.back).toEqual([{ ask: 'contact:set-access', level: 'team' }]);
    const [other] = stepsOf({ kind: 'access', level: 'team' }, [{ uri }], groups, {
      ...modelWith([1]),
      accessLevels: [],
    });
    expect(other!.back).toEqual([{ ask: 'contact:set-access', level: null }]);
  });

  it('takes the default group of the server for no group', () => {
    const [step] = stepsOf({ kind: 'move', to: -1 }, [{ uri, from: 1 }], withoutDefault, modelWith([1]));
    expect(step!.change).toEqual([{ ask: 'contact:update', into: [], outOf: [1] }]);
    expect(step!.isAsLeft(modelWith([0]))).toBe(true);
  });

  it('toggles one group', () => {
    const after = (current: readonly number[]) =>
      stepsOf({ kind: 'toggle', group: 2 }, [{ uri }], groups, modelWith(current))[0]!.change;
    expect(after([1])).toEqual([{ ask: 'contact:update', into: [2], outOf: [] }]);
    expect(after([2])).toEqual([{ ask: 'contact:update', into: [0], outOf: [2] }]);
  });
});

describe('the way back', () => {
  const step = (back: readonly Ask[]): Step => ({ uri, change: [], back, isAsLeft: () => true, isBack: () => true });

  it('asks for no group that is gone since, and says that one is', () => {
    const ask = { ask: 'contact:update', into: [1, 99], outOf: [2] } as const;
    expect(wayBack(step([ask]), modelWith([1]))).toEqual({ asks: [{ ...ask, into: [1] }], lacksGroup: true });
    const back = { ask: 'contact:add', name: 'Lee', groupIds: [99] } as const;
    expect(wayBack(step([back]), modelWith([1]))).toEqual({ asks: [{ ...back, groupIds: [] }], lacksGroup: true });
    const rest = [{ ask: 'contact:remove' }, { ask: 'contact:update', tag: true }] as const;
    expect(wayBack(step(rest), modelWith([1]))).toEqual({ asks: rest, lacksGroup: false });
  });

  it('moves nobody out of a group without another to come back to', () => {
    const ask = { ask: 'contact:update', into: [99], outOf: [2] } as const;
    expect(wayBack(step([ask]), modelWith([2]))).toEqual({ asks: [], lacksGroup: true });
    const out = { ask: 'contact:update', into: [], outOf: [2] } as const;
    expect(wayBack(step([out]), modelWith([1, 2]))).toEqual({ asks: [out], lacksGroup: false });
  });
});

describe('isGone', () => {
  it('is a group that was there when it was chosen, so that nobody is moved out of all', () => {
    expect(isGone({ kind: 'move', to: 99 }, groups)).toBe(true);
    expect(isGone({ kind: 'copy', to: 2 }, groups)).toBe(false);
    expect(isGone({ kind: 'move', to: -1 }, withoutDefault)).toBe(false);
    expect(isGone({ kind: 'remove' }, groups)).toBe(false);
  });
});

describe('commonLevel', () => {
  it('is the one that all of them have', () => {
    const { accessLevels } = modelWith([]);
    expect(commonLevel([uri], accessLevels)).toBe('team');
    expect(commonLevel([uri, 'sip:x@example.com'], accessLevels)).toBeUndefined();
    expect(commonLevel(['sip:x@example.com', 'sip:y@example.com'], accessLevels)).toBe('none');
  });
});
