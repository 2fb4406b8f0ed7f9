import { describe, expect, it } from 'vitest';
import { UndoHistory, type TakeBack } from './undo-history';

const named = (): TakeBack => () => Promise.resolve(undefined);

describe('what can be taken back', () => {
  it('comes back one after the other, the latest first, and each once', () => {
    const history = new UndoHistory();
    const all = [named(), named(), named()];
    for (const each of all) history.add(each);
    expect([history.takeLast(), history.takeLast(), history.takeLast()]).toEqual([...all].reverse());
    expect(history.takeLast()).toBeUndefined();
  });

  it('does not grow without end: the oldest goes', () => {
    const history = new UndoHistory();
    const all = Array.from({ length: 25 }, named);
    for (const each of all) history.add(each);
    const taken = all.map(() => history.takeLast());
    expect(taken.filter((each) => each !== undefined)).toHaveLength(20);
    expect(taken[0]).toBe(all[24]);
    expect(taken[19]).toBe(all[5]);
  });

  it('is nothing any more when somebody else signs in', () => {
    const history = new UndoHistory();
    history.add(named());
    history.forget();
    expect(history.takeLast()).toBeUndefined();
  });
});
