import { describe, expect, it } from 'vitest';
import { peopleOver } from './people-limit';

const people = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, at) => `sip:p${from + at}@example.com`);
const self = 'sip:dana@example.com';

describe('peopleOver', () => {
  it.each([
    ['31 others', people(31), undefined, 0],
    ['32 others, as the one who invites counts too', people(32), undefined, 1],
    ['40 others', people(40), undefined, 9],
    ['oneself among them', [...people(31), self], undefined, 0],
    ['one twice', [...people(31), ...people(1)], undefined, 0],
    ['2 to 29 who are there', people(2, 50), people(29), 0],
    ['5 to 29 who are there', people(5, 50), people(29), 3],
    ['some who are there already', people(31), people(20), 0],
  ])('counts %s', (_, chosen, present, over) => expect(peopleOver(chosen, self, present)).toBe(over));
});
