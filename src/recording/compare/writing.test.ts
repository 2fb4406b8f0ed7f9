import { expect, it } from 'vitest';
import { writingDifferences, writingOf } from './writing';

const differences = (then: string, now: string): readonly string[] =>
  writingDifferences('data', writingOf([then]), writingOf([now]));

it('tells how one element is written when it is empty, though others are written so', () => {
  expect(differences('<x><b></b><c/></x>', '<x><b/><c></c></x>')).toEqual([
    'data: an empty element b: <b></b> in the recording, <b/> here',
    'data: an empty element c: <c/> in the recording, <c></c> here',
  ]);
  expect(differences('<x><b/><c/></x>', '<x><b/><c/></x>')).toEqual([]);
});

it('tells in one line how all are written', () => {
  expect(differences('<x><b/><c/></x>', '<x><b /><c /></x>')).toEqual([
    'data: an empty element: <a/> in the recording, <a /> here',
  ]);
});
