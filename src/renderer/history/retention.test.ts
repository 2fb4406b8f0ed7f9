import { expect, it } from 'vitest';
import { isShorter } from './retention';

it.each([
  [30, 90, true],
  [90, 30, false],
  [30, 30, false],
  [30, 0, true],
  [0, 30, false],
  [0, 0, false],
])('%i days against %i days: shorter is %s', (days, than, expected) => expect(isShorter(days, than)).toBe(expected));
