import { expect, it } from 'vitest';
import { peopleEntries, personAction } from './person-entries';

const t = (key: string): string => key;
const ann = { uri: 'sip:ann@example.com', name: 'Ann' };

it('offers what can be done with one, and of several for each', () => {
  const entries = peopleEntries([ann], t);
  expect(entries.map((entry) => 'id' in entry && personAction(entry.id))).toEqual(
    ['message', 'copy-name', 'copy-address', 'search'].map((action) => ({ action, uri: ann.uri })),
  );
  expect(peopleEntries([ann, { uri: 'sip:ben@example.com', name: 'Ben' }], t)).toMatchObject([
    { kind: 'submenu', label: 'Ann' },
    { kind: 'submenu', label: 'Ben' },
  ]);
  expect(peopleEntries([], t)).toEqual([]);
});
