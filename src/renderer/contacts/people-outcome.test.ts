import { describe, expect, it } from 'vitest';
import type { Group } from '../../shared/domain/contact';
import { emptyModel, type Model } from '../../shared/domain/model';
import { stepsOf, type PeopleChange, type Step } from './people-change';
import { byReason, peopleOutcome } from './people-outcome';
import type { StepsResult } from './run-steps';

const [lee, kim, sam] = ['sip:lee@example.com', 'sip:kim@example.com', 'sip:sam@example.com'] as const;
const group = (id: number, name: string): Group => ({ id, name, isDefault: name === '~', isDistribution: false });
const groups = [group(0, '~'), group(1, 'Yard'), group(2, 'Harbour')];
const modelOf = (uris: readonly string[], there: readonly Group[] = groups): Model => ({
  ...emptyModel,
  groups: new Map(there.map((each) => [each.id, each])),
  contacts: new Map(uris.map((uri) => [uri, { uri, name: uri, groupIds: [1], tag: false }])),
});
const before = modelOf([lee, kim, sam]);
const people = [lee, kim, sam].map((uri) => ({ uri, from: 1 }));
const stepsFor = (change: PeopleChange): readonly Step[] => stepsOf(change, people, groups, before);
const none: StepsResult<Step> = { done: [], refused: [], left: [] };
const urisOf = (steps: readonly Step[]): readonly string[] => steps.map(({ uri }) => uri);

const move: PeopleChange = { kind: 'move', to: 2 };

describe('the outcome of something done with people', () => {
  it('says of nobody that they are in a group that is gone by then', () => {
    const withoutHarbour = groups.slice(0, 2);
    const result = { ...none, done: stepsFor(move) };
    const { done, notDone } = peopleOutcome(
      move,
      result,
      false,
      modelOf([lee, kim, sam], withoutHarbour),
      withoutHarbour,
    );
    expect(done).toEqual([]);
    expect(notDone).toEqual([lee, kim, sam].map((uri) => ({ uri, why: 'group-gone' })));
  });

  it('says of nobody that they are in a group who is no contact any more', () => {
    const { done, notDone } = peopleOutcome(
      move,
      { ...none, done: stepsFor(move) },
      false,
      modelOf([kim, sam]),
      groups,
    );
    expect(urisOf(done)).toEqual([kim, sam]);
    expect(notDone).toEqual([{ uri: lee, why: 'person-gone' }]);
  });

  it('says of those who were removed that they are, although they are gone', () => {
    const remove: PeopleChange = { kind: 'remove' };
    const { done, notDone } = peopleOutcome(remove, { ...none, done: stepsFor(remove) }, false, modelOf([]), groups);
    expect([urisOf(done), notDone]).toEqual([[lee, kim, sam], []]);
  });

  it('tells which is gone where the server does not know one of them', () => {
    const [first, second, third] = stepsFor(move);
    const refused = [first!, second!].map((item) => ({ item, failure: { code: 'not-found' } as const }));
    const after = modelOf([kim, sam]);
    const { notDone } = peopleOutcome(move, { ...none, done: [third!], refused }, false, after, groups);
    expect(notDone).toEqual([
      { uri: lee, why: 'person-gone' },
      { uri: kim, why: { code: 'not-found' } },
    ]);
  });

  it('tells those who were stopped from those whose answer did not come', () => {
    const [first, second, third] = stepsFor(move);
    const refused = [{ item: second!, failure: { code: 'unknown-outcome' } as const }];
    const { done, notDone, unsure } = peopleOutcome(
      move,
      { done: [first!], refused, left: [third!] },
      true,
      before,
      groups,
    );
    expect([urisOf(done), urisOf(unsure)]).toEqual([[lee], [kim]]);
    expect(notDone).toEqual([
      { uri: kim, why: { code: 'unknown-outcome' } },
      { uri: sam, why: 'stopped' },
    ]);
  });

  it('says of those who were not tried why: there is no way to the server', () => {
    const [first, ...left] = stepsFor(move);
    const failure = { code: 'not-connected' } as const;
    const { notDone } = peopleOutcome(
      move,
      { ...none, refused: [{ item: first!, failure }], left },
      false,
      before,
      groups,
    );
    expect(byReason(notDone)).toEqual([{ uris: [lee, kim, sam], why: failure }]);
  });
});
