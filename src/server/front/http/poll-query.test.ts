import { describe, expect, it } from 'vitest';
import { parsePollQuery } from './poll-query';

describe('parsePollQuery', () => {
  it.each([
    ['as documented', 'Sid=77&AckID=14&UA=true', { sid: 77, ackId: 14, isUserActive: true }],
    ['7.31 names in any case', 'sid=77&AckId=14&ua=TRUE', { sid: 77, ackId: 14, isUserActive: true }],
    ['7.30 empty parameters', '&Sid=77&&AckID=14&UA=&=&x', { sid: 77, ackId: 14, isUserActive: false }],
    ['an empty value counts as absent', 'Sid=77&AckID=', { sid: 77, ackId: 0, isUserActive: false }],
    ['nothing', '', { ackId: 0, isUserActive: false }],
  ])('reads %s', (_, query, expected) => {
    expect(parsePollQuery(query)).toEqual(expected);
  });

  it.each(['Sid=x', 'Sid=1&AckID=-1', 'Sid=1.5', 'Sid=1e3', `Sid=${'9'.repeat(30)}`])('refuses %s', (query) => {
    expect(parsePollQuery(query)).toBeUndefined();
  });
});
