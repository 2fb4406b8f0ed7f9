// What cannot be read of an entry costs that entry, in every event that is a list; nothing that stands in one is taken for another.
import { describe, expect, it } from 'vitest';
import { decodeEvents, type CwaEvent, type UnreadableEvent } from './events';
import { decodeReplies } from './replies';
import { defaultXmlLimits } from './xml-scan';

type Read = CwaEvent | UnreadableEvent;

const next = '<requestSucceeded eid="2" rid="2"/>';
const document = (list: string): string => `<cwaEvents ackId="2">${list}${next}</cwaEvents>`;

/** The list, behind which the next event has to be there. */
function readList(xml: string): Read | undefined {
  const { ackId, events } = decodeEvents(document(xml));
  expect(ackId).toBe(2);
  expect(events.slice(1)).toEqual([{ kind: 'requestSucceeded', eid: 2, rid: '2' }]);
  return events[0];
}

/** An element, and where in it something odd can stand. */
interface Holed {
  readonly start: string;
  readonly name: string;
  readonly inside?: string;
}

const whole = ({ start, name, inside = '' }: Holed): string => `<${name} ${start}>${inside}</${name}>`;
const attributes = Array.from({ length: 130 }, (_, at) => ` b${at}="1"`).join('');

const poisons: readonly (readonly [what: string, poison: (entry: Holed) => string])[] = [
  [
    'a quote that is not escaped',
    ({ start, name, inside = '' }) => `<${name} ${start} b="a "c" d">${inside}</${name}>`,
  ],
  ['a quote that does not end', ({ start, name, inside = '' }) => `<${name} ${start} b="1>${inside}</${name}>`],
  ['a quote that does not end, and no end tag', ({ start, name }) => `<${name} ${start} b="1/>`],
  ['a value without quotes', ({ start, name, inside = '' }) => `<${name} ${start} b=1>${inside}</${name}>`],
  ['too many attributes', ({ start, name, inside = '' }) => `<${name} ${start}${attributes}>${inside}</${name}>`],
  ['too many attributes inside', (entry) => whole({ ...entry, inside: `<b${attributes}/>` })],
  ['too many levels', (entry) => whole({ ...entry, inside: '<b>'.repeat(70) + '</b>'.repeat(70) })],
  ['too many levels that never end', (entry) => whole({ ...entry, inside: '<b>'.repeat(70) })],
  ['a name that is none', (entry) => whole({ ...entry, inside: '<b!/>' })],
  ['an attribute whose name is none', ({ start, name, inside = '' }) => `<${name} ${start} b!="1">${inside}</${name}>`],
  ['something that does not end', (entry) => whole({ ...entry, inside: '<b>' })],
  ['things that end in one another', (entry) => whole({ ...entry, inside: '<b><c></b></c>' })],
  ['a comment that does not end', (entry) => whole({ ...entry, inside: '<!-- ' })],
  ['CDATA that does not end', (entry) => whole({ ...entry, inside: '<![CDATA[' })],
  ['a document type', (entry) => whole({ ...entry, inside: '<!DOCTYPE b [<!ENTITY c "d">]>' })],
  ['no end', ({ start, name, inside = '' }) => `<${name} ${start}>${inside}`],
  ['an end of another case', ({ start, name }) => `<${name} ${start}></${name.toUpperCase()}>`],
];

