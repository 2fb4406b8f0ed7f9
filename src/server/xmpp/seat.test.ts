// What others may do to a session: nothing that is the account's own, and never its end.
import { describe, expect, it } from 'vitest';
import { spaces } from './spaces';
import { child, children, text, xml, type XmlElement } from './stream/element';
import { StanzaError } from './stream/stanza-error';
import { attackSeats, attackWithAll } from './testing/hostile-stanzas';
import { holds, markAt, own, SeatBench, type BenchOptions } from './testing/seat-bench';

const push = `<iq type='set' id='p1'><query xmlns='${spaces.roster}'><item jid='evil@example.org' name='Evil' subscription='both'/></query></iq>`;
const block = `<iq type='set' id='p2'><block xmlns='${spaces.blocking}'><item jid='lee@example.com'/></block></iq>`;
const carbon = (way: 'sent' | 'received', from: string, to: string): string =>
  `<message><${way} xmlns='${spaces.carbons}'><forwarded xmlns='${spaces.forward}'><message xmlns='jabber:client' from='${from}' to='${to}' type='chat'><body>told</body></message></forwarded></${way}></message>`;
const sentCarbon = carbon('sent', `${own}/phone`, 'lee@example.com');
const receivedCarbon = carbon('received', 'lee@example.com/x', own);
const firstWords = `<message type='chat' id='m1'><body>anybody?</body></message>`;
const mallory = 'mallory@example.org/x';
const found = (queryid: string, id: string, body: string): string =>
  `<message><result xmlns='${spaces.archive}' queryid='${queryid}' id='${id}'><forwarded xmlns='${spaces.forward}'><message xmlns='jabber:client' from='lee@example.com/x' to='${own}' type='chat' id='${id}'><body>${body}</body></message></forwarded></result></message>`;
/** How far the marks go that were put down. */
const marksIn = (asked: readonly XmlElement[]): (string | undefined)[] =>
  asked
    .flatMap((query) => children(query, 'mark', spaces.mark))
    .flatMap((mark) => children(mark, 'reached'))
    .map(({ attrs }) => attrs['id']);

/** What a person says of themselves. */
const stateOf = (availability: number) =>
  ({
    name: 'state',
    instanceMask: 0x20000000,
    payload: { kind: 'state', type: 'userState', availability, activities: [] },
  }) as const;

