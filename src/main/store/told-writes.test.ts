import { expect, it } from 'vitest';
import { toldWrites, type SaveTrouble } from './told-writes';

const fail = (): void => {
  throw new Error('no space');
};

function follow() {
  const said: SaveTrouble['kind'][] = [];
  return { said, told: toldWrites(({ kind }) => void said.push(kind)) };
}

it('tells what could not be written, and that all of it is', () => {
  const { said, told } = follow();
  told(() => undefined);
  expect(said).toEqual([]);
  told(fail);
  told(() => undefined);
  told(() => undefined);
  expect(said).toEqual(['not-saved', 'saved-again']);
});

it('tells the same of what is written later, and waits for it before it says that all is well', () => {
  const { said, told } = follow();
  told.later(undefined);
  told.later(new Error('no key store'));
  expect(said).toEqual(['not-saved']);
  told(() => undefined);
  expect(said, 'the rest of it still is not').toEqual(['not-saved']);
  told.later(undefined);
  expect(said).toEqual(['not-saved', 'saved-again']);
});