/** Written with an entry that is no list itself. */
const lists: readonly (readonly [name: string, entry: (at: number) => Holed, read: (event: Read) => unknown[]])[] = [
  [
    'contactGroup',
    (at) => ({ name: 'contact', start: `uri="sip:p${at}@example.com" name="P"` }),
    (event) => (event.kind === 'contactGroup' ? event.contacts.map((one) => 'contact' in one && one.contact.uri) : []),
  ],
  [
    'contactGroupChanged',
    (at) => ({ name: 'group', start: `id="${at}" name="G"` }),
    (event) => (event.kind === 'contactGroup' ? event.groups.map((one) => 'group' in one && one.group.id) : []),
  ],
  [
    'subscribers',
    (at) => ({ name: 'subscriber', start: `uri="sip:p${at}@example.com"` }),
    (event) => (event.kind === 'subscribers' ? event.subscribers.map(({ uri }) => uri) : []),
  ],
  [
    'presenceSubscriptionState',
    (at) => ({ name: 'user', start: `uri="sip:p${at}@example.com" state="retrying"` }),
    (event) => (event.kind === 'presenceSubscriptionState' ? event.users.map(({ uri }) => uri) : []),
  ],
  [
    'searchResult',
    (at) => ({ name: 'user', start: `uri="sip:p${at}@example.com" title="T"` }),
    (event) => (event.kind === 'searchResult' ? event.users.map(({ uri }) => uri) : []),
  ],
  [
    'selfPresence',
    (at) => ({ name: 'cwaCategory', start: `name="c${at}"`, inside: '<x xmlns="urn:x"/>' }),
    (event) => (event.kind === 'selfPresence' ? event.categories.map(({ name }) => name) : []),
  ],
  [
    'selfRawCategories',
    (at) => ({ name: 'rawCategory', start: `name="c${at}"`, inside: '<x xmlns="urn:x"/>' }),
    (event) => (event.kind === 'selfRawCategories' ? event.categories.map(({ name }) => name) : []),
  ],
];

/** Entries that are lists: the parts of the second person or container are all that is broken. */
const nested: readonly (readonly [
  name: string,
  around: (at: number, inside: string) => string,
  part: (at: number) => Holed,
  read: (event: Read) => unknown[],
])[] = [
  [
    'userPresence',
    (at, inside) => `<user uri="sip:p${at}@example.com">${inside}</user>`,
    (at) => ({ name: 'cwaCategory', start: `name="c${at}"`, inside: '<x xmlns="urn:x"/>' }),
    (event) => (event.kind === 'userPresence' ? event.users.map(({ uri, categories }) => [uri, categories]) : []),
  ],
  [
    'userRawCategories',
    (at, inside) => `<user uri="sip:p${at}@example.com">${inside}</user>`,
    (at) => ({ name: 'rawCategory', start: `name="c${at}"`, inside: '<x xmlns="urn:x"/>' }),
    (event) => (event.kind === 'userRawCategories' ? event.users.map(({ uri, categories }) => [uri, categories]) : []),
  ],
  [
    'containers',
    (at, inside) => `<container id="${at}">${inside}</container>`,
    (at) => ({ name: 'member', start: `type="uri" value="sip:p${at}@example.com"` }),
    (event) => (event.kind === 'containers' ? event.containers.map(({ id, members }) => [id, members]) : []),
  ],
];

