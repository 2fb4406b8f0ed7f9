// Rooms as the service shows them to one session.
import { describe, expect, it } from 'vitest';
import { focusUriOf } from '../mapping/addresses';
import { spaces } from '../spaces';
import { children, text, xml, type XmlElement } from '../stream/element';
import { ns } from '../stream/namespaces';
import { StanzaError } from '../stream/stanza-error';
import { isAboutInvitation } from './stanzas';
import { pingEveryMs } from './room-state';
import { own, SeatBench, type BenchOptions } from '../testing/seat-bench';

const ours = 'talk-0123456789abcdef0123@conference.example.com';
const another = 'team@conference.example.com';

const presence = (who: string, affiliation: string, ...codes: readonly string[]): string =>
  `<presence${codes.includes('332') ? " type='unavailable'" : ''}><x xmlns='${spaces.mucUser}'><item affiliation='${affiliation}' role='moderator' jid='${who}'/>${codes.map((code) => `<status code='${code}'/>`).join('')}</x></presence>`;
const occupant = (id: string): string => (id === '' ? '' : `<occupant-id xmlns='${spaces.occupantIds}' id='${id}'/>`);
const archived = (queryid: string, words: string, nick: string, at: string, more = ''): string =>
  `<message><result xmlns='${spaces.archive}' queryid='${queryid}' id='a1'><forwarded xmlns='${spaces.forward}'><delay xmlns='${spaces.delay}' stamp='${at}'/><message xmlns='jabber:client' from='${ours}/${nick}' type='groupchat' id='a1'>${more}<body>${words}</body></message></forwarded></result></message>`;
const self = presence(`${own}/desk`, 'owner', '110');
const goes = `<presence type='unavailable'><x xmlns='${spaces.mucUser}'><item affiliation='none' role='none'/></x></presence>`;

/** What a room says of itself that a gateway has set up. */
const saysOfItself = (...features: readonly string[]): XmlElement =>
  xml(
    'query',
    { xmlns: spaces.discoInfo },
    ['muc_persistent', ...features].map((each) => xml('feature', { var: each })),
  );
const kept = saysOfItself();
const saysKept = (payload: XmlElement): XmlElement | undefined => (payload.ns === spaces.discoInfo ? kept : undefined);
const invitationTo = (room: string): string =>
  `<message id='i1'><x xmlns='${spaces.directInvitation}' jid='${room}'/><invitation xmlns='${spaces.invitation}'/></message>`;

/** In the room, with those of the nicks. */
async function inRoom(room: string, ...nicks: readonly string[]): Promise<SeatBench> {
  return inRoomThat({ answers: saysKept }, room, ...nicks);
}

async function inRoomThat(options: BenchOptions, room: string, ...nicks: readonly string[]): Promise<SeatBench> {
  const bench = await SeatBench.open(options);
  bench.receive(`<message><x xmlns='${spaces.directInvitation}' jid='${room}'/></message>`, 'lee@example.com/x');
  bench.submit({ kind: 'conference', rid: '2', confId: 1, action: { kind: 'acceptImSession' } });
  for (const nick of nicks) bench.receive(presence(`${nick}@example.com/x`, 'none'), `${room}/${nick}`);
  bench.receive(self, `${room}/dana`);
  await bench.settle();
  bench.takeEvents();
  bench.takeSent();
  bench.takeAsked();
  return bench;
}

const isDestruction = (payload: XmlElement): boolean =>
  payload.ns === spaces.mucOwner && children(payload, 'destroy').length > 0;

/** What leaving comes to: whether it is asked to be taken away, and how often the room is told that we go out. */
async function leave(
  bench: SeatBench,
  room: string,
  isLast = true,
): Promise<readonly [isTakenAway: boolean, goodbyes: number]> {
  bench.submit({ kind: 'conference', rid: '3', confId: 1, action: { kind: 'terminateImSession' } });
  await bench.settle();
  const goodbyes = bench
    .takeSent()
    .filter(({ attrs: { to, type } }) => type === 'unavailable' && to === `${room}/dana`);
  const isTakenAway = bench.takeAsked().some(isDestruction);
  if (isLast) await bench.close();
  return [isTakenAway, goodbyes.length];
}

