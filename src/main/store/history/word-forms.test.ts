import { expect, it } from 'vitest';
import { otherForms } from './word-forms';

it.each([
  ['cranes', 'crane'],
  ['crane', 'craning'],
  ['craning', 'crane'],
  ['loading', 'loaded'],
  ['deliveries', 'delivery'],
  ['delivery', 'deliveries'],
  ['delivered', 'delivering'],
  ['stopped', 'stop'],
  ['stop', 'stopping'],
  ['boxes', 'box'],
  ['missing', 'missed'],
  ['dishes', 'dish'],
])('knows %s as a form of %s', (word, other) => {
  expect(otherForms(word)).toContain(other);
});

it.each([
  ['string', 'str'],
  ['glass', 'glas'],
  ['sled', 'sl'],
])('does not take more of %s than its ending', (word, notThis) => {
  expect(otherForms(word)).not.toContain(notThis);
});

it.each(['is', 'bus', '2024s', 'дома', 'μέρες', '会议', ''])('leaves %j alone', (word) => {
  expect(otherForms(word)).toEqual([]);
});