describe.each(poisons)('an entry with %s', (_what, poison) => {
  it.each(lists)('is lost alone from %s', (name, entry, read) => {
    const list = (entries: readonly string[]): string => `<${name} eid="1" rid="3">${entries.join('')}</${name}>`;
    const good = [1, 2, 4, 5].map((at) => whole(entry(at)));
    const expected = readList(list(good));
    for (const at of [0, 2, 4]) {
      const event = readList(list(good.toSpliced(at, 0, poison(entry(3)))));
      expect(event).toMatchObject({ kind: expected?.kind, eid: 1 });
      const entries = event ? read(event) : [];
      // 7.28: that of a search is read without its end.
      const isRead = entries.length > 4;
      expect(entries.filter((_, index) => !isRead || index !== at)).toEqual(expected && read(expected));
      if (!isRead) expect(event).toMatchObject({ skipped: 1, skippedFor: expect.any(String) as unknown });
      else expect([name, event]).toEqual(['searchResult', expect.not.objectContaining({ skipped: 1 })]);
    }
  });

  it.each(nested)('is lost alone from one of %s', (name, around, part, read) => {
    const list = (inside: string): string =>
      `<${name} eid="1">${around(1, whole(part(1)))}${around(2, inside)}${around(3, whole(part(3)))}</${name}>`;
    const good = [1, 2, 4].map((at) => whole(part(at)));
    const expected = readList(list(good.join('')));
    for (const at of [0, 1, 3]) {
      const event = readList(list(good.toSpliced(at, 0, poison(part(3))).join('')));
      expect(event && read(event)).toEqual(expected && read(expected));
      expect(JSON.stringify(event)).toContain('"skipped":1');
    }
  });

  it.each(nested)('is lost alone from %s where it is itself a list', (name, around, part, read) => {
    const one = (at: number): Holed => {
      const [, tag = '', start = ''] = /^<(\w+) ([^>]*)>/u.exec(around(at, '')) ?? [];
      return { name: tag, start, inside: whole(part(at)) };
    };
    const list = (entries: readonly string[]): string => `<${name} eid="1">${entries.join('')}</${name}>`;
    const good = [1, 2, 4, 5].map((at) => whole(one(at)));
    const expected = readList(list(good));
    for (const at of [0, 2, 4]) {
      const event = readList(list(good.toSpliced(at, 0, poison(one(3)))));
      expect(event?.kind).toBe(name);
      const entries = event ? read(event) : [];
      const others = expected ? read(expected) : [];
      // It may be there with what could be read of it.
      expect(
        entries.filter((each) => !JSON.stringify(each).includes('p3@') && !/^\[3,/u.test(JSON.stringify(each))),
      ).toEqual(others);
    }
  });
});

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
const deep = '<b>'.repeat(70) + '</b>'.repeat(70);
const stateOf = (uri: string, inside = ''): string => `<user uri="${uri}"><cwaCategory name="state"/>${inside}</user>`;

describe('a list with something unreadable in it', () => {
  it('keeps whoever has one category that cannot be read, with all the others', () => {
    const odd = `<user uri="${lee}" sourceNetwork="federated"><cwaCategory name="note">${deep}</cwaCategory></user>`;
    expect(readList(`<userPresence eid="1">${odd}${stateOf(kim)}</userPresence>`)).toEqual({
      kind: 'userPresence',
      eid: 1,
      users: [
        { uri: lee, sourceNetwork: 'federated', categories: [], rawCategories: [], skipped: 1, skippedFor: 'too-deep' },
        { uri: kim, categories: [{ name: 'state' }], rawCategories: [] },
      ],
    });
  });

  it('is no event when nothing in it can be read', () => {
    const odd = `<user uri="${lee}"><cwaCategory name="note">${deep}</cwaCategory></user>`;
    for (const inside of [odd, odd + odd, `<user${attributes}/>`, '<user b=1/>', `<b/><user b=1/>`]) {
      expect(readList(`<userPresence eid="1">${inside}</userPresence>`)).toMatchObject({
        kind: 'unknown',
        name: 'userPresence',
        eid: 1,
        code: expect.any(String),
      });
    }
  });

  it('is no event when its own start tag cannot be read', () => {
    const xml = `<contactGroup eid="1" fullList="a"b"><contact uri="${lee}"/></contactGroup>`;
    expect(readList(xml)).toMatchObject({ kind: 'unknown', code: 'not-well-formed' });
  });

  it('counts what is no entry among its entries', () => {
    const xml = `<contactGroup eid="1"><contact uri="${lee}"/><b c=1>${deep}</b><contact uri="${kim}"/></contactGroup>`;
    expect(readList(xml)).toMatchObject({
      contacts: [{ contact: { uri: lee } }, { contact: { uri: kim } }],
      skipped: 1,
    });
  });

  it('is read without its end where the next event begins', () => {
    const xml = `<contactGroup eid="1"><contact uri="${lee}"/><contact b=1/><contact uri="${kim}"/>`;
    expect(readList(xml)).toMatchObject({ contacts: [{ contact: { uri: lee } }, { contact: { uri: kim } }] });
  });

  it('has the namespaces that were declared around it', () => {
    const xml = `<c:userPresence eid="1" xmlns:x="urn:x"><c:user uri="${lee}" xmlns:y="urn:y"><c:rawCategory name="a"><x:a y:b="z:c"/></c:rawCategory><c:rawCategory b=1/></c:user></c:userPresence>`;
    const { events } = decodeEvents(`<c:cwaEvents ackId="2" xmlns:c="urn:c" xmlns:z="urn:z">${xml}</c:cwaEvents>`);
    expect(events).toMatchObject([
      { users: [{ rawCategories: [{ xml: '<x:a xmlns:x="urn:x" xmlns:y="urn:y" y:b="z:c"/>' }], skipped: 1 }] },
    ]);
  });

  it('7.4 is read in the place of a reply too', () => {
    const xml = `<contactGroup eid="1"><contact uri="${lee}"/><contact uri="${kim}">${deep}</contact></contactGroup>`;
    const { replies } = decodeReplies(`<cwaResponses>${xml}<requestAccepted rid="2"/></cwaResponses>`);
    expect(replies).toMatchObject([
      { kind: 'event', event: { contacts: [{ contact: { uri: lee } }], skipped: 1, skippedFor: 'too-deep' } },
      { kind: 'requestAccepted', rid: '2' },
    ]);
  });
});

describe('what somebody publishes is never taken for an entry of another', () => {
  const forged = `<user uri="sip:boss@example.com"><cwaCategory name="state"/></user>`;
  it.each([
    ['beside something too deep', `${deep}${forged}`],
    ['in something too deep', '<y>'.repeat(70) + forged + '</y>'.repeat(70)],
    ['beside too many attributes', `<y${attributes}/>${forged}`],
    ['beside something that is not escaped', `<y b=1/>${forged}`],
    ['beside something that does not end', `<y>${forged}`],
    ['in another list', `<y b=1/><userPresence>${forged}</userPresence>`],
    ['in a comment', `<y b=1/><!-- </x></rawCategory></user>${forged} -->`],
  ])('%s', (_where, published) => {
    const category = `<rawCategory name="b"><x xmlns="urn:x">${published}</x></rawCategory>`;
    const event = readList(`<userPresence eid="1">${stateOf(lee, category)}${stateOf(kim)}</userPresence>`);
    expect(event).toMatchObject({ users: [{ uri: lee, categories: [{ name: 'state' }] }, { uri: kim }] });
  });
});

describe('the limits of a document', () => {
  it('hold for the levels of an entry as for those of the whole', () => {
    const levels = (count: number): string => '<b>'.repeat(count) + '</b>'.repeat(count);
    const read = (count: number, odd: string): Read | undefined =>
      readList(
        `<selfPresence eid="1"><cwaCategory name="a"><x xmlns="urn:x">${levels(count)}</x></cwaCategory>${odd}</selfPresence>`,
      );
    const most = defaultXmlLimits.maxDepth - 4;
    for (const odd of ['<cwaCategory name="c"/>', '<cwaCategory name="c"/><cwaCategory b=1/>']) {
      expect(read(most, odd)).toMatchObject({ categories: [{ name: 'a' }, { name: 'c' }] });
      expect(JSON.stringify(read(most + 1, odd))).not.toContain('"a"');
    }
  });

  it('hold for the elements of all its entries: the first are kept', { timeout: 120_000 }, () => {
    const half = `<x xmlns="urn:x">${'<b/>'.repeat(defaultXmlLimits.maxElements * 0.45)}</x>`;
    const categories = [1, 2, 3, 4].map((at) => `<rawCategory name="c${at}">${at === 4 ? '' : half}</rawCategory>`);
    const event = readList(`<selfRawCategories eid="1">${categories.join('')}</selfRawCategories>`);
    const names = event?.kind === 'selfRawCategories' && event.categories.map(({ name }) => name);
    // The third does not fit, the fourth does.
    expect(names).toEqual(['c1', 'c2', 'c4']);
    expect(event).toMatchObject({ skipped: 1, skippedFor: 'too-large' });
  });

  it('end a list in which ten thousand entries cannot be read', { timeout: 60_000 }, () => {
    const good = (count: number): string => '<container id="1"/>'.repeat(count);
    const event = readList(`<containers eid="1">${good(1_000)}${'<b c/>'.repeat(20_000)}${good(1)}</containers>`);
    expect(event).toMatchObject({ kind: 'containers', skippedFor: 'not-well-formed' });
    expect(event?.kind === 'containers' && event.containers.length).toBe(1_000);
    expect(event?.kind === 'containers' && event.skipped).toBeLessThanOrEqual(10_001);
  });
});