describe('a room', () => {
  it('is taken away by the last owner who leaves, or left where that cannot be', async () => {
    expect(await leave(await inRoom(ours), ours)).toEqual([true, 1]);
    expect(await leave(await inRoom(ours, 'lee'), ours)).toEqual([false, 1]);
  });

  it('is not taken away while it is entered once more: somebody may be in it', async () => {
    const bench = await inRoom(ours, 'lee');
    bench.receive(presence(`${own}/desk`, 'owner', '110', '332'), `${ours}/dana`);
    expect(await leave(bench, ours)).toEqual([false, 1]);
  });

  it('that no gateway has made is left as it is, whoever owns it', async () => {
    expect(await leave(await inRoom(another), another)).toEqual([false, 1]);
  });

  it.each([
    ['nothing was said for long', '1960-01-01T00:00:00Z', [ours]],
    ['something was said lately', '2009-04-02T00:00:00Z', []],
    ['it is not known when something was said', 'once', []],
  ])('that was left behind is taken away where a gateway has made it: %s', async (_, at, expected) => {
    const old = { from: '1960-01-01T00:00:00Z', settled: '1960-01-01T00:00:00Z', owner: 'true' };
    const rooms = xml(
      'rooms',
      { xmlns: spaces.rooms },
      [another, ours].map((jid) => xml('room', { jid, ...old })),
    );
    const field = xml('field', { var: 'muc#roominfo_occupants' }, xml('value', {}, '0'));
    const info = xml('query', { xmlns: spaces.discoInfo }, xml('x', { xmlns: spaces.form }, field));
    const destroyed: (string | undefined)[] = [];
    const bench = await SeatBench.begin({
      answers(payload, { to }) {
        if (isDestruction(payload)) destroyed.push(to);
        if (payload.ns === spaces.discoInfo) return info;
        const isOfRooms = children(payload, 'rooms', spaces.rooms).length > 0;
        return isOfRooms ? xml('query', { xmlns: spaces.private }, rooms) : undefined;
      },
      onArchiveAsked(asking, queryid, of) {
        if (of === ours) asking.receive(archived(queryid, 'words', 'lee', at), ours);
      },
    });
    for (let turn = 0; turn < 10; turn += 1) await bench.settle();
    expect(destroyed).toEqual(expected);
    await bench.close();
  });

  it.each([
    ['somebody else', (): void => undefined, '1'],
    ['its owner', (bench: SeatBench) => bench.receive(invitationTo(ours), 'lee@example.com/x'), '0'],
  ])('is not taken away under who has come back while its archive was asked: %s', async (_, come, people) => {
    const old = { from: '1960-01-01T00:00:00Z', settled: '1960-01-01T00:00:00Z', owner: 'true' };
    let [occupants, isDestroyed] = ['0', false];
    const bench = await SeatBench.begin({
      answers(payload) {
        isDestroyed ||= isDestruction(payload);
        const field = xml('field', { var: 'muc#roominfo_occupants' }, xml('value', {}, occupants));
        if (payload.ns === spaces.discoInfo)
          return xml('query', { xmlns: spaces.discoInfo }, xml('x', { xmlns: spaces.form }, field));
        const isOfRooms = children(payload, 'rooms', spaces.rooms).length > 0;
        const rooms = xml('rooms', { xmlns: spaces.rooms }, xml('room', { jid: ours, ...old }));
        return isOfRooms ? xml('query', { xmlns: spaces.private }, rooms) : undefined;
      },
      onArchiveAsked(asking, _queryid, of) {
        if (of !== ours) return;
        occupants = people;
        come(asking);
      },
    });
    for (let turn = 0; turn < 10; turn += 1) await bench.settle();
    expect(isDestroyed).toBe(false);
    await bench.close();
  });

  it.each([
    ['another session of the account is in it too', 'dana-2', own, [false, ours]],
    ['nobody else is', undefined, own, [true, undefined]],
    ['others are', 'lee', 'lee@example.com', [false, undefined]],
  ])('that is left is as it was for who is in it: %s', async (_, nick, bare, expected) => {
    let stored: XmlElement | undefined;
    const bench = await inRoomThat(
      {
        answers(payload, { type }) {
          const [rooms] = children(payload, 'rooms', spaces.rooms);
          if (!rooms) return saysKept(payload);
          if (type === 'set') stored = rooms;
          return xml('query', { xmlns: spaces.private }, stored);
        },
      },
      ours,
    );
    if (nick !== undefined) bench.receive(presence(`${bare}/x`, 'owner'), `${ours}/${nick}`);
    expect(stored && children(stored).map(({ attrs }) => attrs['jid'])).toEqual([ours]);
    const [isTakenAway] = await leave(bench, ours);
    const left = stored && children(stored).map(({ attrs }) => attrs['jid']);
    expect([isTakenAway, left?.[0]]).toEqual(expected);
  });

  const named = (jid: string): string => `<x xmlns='${spaces.mucUser}'><item jid='${jid}'/></x>`;
  const stranger = 'sip:lee@conference.example.com';
  const kim = 'kim@example.com';
  const kimUri = `sip:${kim}`;
  it.each([
    ['by the address that the archive has', ['muc_nonanonymous'], named(kim), kimUri],
    ['by the id that the room has given them', [spaces.occupantIds], occupant('id-of-kim'), kimUri],
    ['by nobody where the room does not tell', ['muc_nonanonymous'], '', stranger],
    ['not by what somebody says where others see no addresses', ['muc_semianonymous'], named(own), stranger],
    ['not by what contradicts the archive', ['muc_nonanonymous'], named('boss@example.com') + named(kim), stranger],
    ['not by an id where the room gives none', ['muc_nonanonymous'], occupant('id-of-kim'), stranger],
  ])(
    'tells who said something who has gone, though somebody else has their nick: %s',
    async (_, says, by, expected) => {
      let isLater = false;
      const info = saysOfItself(...says);
      const bench = await inRoomThat(
        {
          answers: (payload) =>
            payload.ns === spaces.ping ? payload : payload.ns === spaces.discoInfo ? info : undefined,
          onArchiveAsked(asking, queryid, of) {
            if (of === ours && isLater)
              asking.receive(archived(queryid, 'old words', 'lee', '2009-04-02T08:59:59Z', by), ours);
          },
        },
        ours,
      );
      // Whoever is kim now was lee, and lee is somebody else.
      bench.receive(
        presence('kim@example.com/x', 'none').replace('</presence>', `${occupant('id-of-kim')}</presence>`),
        `${ours}/kim`,
      );
      bench.receive(presence('lee@example.com/x', 'none'), `${ours}/lee`);
      isLater = true;
      bench.clock.advance(pingEveryMs);
      bench.tick();
      await bench.settle();
      await bench.settle();
      await bench.settle();
      expect(bench.takeSaid()).toEqual([['old words', expected]]);
      await bench.close();
    },
  );

  const failed = new StanzaError('answered', 'internal-server-error');
  it.each([
    ['the archive has failed, and answers later', [spaces.archive], failed, 1, [['old', 'sip:lee@example.com']], []],
    ['it answers too late', [spaces.archive], new StanzaError('late', ''), 1, [['old', 'sip:lee@example.com']], []],
    ['it never answers', [spaces.archive], failed, 9, [['old', stranger]], []],
    ['there is none', [], new StanzaError('answered', 'service-unavailable'), 9, [], [['old', stranger]]],
  ])(
    'has what it tells those who come in told as theirs who have said it, once: %s',
    async (_, features, error, failures, later, atOnce) => {
      let left = -1;
      const info = saysOfItself('muc_nonanonymous', ...features);
      const bench = await inRoomThat(
        {
          answers: ({ ns }) => (ns === spaces.discoInfo ? info : undefined),
          onArchiveAsked(asking, queryid, of) {
            if (of !== ours || left < 0) return;
            left -= 1;
            if (left >= 0) throw error;
            left = 0;
            asking.receive(archived(queryid, 'old', 'lee', '2009-04-02T09:00:00Z', named('lee@example.com')), ours);
          },
        },
        ours,
        'lee',
      );
      left = failures;
      await bench.bindAnew([]);
      bench.receive(presence('lee@example.com/x', 'none'), `${ours}/lee`);
      bench.receive(self, `${ours}/dana`);
      const delay = `<delay xmlns='${spaces.delay}' from='${ours}' stamp='2009-04-02T09:00:00Z'/>`;
      bench.receive(`<message type='groupchat' id='a1'><body>old</body>${delay}</message>`, `${ours}/lee`);
      bench.receive(`<message type='groupchat' id='b1'><body>new</body></message>`, `${ours}/lee`);
      const pass = async (ms: number): Promise<void> => {
        bench.clock.advance(ms);
        bench.tick();
        for (let turn = 0; turn < 5; turn += 1) await bench.settle();
      };
      await pass(0);
      expect(bench.takeSaid()).toEqual([...atOnce, ['new', 'sip:lee@example.com']]);
      for (const ms of [4_000, 1_000, 15_000, 60_000, 300_000]) await pass(ms);
      expect(bench.takeSaid()).toEqual(later);
      await bench.close();
    },
  );

  it.each([
    ['somebody else', named('boss@example.com')],
    ['whoever hears it', named(own)],
    ['somebody whose id they have seen', occupant('id-of-boss')],
  ])('has nobody speak for others, whatever they put into a message: %s', async (_, lie) => {
    const info = saysOfItself('muc_nonanonymous');
    const answers = ({ ns }: XmlElement): XmlElement | undefined => (ns === spaces.discoInfo ? info : undefined);
    const room = await inRoomThat({ answers }, ours, 'mallory');
    room.receive(
      presence('boss@example.com/x', 'none').replace('</presence>', `${occupant('id-of-boss')}</presence>`),
      `${ours}/boss`,
    );
    const old = `<delay xmlns='${spaces.delay}' stamp='2009-04-02T08:59:59Z'/>`;
    room.receive(`<message type='groupchat' id='1'><body>now</body>${lie}</message>`, `${ours}/mallory`);
    room.receive(`<message type='groupchat' id='2'><body>old</body>${old}${lie}</message>`, `${ours}/mallory`);
    expect(room.takeSaid()).toEqual([
      ['now', 'sip:mallory@example.com'],
      ['old', 'sip:mallory@conference.example.com'],
    ]);
    await room.close();
  });

  it('has what was said here only when it tells it back itself', async () => {
    const bench = await inRoom(ours, 'mallory');
    bench.submit({
      ...{ kind: 'conference', rid: '3', confId: 1 },
      action: { kind: 'sendMessage', message: { content: 'hi' } },
    });
    const [said] = bench.takeSent().filter(({ name }) => name === 'message');
    const echo = `<message type='groupchat' id='${said?.attrs['id']}'><body>hi</body></message>`;
    const isDone = (): boolean => bench.takeEvents().some(({ kind }) => kind === 'requestSucceeded');
    bench.receive(echo, `${ours}/mallory`);
    expect(isDone()).toBe(false);
    bench.receive(echo, `${ours}/dana`);
    expect(isDone()).toBe(true);
    await bench.close();
  });

  it.each([
    ['the room', ours, true],
    ['somebody in it', `${ours}/mallory`, false],
    ['somebody elsewhere', 'mallory@example.org/x', false],
  ])('asks somebody in for another one only by itself: %s', async (_, from, isAsked) => {
    const bench = await SeatBench.open();
    bench.receive(`<message><x xmlns='${spaces.mucUser}'><invite from='boss@example.com'/></x></message>`, from);
    expect(JSON.stringify(bench.takeEvents()).includes('boss@example.com')).toBe(isAsked);
    await bench.close();
  });

  it.each([
    ['is one', kept, true],
    ['was just made for somebody else who came too late', xml('query', { xmlns: spaces.discoInfo }), false],
  ])('is entered for good where it %s', async (_, info, isIn) => {
    const bench = await SeatBench.open({ answers: (payload) => (payload.ns === spaces.discoInfo ? info : undefined) });
    bench.receive(invitationTo(ours), 'lee@example.com/x');
    bench.submit({ kind: 'conference', rid: '2', confId: 1, action: { kind: 'acceptImSession' } });
    bench.receive(presence('mei@example.com/x', 'none'), `${ours}/mei`);
    bench.receive(presence(`${own}/desk`, 'none', '110'), `${ours}/dana`);
    await bench.settle();
    const told = bench.takeEvents();
    expect(told.some(({ kind }) => kind === 'requestSucceeded')).toBe(isIn);
    expect(told.some(({ kind }) => kind === 'requestFailed')).toBe(!isIn);
    const isOut = bench
      .takeSent()
      .some(({ attrs }) => attrs['type'] === 'unavailable' && attrs['to'] === `${ours}/dana`);
    expect(isOut).toBe(!isIn);
    await bench.close();
  });

  it('is asked for what was said a while before the place that its mark has', async () => {
    const settled = Date.parse('2009-04-02T08:00:00Z');
    const at = { from: '2009-04-02T07:00:00Z', settled: new Date(settled).toISOString() };
    const marks = xml('rooms', { xmlns: spaces.rooms }, xml('room', { jid: ours, ...at }));
    const bench = await SeatBench.open({
      answers(payload) {
        const isOfRooms = children(payload, 'rooms', spaces.rooms).length > 0;
        return isOfRooms ? xml('query', { xmlns: spaces.private }, marks) : saysKept(payload);
      },
    });
    bench.receive(invitationTo(ours), 'lee@example.com/x');
    bench.submit({ kind: 'conference', rid: '2', confId: 1, action: { kind: 'acceptImSession' } });
    bench.receive(self, `${ours}/dana`);
    await bench.settle();
    const starts = bench
      .takeAsked()
      .filter((payload) => payload.ns === spaces.archive)
      .flatMap((query) => children(query, 'x', spaces.form).flatMap((form) => children(form, 'field')))
      .filter(({ attrs }) => attrs['var'] === 'start')
      .map((field) => text(children(field, 'value')[0]));
    expect(starts).toEqual([new Date(settled - 3 * pingEveryMs).toISOString()]);
    await bench.close();
  });

  it('whose archive brings less at once than there is has all of it heard, in order and once', async () => {
    const at = (index: number): number => Date.parse('2009-04-02T09:00:01Z') + index * 100;
    const all: string[] = [];
    const marks: number[] = [];
    /** A page has one. */
    const pageOf = (query: XmlElement): string | undefined => {
      const fields = children(query, 'x', spaces.form).flatMap((form) => children(form, 'field'));
      const start = text(
        fields.flatMap((field) => (field.attrs['var'] === 'start' ? children(field, 'value') : []))[0],
      );
      const after = text(children(query, 'set', spaces.rsm).flatMap((set) => children(set, 'after'))[0]);
      return all.find(
        (each) => at(Number(each)) >= Date.parse(start ?? '') && (after === undefined || Number(each) > Number(after)),
      );
    };
    const bench = await inRoomThat(
      {
        onArchiveAsked(asking, queryid, of, question) {
          const index = of === ours ? pageOf(question) : undefined;
          if (index === undefined) return;
          const said = archived(queryid, `«${index}»`, 'lee', new Date(at(Number(index))).toISOString());
          asking.receive(said.replaceAll("id='a1'", `id='${index}'`), ours);
        },
        answers(payload, { to, type }) {
          const rooms = type === 'set' ? children(payload, 'rooms', spaces.rooms) : [];
          marks.push(...rooms.flatMap((each) => children(each)).map(({ attrs }) => Date.parse(attrs['settled'] ?? '')));
          if (payload.ns === spaces.ping) return payload;
          if (payload.ns !== spaces.archive || to !== ours) return saysKept(payload);
          const last = pageOf(payload);
          const set = xml('set', { xmlns: spaces.rsm }, last === undefined ? [] : xml('last', {}, last));
          return xml('fin', { xmlns: spaces.archive, complete: last === undefined ? 'true' : 'false' }, set);
        },
      },
      ours,
      'lee',
    );
    all.push(...Array.from({ length: 250 }, (_, index) => String(index)));
    bench.clock.advance(2 * pingEveryMs);
    const told: string[] = [];
    for (const count of [100, 200, 250, 250]) {
      bench.tick();
      for (let turn = 0; turn < 5; turn += 1) await bench.settle();
      told.push(...(JSON.stringify(bench.takeEvents()).match(/«\d+»/gu) ?? []));
      expect(told).toHaveLength(count);
      // What is not read yet is not settled.
      if (count < all.length) expect(marks.at(-1)).toBeLessThan(at(count));
    }
    expect(told).toEqual(all.map((index) => `«${index}»`));
    await bench.close();
  });

  it('asks again on a new stream whom the old one may not have reached, who is asked once', async () => {
    const bench = await SeatBench.open();
    bench.receive(invitationTo(ours), 'lee@example.com/x');
    bench.submit({ kind: 'conference', rid: '2', confId: 1, action: { kind: 'terminateImSession' } });
    bench.takeEvents();
    const refusal = bench.takeSent().filter(isAboutInvitation);
    bench.receive(invitationTo(ours), 'lee@example.com/x');
    expect(bench.takeEvents()).toEqual([]);
    bench.receive(invitationTo(ours).replace('i1', 'i2'), 'lee@example.com/x');
    expect(JSON.stringify(bench.takeEvents())).toContain('imSessionReceived');
    const chat = xml('message', { to: 'lee@example.com', id: 'm1' }, xml('body', {}, 'hi'));
    await bench.bindAnew([...refusal, chat]);
    expect(bench.takeSent().filter(({ name }) => name === 'message')).toEqual(refusal);
    expect(refusal).toHaveLength(1);
    await bench.close();
  });

  const wait = (condition: string): string =>
    `<presence type='error'><error type='wait'><${condition} xmlns='${ns.stanzaError}'/></error></presence>`;
  const isPutOut = (bench: SeatBench): boolean => JSON.stringify(bench.takeEvents()).includes('participantRemoved');
  const comings = (bench: SeatBench): number =>
    bench.takeSent().filter(({ name, attrs }) => name === 'presence' && attrs['to'] === `${ours}/dana`).length;

  it.each([
    ...['resource-constraint', 'internal-server-error', 'remote-server-timeout', 'service-unavailable'],
    'item-not-found',
  ])('is come back to for as long as the service is not: %s', async (condition) => {
    const bench = await inRoomThat({ answers: saysKept }, ours);
    await bench.bindAnew([]);
    expect(comings(bench)).toBe(1);
    bench.receive(wait(condition), `${ours}/dana`);
    expect(isPutOut(bench)).toBe(false);
    bench.clock.advance(pingEveryMs);
    bench.tick();
    expect(comings(bench)).toBe(1);
    bench.receive(self, `${ours}/dana`);
    // Out for good now, and by its own word.
    bench.receive(wait('forbidden'), `${ours}/dana`);
    expect(isPutOut(bench)).toBe(true);
    await bench.close();
  });

  it('is come back to where it has to be set up anew and that has failed', async () => {
    let hasSetup = false;
    const bench = await inRoomThat(
      {
        answers(payload) {
          if (payload.ns === spaces.mucOwner && !hasSetup) throw new StanzaError('answered', 'internal-server-error');
          return saysKept(payload);
        },
      },
      ours,
    );
    await bench.bindAnew([]);
    bench.receive(presence(`${own}/desk`, 'owner', '110', '201'), `${ours}/dana`);
    await bench.settle();
    expect(JSON.stringify(bench.takeEvents())).not.toContain('terminated');
    bench.takeSent();
    hasSetup = true;
    bench.clock.advance(pingEveryMs);
    bench.tick();
    expect(comings(bench)).toBe(1);
    await bench.close();
  });

  it('is entered at once on a new stream, also where it was being entered on the old one', async () => {
    const bench = await inRoom(ours);
    await bench.bindAnew([]);
    expect(comings(bench)).toBe(1);
    await bench.bindAnew([]);
    expect(comings(bench)).toBe(1);
    await bench.close();
  });

  /** Says it; returns the id under which it goes out. */
  const say = (bench: SeatBench, rid: string, content: string): string => {
    bench.submit({ kind: 'conference', rid, confId: 1, action: { kind: 'sendMessage', message: { content } } });
    return wordsOf(bench)[0] ?? '';
  };
  const wordsOf = (bench: SeatBench): readonly string[] =>
    bench.takeSent().flatMap(({ name, attrs }) => (name === 'message' ? [attrs['id'] ?? ''] : []));

  it.each([
    ['it has it', true, []],
    ['it does not have it', false, ['hi']],
  ])('is told again after a new stream what it may not have, before anything new: %s', async (_, hasIt, expected) => {
    let id = '';
    const bench = await inRoomThat(
      {
        answers: saysKept,
        onArchiveAsked(asking, queryid, of) {
          if (of !== ours || id === '' || !hasIt) return;
          const origin = `<origin-id xmlns='${spaces.stanzaIds}' id='${id}'/>`;
          asking.receive(archived(queryid, 'hi', 'dana', '2009-04-02T09:00:00Z', origin), ours);
        },
      },
      ours,
    );
    id = say(bench, '5', 'hi');
    await bench.bindAnew([]);
    // Long after it would be said again by itself.
    bench.clock.advance(10_000);
    bench.tick();
    expect(wordsOf(bench)).toEqual([]);
    bench.receive(self, `${ours}/dana`);
    // And while its archive is being asked.
    bench.clock.advance(10_000);
    bench.tick();
    expect(wordsOf(bench)).toEqual([]);
    expect(say(bench, '6', 'later')).toBe('');
    for (let turn = 0; turn < 5; turn += 1) await bench.settle();
    const said = bench.takeSent().filter(({ name }) => name === 'message');
    expect(said.map((stanza) => text(children(stanza, 'body')[0]))).toEqual([...expected, 'later']);
    expect(said.slice(0, -1).map(({ attrs }) => attrs['id'])).toEqual(expected.map(() => id));
    // Nothing is in doubt any more.
    expect(say(bench, '7', 'now')).not.toBe('');
    await bench.close();
  });

  it.each([
    ['they were lost to it', (bench: SeatBench) => bench.receive(goes, `${ours}/lee`)],
    [
      'they were not there when it was entered once more',
      async (bench: SeatBench) => {
        await bench.bindAnew([]);
        bench.receive(self, `${ours}/dana`);
        for (let turn = 0; turn < 5; turn += 1) await bench.settle();
      },
    ],
  ])('has what somebody has said elsewhere in it told before what they say when they are back: %s', async (_, lose) => {
    let isBack = false;
    const info = saysOfItself('muc_nonanonymous', spaces.archive);
    const bench = await inRoomThat(
      {
        answers: ({ ns }) => (ns === spaces.discoInfo ? info : undefined),
        onArchiveAsked(asking, queryid, of) {
          if (of === ours && isBack)
            asking.receive(archived(queryid, 'old', 'lee', '2009-04-02T09:00:00Z', named('lee@example.com')), ours);
        },
      },
      ours,
      'lee',
    );
    await lose(bench);
    isBack = true;
    bench.receive(presence('lee@example.com/x', 'none'), `${ours}/lee`);
    bench.receive(`<message type='groupchat' id='b1'><body>new</body></message>`, `${ours}/lee`);
    for (let turn = 0; turn < 5; turn += 1) await bench.settle();
    expect(bench.takeSaid().map(([words]) => words)).toEqual(['old', 'new']);
    await bench.close();
  });

  it('is told once what is said when it has been entered once more and nothing is in doubt', async () => {
    const bench = await inRoomThat({ answers: saysKept }, ours);
    await bench.bindAnew([]);
    bench.receive(self, `${ours}/dana`);
    bench.clock.advance(1);
    expect(say(bench, '5', 'one')).not.toBe('');
    for (let turn = 0; turn < 5; turn += 1) await bench.settle();
    expect(wordsOf(bench)).toEqual([]);
    await bench.close();
  });

  it('is told what is said while it is entered once more, and nothing past that, when it has been', async () => {
    const bench = await inRoomThat({ answers: saysKept }, ours);
    await bench.bindAnew([]);
    expect(say(bench, '5', 'one')).toBe('');
    bench.receive(self, `${ours}/dana`);
    expect(say(bench, '6', 'two')).toBe('');
    for (let turn = 0; turn < 5; turn += 1) await bench.settle();
    const said = bench.takeSent().filter(({ name }) => name === 'message');
    expect(said.map((stanza) => text(children(stanza, 'body')[0]))).toEqual(['one', 'two']);
    await bench.close();
  });

  const fatesOf = (bench: SeatBench, rid: string): readonly string[] =>
    bench.takeEvents().flatMap((event) => ('rid' in event && event.rid === rid ? [event.kind] : []));
  const told = (id: string): string => `<message type='groupchat' id='${id}'><body>bye</body></message>`;
  const bounced = (id: string): string =>
    `<message type='error' id='${id}'><error type='cancel'><not-acceptable xmlns='${ns.stanzaError}'/></error></message>`;

  it.each([
    ['the room tells it back', told, `${ours}/dana`, ['requestSucceeded'], []],
    ['it comes back', bounced, ours, ['requestFailed'], []],
    ['somebody else says so', told, `${ours}/mallory`, [], ['requestFailed']],
    ['somebody else lets it come back', bounced, `${ours}/mallory`, [], ['requestFailed']],
    ['nothing comes', undefined, '', [], ['requestFailed']],
  ])('answers for what was said just before it was left: %s', async (_, comes, from, soon, late) => {
    const bench = await inRoom(ours, 'mallory');
    const id = say(bench, '5', 'bye');
    await leave(bench, ours, false);
    bench.takeEvents();
    if (comes) bench.receive(comes(id), from);
    bench.tick();
    expect(fatesOf(bench, '5')).toEqual(soon);
    expect(bench.isCalm).toBe(soon.length > 0);
    bench.clock.advance(10_000);
    bench.tick();
    expect(fatesOf(bench, '5')).toEqual(late);
    expect(bench.isCalm).toBe(true);
    await bench.close();
  });

  it.each([
    [
      'put out of it',
      presence(`${own}/desk`, 'none', '110', '307').replace('<presence>', "<presence type='unavailable'>"),
    ],
    [
      'destroyed',
      `<presence type='unavailable'><x xmlns='${spaces.mucUser}'><item/><destroy/><status code='110'/></x></presence>`,
    ],
  ])('answers for what was said just before it was over: %s', async (_, end) => {
    const bench = await inRoom(ours, 'lee');
    say(bench, '5', 'bye');
    bench.receive(end, `${ours}/dana`);
    bench.clock.advance(10_000);
    bench.tick();
    expect(fatesOf(bench, '5')).toEqual(['requestFailed']);
    expect(bench.isCalm).toBe(true);
    await bench.close();
  });

  it('answers for what was said just before it was left, though it has been entered since', async () => {
    const bench = await inRoom(ours, 'lee');
    const id = say(bench, '5', 'bye');
    await leave(bench, ours, false);
    bench.receive(invitationTo(ours), 'lee@example.com/x');
    bench.submit({ kind: 'conference', rid: '6', confId: 2, action: { kind: 'acceptImSession' } });
    bench.receive(self, `${ours}/dana`);
    bench.takeEvents();
    bench.receive(told(id), `${ours}/dana`);
    expect(fatesOf(bench, '5')).toEqual(['requestSucceeded']);
    await bench.close();
  });

  it('answers whoever was on the way into it and has taken another door', async () => {
    const bench = await SeatBench.open({ answers: saysKept });
    for (const rid of ['2', '3'])
      bench.submit({
        ...{ kind: 'conference', rid, confId: 0 },
        action: { kind: 'initiateImSession', uris: [focusUriOf(ours) ?? ''], message: { content: 'hi' } },
      });
    bench.receive(self, `${ours}/dana`);
    await bench.settle();
    const events = bench.takeEvents();
    const fates = events.flatMap((event) =>
      event.kind === 'requestFailed' || event.kind === 'requestSucceeded' ? [[event.rid, event.kind]] : [],
    );
    expect(fates).toEqual([
      ['2', 'requestFailed'],
      ['3', 'requestSucceeded'],
    ]);
    await bench.close();
  });

  it('answers for what waited for it to come about', async () => {
    const bench = await SeatBench.open({ answers: saysKept });
    bench.receive(invitationTo(ours), 'lee@example.com/x');
    bench.submit({ kind: 'conference', rid: '2', confId: 1, action: { kind: 'acceptImSession' } });
    say(bench, '5', 'hi');
    bench.submit({ kind: 'conference', rid: '3', confId: 1, action: { kind: 'terminateImSession' } });
    expect(fatesOf(bench, '5')).toEqual(['requestFailed']);
    await bench.close();
  });

  const whisper = `<message type='chat' id='p1'><x xmlns='${spaces.mucUser}'/><body>psst</body></message>`;
  const service = (features: readonly string[]): BenchOptions => ({
    answers: (payload) => (payload.ns === spaces.discoInfo ? saysOfItself(...features) : undefined),
  });

  it('has what is said in it to us alone said by the person, to whom the answer goes', async () => {
    const bench = await inRoomThat(service(['muc_nonanonymous']), another, 'mallory', 'kim');
    for (const nick of ['mallory', 'kim']) bench.receive(whisper, `${another}/${nick}`);
    const rings = bench.takeEvents().flatMap((event) => (event.kind === 'conference' ? event.updates : []));
    const inviters = rings.flatMap((each) => (each.kind === 'imSessionReceived' ? [each.inviter.uri] : []));
    expect(inviters).toEqual(['sip:mallory@example.com', 'sip:kim@example.com']);
    bench.submit({ kind: 'conference', rid: '3', confId: 3, action: { kind: 'acceptImSession' } });
    bench.takeSent();
    bench.submit({
      kind: 'conference',
      rid: '4',
      confId: 3,
      action: { kind: 'sendMessage', message: { content: 'hm' } },
    });
    expect(bench.takeSent().map(({ attrs }) => attrs['to'])).toEqual(['kim@example.com']);
    await bench.close();
  });

  it.each([
    ['that does not show who is in it', another, []],
    ['of another service, which could name anybody', 'team@conference.example.org', ['muc_nonanonymous']],
  ])('has what is said to us alone refused, and never told as its own: one %s', async (_, room, features) => {
    const bench = await inRoomThat(service(features), room, 'mallory');
    bench.receive(whisper, `${room}/mallory`);
    expect(bench.takeEvents()).toEqual([]);
    const [refusal, ...more] = bench.takeSent();
    expect(refusal?.attrs).toMatchObject({ type: 'error', to: `${room}/mallory`, id: 'p1' });
    expect(more).toEqual([]);
    await bench.close();
  });

  it('that we are not in whispers nothing, and a contact is heard whatever they write', async () => {
    const bench = await SeatBench.open();
    bench.receive(whisper, `${another}/mallory`);
    expect(bench.takeEvents()).toEqual([]);
    expect(bench.takeSent().map(({ attrs }) => attrs['type'])).toEqual(['error']);
    bench.receive(whisper, 'lee@example.com/x');
    expect(JSON.stringify(bench.takeEvents())).toContain('psst');
    await bench.close();
  });

  it.each([
    ['another’s words', 'kim', 'come in', ['come in', 'the truth']],
    ['what the inviter says there', 'lee', 'come in', ['come in', 'the truth']],
    ['what the inviter has said with it', 'lee', 'the truth', ['the truth']],
  ])('has all of it told that an invitation names: %s', async (_, speaker, words, told) => {
    const bench = await SeatBench.open({
      answers: (payload) => (payload.ns === spaces.discoInfo ? saysOfItself('muc_nonanonymous') : undefined),
      onArchiveAsked(asking, queryid, of) {
        const from = `<x xmlns='${spaces.mucUser}'><item jid='${speaker}@example.com/x'/></x>`;
        const origin = `<origin-id xmlns='${spaces.stanzaIds}' id='b1'/>`;
        const at = new Date(bench.clock.now()).toISOString();
        if (of === ours) asking.receive(archived(queryid, 'the truth', speaker, at, from + origin), ours);
      },
    });
    const first = `<invitation xmlns='${spaces.invitation}' message='b1'>${words}</invitation>`;
    bench.receive(
      `<message><x xmlns='${spaces.directInvitation}' jid='${ours}'/>${first}</message>`,
      'lee@example.com/x',
    );
    bench.submit({ kind: 'conference', rid: '2', confId: 1, action: { kind: 'acceptImSession' } });
    for (const nick of ['lee', 'kim']) bench.receive(presence(`${nick}@example.com/x`, 'none'), `${ours}/${nick}`);
    bench.receive(self, `${ours}/dana`);
    for (let turn = 0; turn < 10; turn += 1) await bench.settle();
    const messages = bench.takeEvents().flatMap((event) => (event.kind === 'conference' ? event.updates : []));
    const said = messages.flatMap((each) => ('message' in each && each.message ? [each.message] : []));
    expect(said.map(({ content }) => content)).toEqual(told);
    // The inviter's program has given both its own id; nobody else's words have it.
    expect(new Set(said.map(({ id }) => id)).size).toBe(speaker === 'kim' ? 2 : 1);
    await bench.close();
  });

  it('has two speakers whose programs count their messages', async () => {
    const bench = await inRoom(ours, 'lee', 'kim');
    const said = (words: string): string => `<message type='groupchat' id='1'><body>${words}</body></message>`;
    bench.receive(said('one'), `${ours}/lee`);
    bench.receive(said('two'), `${ours}/kim`);
    bench.receive(said('two'), `${ours}/kim`);
    // Begun anew.
    bench.receive(said('three'), `${ours}/kim`);
    // Others give theirs no id at all.
    for (const words of ['four', 'five']) bench.receive(said(words).replace(" id='1'", ''), `${ours}/kim`);
    const told = JSON.stringify(bench.takeEvents());
    const times = (words: string): number => told.split(`"${words}"`).length - 1;
    expect(['one', 'two', 'three', 'four', 'five'].map(times)).toEqual([1, 1, 1, 1, 1]);
    await bench.close();
  });
});
