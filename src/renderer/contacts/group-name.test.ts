import { describe, expect, it } from 'vitest';
import { problemOfName } from './group-name';

describe('the name of a group', () => {
  it.each([
    ['Harbour', undefined],
    ['  ', { code: 'empty' }],
    ['\u200b', { code: 'empty' }],
    ['A\u0308rger', { code: 'taken' }],
    ['x'.repeat(128), undefined],
    [` ${'x'.repeat(130)} `, { code: 'too-long', by: 2 }],
    ['TEAM ', { code: 'taken' }],
    // Not "taken": nobody has seen a group that is called so.
    [' ~', { code: 'stands-for-other' }],
    ['~ 1', undefined],
  ])('%j', (name, problem) => {
    expect(problemOfName(name, ['Team', '~', 'Ärger'])).toEqual(problem);
  });
});
