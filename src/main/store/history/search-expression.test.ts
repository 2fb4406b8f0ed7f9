import { describe, expect, it } from 'vitest';
import { searchExpression } from './search-expression';

describe('searchExpression', () => {
  it.each([
    ['dock', '"dock"*'],
    ['noon fri', '"noon"* AND "fri"*'],
    ['"loading dock" no', '"loading dock" AND "no"*'],
    ['"loading dock"', '"loading dock"'],
    ['"unfinished phr', '"unfinished phr"'],
    ['a OR b', '"a" AND "or"* AND "b"*'],
    ['NEAR(x) col:y -z*', '"near x"* AND "col y"* AND "z"*'],
    ['^dock {text} : *', '"dock"* AND "text"*'],
    ['тест', '"тест"*'],
    ['会议室', '"会 议 室"*'],
    ['no\0on', '"no"* AND "on"*'],
    ['"loading\0dock" \0', '"loading dock"'],
  ])('makes %j %s', (typed, expression) => {
    expect(searchExpression(typed)).toBe(expression);
  });

  it('takes a word in its other forms too', () => {
    expect(searchExpression('lines')).toBe('("lines"* OR "line" OR "lined" OR "lining")');
  });

  it.each(['', '   ', '\0', '"\0"', '""', '-- !! ""'])('finds nothing to look for in %j', (typed) => {
    expect(searchExpression(typed)).toBeUndefined();
  });
});
