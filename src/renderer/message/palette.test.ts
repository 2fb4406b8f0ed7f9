import { expect, it } from 'vitest';
import en from '../../shared/locales/en/message';
import { palette } from './palette';

it('has a name for every colour', () => {
  expect(palette.filter(({ name }) => !(name in en.colors))).toEqual([]);
});