describe('a session', { timeout: 60_000 }, () => {
  it.each([
    ['a change of the contact list', push, 'evil@example.org'],
    ['a change of who is blocked', block, '32000'],
    ['what was said at another place', sentCarbon, 'told'],
    ['what came to another place', receivedCarbon, 'told'],
  ])('takes %s from the account’s own service alone', async (_, document, words) => {
    const bench = await SeatBench.open();
    // What was said elsewhere stands in the thread, where there is one.
    if (document === sentCarbon) bench.receive(firstWords, 'lee@example.com/x');
    bench.takeEvents();
    const told = (): boolean => JSON.stringify(bench.takeEvents()).includes(words);
    bench.receive(document, mallory);
    expect(told()).toBe(false);
    bench.receive(document, own);
    expect(told()).toBe(true);
    await bench.close();
  });

  it('takes what stood in the archive from that alone, though somebody knows what was asked', async () => {
    const bench = await SeatBench.begin({
      reached: '5',
      onArchiveAsked(asking, queryid) {
        asking.receive(found(queryid, '6', 'forged'), mallory);
        asking.receive(found(queryid, '7', 'kept'), own);
      },
    });
    const told = JSON.stringify(bench.takeEvents());
    expect([told.includes('kept'), told.includes('forged')]).toEqual([true, false]);
    await bench.close();
  });

  it('hears what comes meanwhile after what was missed, and passes over none of it', async () => {
    const elsewhere = sentCarbon.replace(
      '</body>',
      `</body><stanza-id xmlns='${spaces.stanzaIds}' by='${own}' id='9'/>`,
    );
    const bench = await SeatBench.begin({
      reached: '5',
      onArchiveAsked(asking, queryid) {
        asking.receive(elsewhere, own);
        asking.receive(firstWords, 'kim@example.com/x');
        asking.receive(found(queryid, '6', 'missed'), own);
      },
    });
    await bench.settle();
    expect(marksIn(bench.takeAsked())).not.toContain('9');
    const told = JSON.stringify(bench.takeEvents());
    expect(told.indexOf('missed')).toBeGreaterThan(0);
    expect(told.indexOf('anybody?')).toBeGreaterThan(told.indexOf('missed'));
    await bench.settle();
    expect(marksIn(bench.takeAsked()).at(-1)).toBe('9');
    await bench.close();
  });

  it.each([{ reached: '5' }, {}])(
    'is there before it asks what it has missed, so that nothing comes in between: %j',
    async (place) => {
      const isThere: boolean[] = [];
      const bench = await SeatBench.begin({
        ...place,
        onArchiveAsked(asking) {
          isThere.push(asking.takeSent().some(({ name, attrs }) => name === 'presence' && attrs['type'] === undefined));
        },
      });
      expect(isThere[0]).toBe(true);
      expect(bench.takeEvents().at(-1)?.kind).toBe('selfPresence');
      await bench.close();
    },
  );

  it.each([
    ['', 1, 0],
    [`<delay xmlns='${spaces.delay}' stamp='2009-04-02T08:00:00Z'/>`, 1, 1],
  ])(
    'rings for what comes while its archive is asked and stands there already, if not kept for it: %j',
    async (delay, rings, missed) => {
      const bench = await SeatBench.begin({
        reached: '5',
        onArchiveAsked(asking, queryid) {
          const place = `<stanza-id xmlns='${spaces.stanzaIds}' by='${own}' id='6'/>`;
          asking.receive(
            `<message type='chat' id='6'><body>just now</body>${place}${delay}</message>`,
            'lee@example.com/x',
          );
          asking.receive(found(queryid, '6', 'just now'), own);
        },
      });
      const told = JSON.stringify(bench.takeEvents());
      const times = (words: string): number => told.split(`"${words}"`).length - 1;
      expect([times('imSessionReceived'), times('participantRemoved'), times('just now')]).toEqual([rings, missed, 1]);
      await bench.close();
    },
  );

  it.each([
    ['just now', '', false, false],
    [
      'while that place was there, which is gone',
      `<delay xmlns='${spaces.delay}' stamp='2009-04-02T08:00:00Z'/>`,
      false,
      true,
    ],
    [
      'before a break, at a place that is there',
      `<delay xmlns='${spaces.delay}' stamp='2009-04-02T08:00:00Z'/>`,
      true,
      false,
    ],
  ])('leaves to another place whom that has answered: %s', async (_, delay, isThere, rings) => {
    const bench = await SeatBench.open({ reached: '5' });
    if (isThere) bench.receive('<presence/>', `${own}/desk2`);
    const answered = `<endpoints xmlns='${spaces.endpoints}' answered='lee@example.com'/>`;
    bench.receive(`<message type='chat'>${answered}${delay}</message>`, `${own}/desk2`);
    bench.receive(firstWords, 'lee@example.com/x');
    expect(JSON.stringify(bench.takeEvents()).includes('imSessionReceived')).toBe(rings);
    await bench.close();
  });

  it('holds no more meanwhile than it can, and is given up before it drops any', async () => {
    const bench = await SeatBench.begin({
      reached: '5',
      onArchiveAsked(asking) {
        for (let turn = 0; turn < 1_100; turn += 1) asking.receive(firstWords, 'kim@example.com/x');
      },
    });
    expect(bench.lost).toBe('full');
    await bench.close();
  });

  it.each([
    ['internal-server-error', true],
    ['resource-constraint', true],
    ['service-unavailable', false],
    ['feature-not-implemented', false],
  ])(
    'whose archive answers %s goes on, and tells whether something may be missing: %s',
    async (condition, isMissing) => {
      for (const place of [{}, { reached: '5' }]) {
        const bench = await SeatBench.begin({
          ...place,
          onArchiveAsked() {
            throw new StanzaError('answered', condition);
          },
        });
        expect(JSON.stringify(bench.takeEvents()).includes('missedMessages')).toBe(isMissing);
        expect(bench.lost).toBeUndefined();
        await bench.close();
      }
    },
  );

  it.each([
    ['with an error', true],
    // As ejabberd does whose database has failed.
    ['as if it were empty and that not all', false],
  ])('passes over nothing of what its archive answers %s, and is told of it when it can', async (_, isError) => {
    let asked = 0;
    const bench = await SeatBench.begin({
      reached: '5',
      answers(payload) {
        const isEmpty = payload.ns === spaces.archive && asked === 2;
        return isEmpty
          ? xml('fin', { xmlns: spaces.archive }, xml('set', { xmlns: spaces.rsm }, xml('count', {}, '0')))
          : undefined;
      },
      onArchiveAsked(asking, queryid) {
        asked += 1;
        if (asked === 1) throw new StanzaError('late', '');
        if (asked === 2 && isError) throw new StanzaError('answered', 'internal-server-error');
        if (asked === 2) return;
        asking.receive(found(queryid, '6', 'missed'), own);
        asking.receive(found(queryid, '7', 'live'), own);
      },
    });
    const live = `<message type='chat' id='7'><body>live</body><stanza-id xmlns='${spaces.stanzaIds}' by='${own}' id='7'/></message>`;
    bench.receive(live, 'kim@example.com/x');
    expect(JSON.stringify(bench.takeEvents())).toContain('live');
    await bench.settle();
    expect(new Set(marksIn(bench.takeAsked()))).toEqual(new Set(['5']));
    for (const [ms, times] of [
      [4_000, 1],
      [2_000, 2],
      [10_000, 2],
      [6_000, 3],
      [600_000, 3],
    ] as const) {
      bench.clock.advance(ms);
      bench.tick();
      for (let turn = 0; turn < 5; turn += 1) await bench.settle();
      expect(asked).toBe(times);
    }
    // Whoever is killed now is told of what was missed once more, and not of what came live.
    expect(marksIn(bench.takeAsked()).filter((id) => id !== '5')).toEqual([]);
    const told = JSON.stringify(bench.takeEvents());
    expect([told.split('missed"').length - 1, told.includes('live'), told.includes('missedMessages')]).toEqual([
      1,
      false,
      false,
    ]);
    expect(told).toContain('configuration');
    await bench.settle();
    await bench.settle();
    expect(marksIn(bench.takeAsked()).at(-1)).toBe('7');
    await bench.close();
  });

  it('asks while it hides, for what the service keeps and how contacts are, who are gone when they do not answer', async () => {
    let asked = 0;
    const bench = await SeatBench.begin({
      reached: '5',
      onArchiveAsked(asking, queryid) {
        asked += 1;
        // It stands there from the second question on.
        if (asked > 1) asking.receive(found(queryid, String(4 + asked), `said ${asked}`), own);
      },
    });
    const available = '<presence><show>away</show></presence>';
    const shown = (): readonly string[] => {
      const events = bench.takeEvents();
      const said = events.flatMap((event) =>
        event.kind === 'conference' ? event.updates.flatMap(({ kind }) => (/eceived/u.test(kind) ? [kind] : [])) : [],
      );
      return [...said, ...events.flatMap(({ kind }) => (kind === 'userPresence' ? [kind] : []))];
    };
    const probes = (): number => bench.takeSent().filter(({ attrs }) => attrs['type'] === 'probe').length;
    const pass = async (ms: number): Promise<void> => {
      bench.clock.advance(ms);
      bench.tick();
      for (let turn = 0; turn < 5; turn += 1) await bench.settle();
    };
    const state = (availability: number) =>
      ({ kind: 'publishSelfPresence', rid: '2', categories: [stateOf(availability)] }) as const;
    bench.receive(available, 'lee@example.com/x');
    shown();
    await pass(1_000);
    expect([asked, probes()]).toEqual([1, 0]);
    bench.submit(state(18_500));
    await pass(1_000);
    expect([asked, shown(), probes()]).toEqual([2, ['imSessionReceived'], 1]);
    bench.receive(available, 'lee@example.com/x');
    await pass(29_000);
    expect([asked, shown(), probes()]).toEqual([3, [], 0]);
    await pass(1_000);
    expect([shown(), probes()]).toEqual([[], 1]);
    await pass(30_000);
    expect([shown().includes('userPresence'), probes()]).toEqual([true, 1]);
    bench.submit(state(3_500));
    const before = asked;
    await pass(30_000);
    await pass(30_000);
    await pass(30_000);
    expect([asked - before, probes()]).toEqual([1, 1]);
    await bench.close();
  });

  describe('whose archive holds more than it is asked for at once', () => {
    const stored = (queryid: string): string => found(queryid, '0', '«0»').replace('lee@', 'kim@');
    /** Of messages with the ids from 6 on, so many at a time, and one with the id 0 after them, which has come live. */
    const archiveOf = (count: number, pageSize: number) => {
      const state = { asked: 0 };
      const ids = [...Array.from({ length: count }, (_, index) => String(6 + index)), '0'];
      const page = (question: XmlElement): readonly string[] => {
        const after = text(child(child(question, 'set', spaces.rsm) ?? question, 'after')) ?? '5';
        const from = ids.indexOf(after) + 1;
        return ids.slice(from, from + pageSize);
      };
      const options: BenchOptions = {
        reached: '5',
        onArchiveAsked(asking, queryid, _, question) {
          state.asked += 1;
          asking.receive(
            page(question)
              .map((id) => (id === '0' ? stored(queryid) : found(queryid, id, `«${id}»`)))
              .join(''),
            own,
          );
        },
        answers(payload) {
          if (payload.ns !== spaces.archive) return undefined;
          const last = page(payload).at(-1);
          const set = xml('set', { xmlns: spaces.rsm }, last === undefined ? [] : xml('last', {}, last));
          return xml('fin', { xmlns: spaces.archive, complete: last === '0' ? 'true' : 'false' }, set);
        },
      };
      return { state, ids, options };
    };
    const live = stored('')
      .replace(/.*(<message xmlns)/u, '$1')
      .replace(/<\/message>.*/u, `<stanza-id xmlns='${spaces.stanzaIds}' by='${own}' id='0'/></message>`);
    const turns = async (bench: SeatBench): Promise<void> => {
      for (let turn = 0; turn < 300; turn += 1) await bench.settle();
    };
    const bodies = (bench: SeatBench): readonly string[] => JSON.stringify(bench.takeEvents()).match(/«\d+»/gu) ?? [];

    it('passes over nothing of the rest, and is told all of it, once', async () => {
      const { ids, options } = archiveOf(250, 1);
      const bench = await SeatBench.begin(options);
      bench.receive(live, 'kim@example.com/x');
      const told = [...bodies(bench)];
      await turns(bench);
      expect([told.length, told.at(-1), marksIn(bench.takeAsked()).at(-1)]).toEqual([101, '«0»', '105']);
      bench.tick();
      await turns(bench);
      told.push(...bodies(bench));
      await turns(bench);
      expect([told.length, marksIn(bench.takeAsked()).at(-1)]).toEqual([201, '205']);
      bench.tick();
      await turns(bench);
      told.push(...bodies(bench));
      await turns(bench);
      expect(marksIn(bench.takeAsked()).at(-1)).toBe('0');
      expect([...told].sort()).toEqual(ids.map((id) => `«${id}»`).sort());
      bench.tick();
      await turns(bench);
      expect(bench.takeAsked()).toEqual([]);
      await bench.close();
    });

    it('is asked for the rest when the client has most of what came before', async () => {
      const { state, options } = archiveOf(20_000, 100);
      const bench = await SeatBench.begin(options);
      bench.receive(live, 'kim@example.com/x');
      expect(state.asked).toBe(100);
      bench.tick();
      await turns(bench);
      expect(state.asked).toBe(100);
      expect(bodies(bench)).toHaveLength(10_001);
      bench.tick();
      await turns(bench);
      expect(state.asked).toBe(200);
      await bench.close();
    });
  });

  describe('that nobody has begun before', () => {
    const dayMs = 24 * 3_600_000;
    const at = (days: number): string => new Date(Date.UTC(2009, 3, 2, 9) + days * dayMs).toISOString();
    const delay = (days: number, from = own): string =>
      `<delay xmlns='${spaces.delay}' from='${from}' stamp='${at(days)}'/>`;
    const place = (id: string): string => `<stanza-id xmlns='${spaces.stanzaIds}' by='${own}' id='${id}'/>`;
    const waiting = (id: string, days: number): string =>
      `<message type='chat' id='${id}'><body>«${id}»</body>${place(id)}${delay(days, 'example.com')}</message>`;
    type Kept = readonly [id: string, days: number, from?: string];

    /** An archive as a service keeps it, and what the service brings as soon as somebody is there. */
    const serviceOf = (kept: readonly Kept[], brings: readonly string[], failures = 0): BenchOptions => {
      let asked = 0;
      const isThere = (id: string): void => {
        if (!kept.some(([each]) => each === id)) throw new StanzaError('answered', 'item-not-found');
      };
      return {
        onArchiveAsked(asking, queryid, _, question) {
          asked += 1;
          if (asked === 1) for (const id of brings) asking.receive(waiting(id, -100), 'lee@example.com/x');
          if (asked <= failures) throw new StanzaError('late', '');
          const set = child(question, 'set', spaces.rsm) ?? question;
          const fields = children(child(question, 'x', spaces.form) ?? question, 'field');
          const end = fields.find(({ attrs }) => attrs['var'] === 'end');
          const [after, before] = [text(child(set, 'after')) ?? '', text(child(set, 'before')) ?? ''];
          for (const id of [after, before]) if (id !== '') isThere(id);
          const ids = kept.map(([id]) => id);
          const found = kept
            .slice(after === '' ? 0 : ids.indexOf(after) + 1, before === '' ? undefined : ids.indexOf(before))
            .filter(([, days]) => !end || at(days) <= (text(child(end, 'value')) ?? ''))
            .slice(child(set, 'before') ? -1 : 0);
          for (const [id, days, from = 'lee@example.com/x'] of found) {
            const message = `<message xmlns='jabber:client' from='${from}' type='chat' id='${id}'><body>«${id}»</body></message>`;
            const forwarded = `<forwarded xmlns='${spaces.forward}'>${delay(days)}${message}</forwarded>`;
            asking.receive(
              `<message><result xmlns='${spaces.archive}' queryid='${queryid}' id='${id}'>${forwarded}</result></message>`,
              own,
            );
          }
        },
      };
    };
    const phone = `${own}/phone`;
    const wordsIn = (bench: SeatBench): readonly string[] =>
      JSON.stringify(bench.takeEvents()).match(/(?<=«)\w(?=»)/gu) ?? [];

    it.each<[string, readonly Kept[], readonly string[], string, readonly string[]]>([
      [
        'all that waits',
        [
          ['a', -2],
          ['b', -1],
        ],
        ['a', 'b'],
        '',
        ['a', 'b'],
      ],
      [
        'what the service does not bring as well',
        [
          ['a', -2],
          ['b', -1],
        ],
        [],
        '',
        ['a', 'b'],
      ],
      [
        'nothing from before they last said something',
        [
          ['a', -3],
          ['b', -2, phone],
          ['c', -1],
        ],
        ['c'],
        'b',
        ['c'],
      ],
      [
        'nothing that is long ago',
        [
          ['a', -90],
          ['b', -31],
          ['c', -29],
        ],
        [],
        'b',
        ['c'],
      ],
      [
        'what is long ago, if it waits',
        [
          ['a', -90],
          ['b', -50],
          ['c', -31],
          ['d', -1],
        ],
        ['b', 'c', 'd'],
        'a',
        ['b', 'c', 'd'],
      ],
      [
        'what waits that the archive has no more',
        [
          ['b', -50],
          ['c', -1],
        ],
        ['a', 'c'],
        'b',
        ['c', 'a'],
      ],
      ['of an empty archive nothing', [], [], '', []],
    ])('is told %s', async (_, kept, brings, begins, told) => {
      const bench = await SeatBench.begin(serviceOf(kept, brings));
      expect(marksIn(bench.takeAsked())[0]).toBe(begins);
      expect(wordsIn(bench)).toEqual(told);
      await bench.settle();
      await bench.settle();
      await bench.close();
      const end = marksIn(bench.takeAsked()).at(-1) ?? begins;
      if (kept.length > 0) expect(end).toBe(kept.at(-1)?.[0]);
    });

    it.each([[['b']], [[]]])(
      'is told later what waits, if its archive cannot be asked before, whatever they say meanwhile: %j',
      async (brings) => {
        const kept = [
          ['a', -1],
          ['b', -1],
          ['c', 0, `${own}/desk`],
          ['d', 0],
        ] as const;
        const bench = await SeatBench.begin(serviceOf(kept, brings, 1));
        expect(wordsIn(bench)).toEqual(brings);
        bench.clock.advance(5_000);
        bench.tick();
        for (let turn = 0; turn < 20; turn += 1) await bench.settle();
        expect(marksIn(bench.takeAsked())[0]).toBe('');
        expect(wordsIn(bench)).toEqual(['a', 'b', 'd'].filter((id) => !brings.includes(id)));
        for (let turn = 0; turn < 5; turn += 1) await bench.settle();
        expect(marksIn(bench.takeAsked()).at(-1)).toBe('d');
        await bench.close();
      },
    );
  });

  it('on a service without an archive says so once, however long it hides', async () => {
    let asked = 0;
    const bench = await SeatBench.open({
      onArchiveAsked() {
        asked += 1;
        throw new StanzaError('answered', 'service-unavailable');
      },
    });
    bench.submit({ kind: 'publishSelfPresence', rid: '2', categories: [stateOf(18_500)] });
    for (let second = 0; second < 600; second += 1) {
      bench.clock.advance(1_000);
      bench.tick();
      await bench.settle();
    }
    expect([asked, bench.log.filter((line) => line.includes('archive')).length]).toEqual([3, 1]);
    await bench.close();
  });

  it.each([
    ['10 seconds', 3_500, 9_000, 1_000],
    ['half a minute, while it hides,', 18_500, 29_000, 1_000],
  ])('shows who has gone, %s after a stream that could not be resumed', async (_, availability, before, after) => {
    const bench = await SeatBench.open();
    bench.submit({ kind: 'publishSelfPresence', rid: '2', categories: [stateOf(availability)] });
    bench.receive('<presence><show>dnd</show></presence>', 'lee@example.com/x');
    bench.takeEvents();
    await bench.bindAnew([]);
    await bench.bindAnew([]);
    const shown = (): readonly string[] =>
      bench.takeEvents().flatMap((event) => (event.kind === 'userPresence' ? [JSON.stringify(event.users)] : []));
    bench.tick();
    bench.clock.advance(before);
    bench.tick();
    expect(shown()).toEqual([]);
    bench.clock.advance(after);
    bench.tick();
    const [users, ...more] = shown();
    expect(more).toEqual([]);
    expect(users).toContain('"availability":18500');
    await bench.close();
  });

  it('shows nothing of who is still there after such a stream', async () => {
    const bench = await SeatBench.open();
    const isThere = '<presence><show>dnd</show></presence>';
    bench.receive(isThere, 'lee@example.com/x');
    await bench.bindAnew([]);
    bench.takeEvents();
    bench.receive(isThere, 'lee@example.com/x');
    bench.clock.advance(20_000);
    bench.tick();
    expect(bench.takeEvents().filter(({ kind }) => kind === 'userPresence')).toEqual([]);
    await bench.close();
  });

  it('says once more what others are told, when the next stream could not be resumed either', async () => {
    const bench = await SeatBench.open();
    const asks = xml('presence', { to: 'kim@example.com', type: 'subscribe' });
    const first = bench.bindAnew([asks]);
    await bench.bindAnew([]);
    await first;
    const said = (): number => bench.takeSent().filter(({ attrs }) => attrs['type'] === 'subscribe').length;
    expect(said()).toBe(1);
    await bench.bindAnew([]);
    expect(said()).toBe(0);
    await bench.close();
  });

  it('is told all that an archive still has which knows the place of the mark no more', async () => {
    let asked = 0;
    const bench = await SeatBench.begin({
      reached: '5',
      onArchiveAsked(asking, queryid) {
        asked += 1;
        if (asked === 1) throw new StanzaError('answered', 'item-not-found');
        asking.receive(found(queryid, '6', 'after the clearing'), own);
      },
    });
    expect([asked, bench.lost, JSON.stringify(bench.takeEvents()).includes('after the clearing')]).toEqual([
      2,
      undefined,
      true,
    ]);
    await bench.close();
  });

  it('hears what a program says that counts its messages anew with each start, and what comes twice once', async () => {
    const bench = await SeatBench.open();
    const said = (words: string, place: string | undefined, resource = 'x'): number => {
      const placed = place === undefined ? '' : `<stanza-id xmlns='${spaces.stanzaIds}' by='${own}' id='${place}'/>`;
      const stanza = `<message type='chat' id='1'><body>${words}</body>${placed}</message>`;
      bench.receive(stanza, `lee@example.com/${resource}`);
      // What rings holds what comes after it.
      bench.submit({ kind: 'conference', rid: '2', confId: 1, action: { kind: 'acceptImSession' } });
      return JSON.stringify(bench.takeEvents()).split(words).length - 1;
    };
    expect(said('hello', '6')).toBe(1);
    // Once more from the archive, as the service tells it, and after a break.
    expect([said('hello', '6'), said('hello', undefined), said('hello', '7')]).toEqual([0, 0, 0]);
    expect([said('other words', '8'), said('hello', '9', 'y')]).toEqual([1, 1]);
    bench.clock.advance(6 * 60_000);
    expect([said('hello', '10'), said('hello', '11')]).toEqual([1, 0]);
    await bench.close();
  });

  it('does not put down that less was read than another has put down of which it knows nothing while it hides', async () => {
    const stored = { id: '5' };
    const bench = await SeatBench.open({
      reached: '5',
      answers: (payload, { type }) =>
        type === 'get' && children(payload, 'mark', spaces.mark).length > 0
          ? xml('query', { xmlns: spaces.private }, markAt(stored.id))
          : undefined,
      onArchiveAsked(asking, queryid) {
        if (stored.id !== '5') asking.receive(found(queryid, '6', 'while it hides'), own);
      },
    });
    bench.submit({ kind: 'publishSelfPresence', rid: '2', categories: [stateOf(18_500)] });
    stored.id = '8';
    bench.tick();
    for (let turn = 0; turn < 10; turn += 1) await bench.settle();
    expect(JSON.stringify(bench.takeEvents())).toContain('while it hides');
    for (let turn = 0; turn < 10; turn += 1) await bench.settle();
    const put = marksIn(bench.takeAsked()).filter((id) => id !== '5');
    expect(new Set(put)).toEqual(new Set(['8']));
    await bench.close();
  });

  it('shows whom else of the person the service tells of when it hides no more, and nobody of before', async () => {
    const bench = await SeatBench.open();
    const machines = (): number =>
      bench
        .takeEvents()
        .flatMap((event) =>
          event.kind === 'selfPresence' ? [JSON.stringify(event).split('machineState').length - 1] : [],
        )
        .at(-1) ?? 0;
    const other = `<presence><state xmlns='${spaces.state}' availability='3500' said='3500' at='0' machine='3500'/></presence>`;
    bench.receive(other, `${own}/desk2`);
    expect(machines()).toBe(2);
    bench.submit({ kind: 'publishSelfPresence', rid: '2', categories: [stateOf(18_500)] });
    expect(machines()).toBe(2);
    bench.submit({ kind: 'publishSelfPresence', rid: '3', categories: [stateOf(3_500)] });
    expect(machines()).toBe(1);
    await bench.close();
  });

  describe('to whom somebody writes with whom the person talks at another place', () => {
    const theirs = `<message type='chat' id='m1'><body>the answer</body><request xmlns='${spaces.receipts}'/><stanza-id xmlns='${spaces.stanzaIds}' by='${own}' id='6'/></message>`;
    const gateway = `<presence><state xmlns='${spaces.state}' availability='3500' said='3500' at='0' machine='3500'/></presence>`;
    const receipts = (sent: readonly XmlElement[]): number =>
      sent.filter((stanza) => holds(stanza, spaces.receipts)).length;
    /** What another session puts down: `reached`. */
    const withMark = async (presence: string, reached = { id: '5' }): Promise<SeatBench> => {
      const bench = await SeatBench.open({
        reached: '5',
        answers: (payload, { type }) =>
          type === 'get' && children(payload, 'mark', spaces.mark).length > 0
            ? xml('query', { xmlns: spaces.private }, markAt(reached.id))
            : undefined,
      });
      bench.receive(presence, `${own}/phone`);
      bench.receive(sentCarbon, own);
      bench.receive(theirs, 'lee@example.com/x');
      expect(JSON.stringify(bench.takeEvents())).not.toContain('the answer');
      await bench.settle();
      expect([receipts(bench.takeSent()), marksIn(bench.takeAsked()).includes('6')]).toEqual([0, false]);
      return bench;
    };
    const pass = async (bench: SeatBench, ms: number): Promise<readonly [boolean, number]> => {
      bench.clock.advance(ms);
      bench.tick();
      for (let turn = 0; turn < 10; turn += 1) await bench.settle();
      const told = JSON.stringify(bench.takeEvents()).includes('the answer');
      for (let turn = 0; turn < 10; turn += 1) await bench.settle();
      return [told, receipts(bench.takeSent())];
    };
    const isGone = "<presence type='unavailable'/>";

    it.each([
      ['a gateway of ours', gateway],
      ['another program', '<presence/>'],
    ])('tells it once that place is gone: %s', async (_, presence) => {
      const bench = await withMark(presence);
      bench.receive(isGone, `${own}/phone`);
      expect(await pass(bench, 1_000)).toEqual([true, 1]);
      bench.receive(theirs.replaceAll('m1', 'm2').replace("id='6'", "id='7'"), 'lee@example.com/x');
      expect((await pass(bench, 1_000))[1]).toBe(0);
      await bench.close();
    });

    it('tells it when no session has put down that it was read', async () => {
      const bench = await withMark(gateway);
      expect(await pass(bench, 20_000)).toEqual([false, 0]);
      expect(await pass(bench, 11_000)).toEqual([true, 1]);
      await bench.close();
    });

    it('tells it not, and confirms it not, when that was put down', async () => {
      const reached = { id: '5' };
      const bench = await withMark(gateway, reached);
      reached.id = '6';
      expect(await pass(bench, 31_000)).toEqual([false, 0]);
      expect(marksIn(bench.takeAsked()).at(-1)).toBe('6');
      bench.receive(isGone, `${own}/phone`);
      expect(await pass(bench, 60_000)).toEqual([false, 0]);
      await bench.close();
    });

    it.each([
      ['has answered there', sentCarbon],
      [
        'has confirmed it there',
        sentCarbon.replace('<body>told</body>', `<received xmlns='${spaces.receipts}' id='m1'/>`),
      ],
    ])('takes it for read where a program that puts nothing down %s', async (_, carbonOfIt) => {
      const bench = await withMark('<presence/>');
      expect(await pass(bench, 60_000)).toEqual([false, 0]);
      bench.receive(carbonOfIt, own);
      expect(await pass(bench, 1_000)).toEqual([false, 0]);
      expect(marksIn(bench.takeAsked()).at(-1)).toBe('6');
      bench.receive(isGone, `${own}/phone`);
      expect(await pass(bench, 60_000)).toEqual([false, 0]);
      await bench.close();
    });
  });

  it.each([
    ['a contact', `<message><x xmlns='${spaces.directInvitation}' jid='lee@example.com'/></message>`, mallory],
    [
      'whoever asks by their own address',
      `<message><x xmlns='${spaces.mucUser}'><invite from='lee@example.com/x'/></x></message>`,
      'lee@example.com/x',
    ],
  ])('takes nobody for a room: %s', async (_, invitation, from) => {
    const bench = await SeatBench.open();
    bench.receive(invitation, from);
    expect(bench.takeEvents()).toEqual([]);
    bench.receive('<presence><show>away</show></presence>', 'lee@example.com/phone');
    expect(bench.takeEvents().map(({ kind }) => kind)).toEqual(['userPresence']);
    await bench.close();
  });

  it('answers what others ask of the account’s own with a refusal', async () => {
    const bench = await SeatBench.open();
    bench.receive(push, mallory);
    expect(bench.takeSent()).toMatchObject([{ name: 'iq', attrs: { type: 'error', id: 'p1', to: mallory } }]);
    await bench.close();
  });

  it('bears every stanza that somebody else sends, whole', async () => {
    expect(await attackWithAll()).toBeUndefined();
  });

  it('bears them broken, huge and deep, and still hears who comes after', async () => {
    expect(await attackSeats(600, 1)).toBeUndefined();
  });
});
