// What a client knows groups by: their numbers (protocol.md 4.11). They are the same for as long as its session goes on, however often
// the list is read anew, and in the next one.
import { expect, it } from 'vitest';
import type { EventBody } from '../world';
import { spaces } from './spaces';
import { child, xml, type XmlElement } from './stream/element';
import { StanzaError } from './stream/stanza-error';
import { SeatBench, type BenchOptions } from './testing/seat-bench';

/** Whoever is in the roster, by the group that they are in. */
const rosterOf = (...groups: readonly string[]): XmlElement =>
  xml(
    'query',
    { xmlns: spaces.roster },
    groups.map((name) =>
      xml('item', { jid: `${name.toLowerCase()}@example.com`, subscription: 'both' }, xml('group', {}, name)),
    ),
  );

function listsIn(events: readonly EventBody[]): Record<string, number>[] {
  const lists = events.filter((event) => event.kind === 'contactGroup' && event.fullList);
  return lists.map((event) =>
    Object.fromEntries(
      event.kind === 'contactGroup'
        ? event.groups.flatMap((each) => (each.action === 'deleted' ? [] : [[each.group.name, each.group.id]]))
        : [],
    ),
  );
}

async function settled(bench: SeatBench): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await bench.settle();
}

it('a list that is read anew, since the service has refused a change, has the same numbers', async () => {
  const orders = [rosterOf('Yard', 'Harbour', 'Dock'), rosterOf('Crane', 'Dock', 'Yard', 'Harbour')];
  const bench = await SeatBench.begin({
    answers(payload, { type }) {
      if (payload.ns !== spaces.roster) return undefined;
      if (type === 'set') throw new StanzaError('answered', 'not-allowed');
      return orders.shift();
    },
  });
  const [first] = listsIn(bench.takeEvents());
  expect(Object.keys(first!)).toEqual(['~', 'Yard', 'Harbour', 'Dock']);
  bench.submit({ kind: 'deleteGroup', rid: '9', id: first!['Harbour']! });
  await settled(bench);
  const [anew] = listsIn(bench.takeEvents());
  expect(anew).toMatchObject(first!);
  expect(Object.values(first!)).not.toContain(anew!['Crane']);
  await bench.close();
});

it('the next session has the numbers of the one before, whatever order the roster is in by then', async () => {
  let stored: XmlElement | undefined;
  const service = (roster: XmlElement): BenchOptions => ({
    answers(payload, { type }) {
      if (payload.ns === spaces.roster && type === 'get') return roster;
      if (payload.ns === spaces.roster) return xml('query', { xmlns: spaces.roster });
      if (payload.ns !== spaces.private || !child(payload, 'list', spaces.list)) return undefined;
      if (type === 'set') stored = payload;
      return stored;
    },
  });
  const bench = await SeatBench.begin(service(rosterOf('Yard', 'Harbour')));
  const [first] = listsIn(bench.takeEvents());
  bench.submit({ kind: 'addGroup', rid: '9', name: 'Empty' });
  await settled(bench);
  await bench.close();
  const next = await SeatBench.begin(service(rosterOf('Crane', 'Harbour', 'Yard')));
  const [again] = listsIn(next.takeEvents());
  expect(again).toEqual({ ...first, Empty: 4, Crane: 5 });
  await next.close();
});
