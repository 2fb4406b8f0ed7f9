import { describe, expect, it } from 'vitest';
import { searchExpression } from './search-expression';

describe('searchExpression', () => {
  it.each([
    ['noon', '"noon"*'],
    ['noon fri', '"noon" "fri"*'],
    ['"loading dock" no', '"loading dock" "no"*'],
    ['"loading dock"', '"loading dock"'],
    ['"unfinished phr', '"unfinished phr"'],
    ['a OR b', '"a" "OR" "b"*'],
    ['NEAR(x) col:y -z*', '"NEAR(x)" "col:y" "-z*"*'],
    ['тест', '"тест"*'],
    ['no\0on', '"no" "on"*'],
    ['"loading\0dock" \0', '"loading dock"'],
  ])('makes %j %s', (typed, expression) => {
    expect(searchExpression(typed)).toBe(expression);
  });

  it.each(['', '   ', '\0', '"\0"', '""', '-- !! ""'])('finds nothing to look for in %j', (typed) => {
    expect(searchExpression(typed)).toBeUndefined();
  });
});
