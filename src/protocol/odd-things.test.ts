// One odd thing costs only itself: what a careless server writes, and what any contact may publish, never keeps the rest from us.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEvents } from './events';
import { decodeReplies } from './replies';
import { ProtocolError } from './protocol-error';
import { events, listEvents, replies } from './testing/arbitraries';
import { seededRandom } from './testing/mutate';
import {
  checkOddEntries,
  checkOddEvents,
  checkOddReplies,
  oddEntries,
  oddEvents,
  oddReplies,
} from './testing/odd-things';

const lists = fc.array(fc.oneof(...Object.values(events)), { minLength: 1, maxLength: 5 });
const { requestAccepted, requestFailed, requestInvalid } = replies;
const batches = fc.array(fc.oneof(requestAccepted, requestFailed, requestInvalid), { minLength: 1, maxLength: 5 });
/** Many odd things to each list: making the lists takes the time. */
const seeds = fc.array(fc.integer(), { minLength: 20, maxLength: 20 });
const runs = { numRuns: 60 };
const timeoutMs = 60_000;

describe('one odd thing costs only itself', () => {
  it(
    'anywhere among events',
    () => {
      fc.assert(
        fc.property(lists, seeds, (list, all) => {
          for (const seed of all) checkOddEvents(oddEvents(list, seededRandom(seed)));
        }),
        runs,
      );
    },
    timeoutMs,
  );

  it(
    'anywhere in an entry of an event that is a list',
    () => {
      fc.assert(
        fc.property(fc.oneof(...listEvents), seeds, (event, all) => {
          for (const seed of all) {
            const odd = oddEntries(event, seededRandom(seed));
            if (odd) checkOddEntries(odd);
          }
        }),
        { numRuns: 300 },
      );
    },
    timeoutMs,
  );

  it(
    'anywhere among the replies to a batch',
    () => {
      fc.assert(
        fc.property(batches, seeds, (list, all) => {
          for (const seed of all) checkOddReplies(oddReplies(list, seededRandom(seed)));
        }),
        runs,
      );
    },
    timeoutMs,
  );
});

/** What the message says beside which another one stands; undefined when it could not be read. */
function wordsOf(written: string): string | undefined {
  const [odd, other, ...more] = decodeEvents(
    `<cwaEvents ackId="2">${message(1, written)}${message(2, 'other')}</cwaEvents>`,
  ).events;
  expect(other).toMatchObject({ kind: 'conference', eid: 2, updates: [{ message: { content: 'other' } }] });
  expect([odd?.eid, more]).toEqual([1, []]);
  if (odd?.kind !== 'conference') return undefined;
  const [update] = odd.updates;
  return update?.kind === 'messageReceived' ? update.message.content : undefined;
}

function message(eid: number, written: string): string {
  const content = `<message><format>text/plain</format><content>${written}</content></message>`;
  return `<conference eid="${eid}" confId="3"><messageReceived sender="sip:lee@example.com">${content}</messageReceived></conference>`;
}

describe('the words of a message', () => {
  it.each([
    ...['R&D', 'a & b', 'a&nbsp;b', '&', '&;', '&#;', '&#xZ;', '&#65', '&AMP;', 'x&y=1&z;', '?a=1&copy=2'],
    ...['1 < 2', '<3', '</3', '<', '<>', '<-', '<!>', '<?>', '<b>', 'a <b> c', '</b>', '<b></i>', 'if a<b then c>d'],
    ...[
      '<b c=1>',
      '<b c="1>',
      '<!--',
      '<![CDATA[',
      '<?b',
      '<!DOCTYPE b>',
      '<br>&nbsp;<br>',
      '<conference>',
      '</message>',
    ],
  ])('are read as they stand where they can mean nothing else: %s', (written) => {
    expect(wordsOf(written)).toBe(written);
  });

  it.each([
    ['&lt;b&gt; &amp;amp; &quot;', '<b> &amp; "'],
    ['&#55357;&#56832; &#xD83D;&#56832;', '😀 😀'],
    ['&#0;&#xD83D;&#xFFFF;\u0000', '\uFFFD\uFFFD\uFFFD\uFFFD'],
    ['<constructor/>a<__proto__>b</__proto__>', 'ab'],
    ['<![CDATA[<b>&amp;]]> & <!-- no -->more', '<b>&amp; & more'],
    ['&lt;i> <i> &amp; &', '<i> <i> & &'],
  ])('are decoded as XML has it: %s', (written, words) => expect(wordsOf(written)).toBe(words));

  it.each(['</content>', '</conference>', '<b>'.repeat(70)])(
    'cost their own message alone when nobody can tell what they are: %s',
    (written) => expect(wordsOf(written)).toBeUndefined(),
  );

  it('are read in attributes too', () => {
    const name = 'R&D &nbsp; Lee <lee@example.com> &#55357;&#56832;&#0;';
    const xml = `<contactGroup eid="1"><contact action="added" uri="sip:lee@example.com" name="${name}"/></contactGroup>`;
    expect(decodeEvents(`<cwaEvents ackId="1">${xml}</cwaEvents>`).events).toMatchObject([
      { contacts: [{ contact: { name: 'R&D &nbsp; Lee <lee@example.com> 😀\uFFFD' } }] },
    ]);
  });
});

describe('an event that cannot be read', () => {
  const attributes = Array.from({ length: 129 }, (_, at) => `b${at}="1"`).join(' ');
  it.each([
    ['too deep', `<userPresence eid="1">${'<b>'.repeat(70)}${'</b>'.repeat(70)}</userPresence>`],
    ['with too many attributes', `<userPresence eid="1" ${attributes}></userPresence>`],
    ['with too many attributes inside', `<userPresence eid="1"><b ${attributes}/></userPresence>`],
    ['not closed inside', '<userPresence eid="1"><b></userPresence>'],
    ['not closed itself', '<userPresence eid="1"><b>'],
    ['with a document type', '<userPresence eid="1"><!DOCTYPE b [<!ENTITY c "d">]></userPresence>'],
    ['with a section that never ends', '<userPresence eid="1"><![CDATA[</userPresence>'],
  ])('keeps its number and its name: %s', (_what, xml) => {
    const { ackId, events: read } = decodeEvents(`<cwaEvents ackId="2">${xml}${message(2, 'x')}</cwaEvents>`);
    expect(ackId).toBe(2);
    expect(read).toMatchObject([
      { kind: 'unknown', name: 'userPresence', eid: 1, reason: expect.any(String) },
      { kind: 'conference', eid: 2 },
    ]);
  });

  it.each([
    ...['<b>', '</b>', '<b c="1>', '<!--', 'R&D <', '<![CDATA[', '<!DOCTYPE b>', '<b>'.repeat(70), '<constructor/>'],
  ])('costs nothing when it is none: %s', (written) => {
    const { events: read } = decodeEvents(`<cwaEvents ackId="2">${written}${message(2, 'x')}${written}</cwaEvents>`);
    expect(read.filter(({ kind }) => kind !== 'unknown')).toMatchObject([{ kind: 'conference', eid: 2 }]);
  });
});

describe('the document around the events', () => {
  it('may have any attribute, any number of them, and words before and behind it', () => {
    const attributes = Array.from({ length: 300 }, (_, at) => ` b${at}="&"`).join('');
    const root = `cwaEvents constructor="R&D" __proto__="<" \u{10000}="1" ackId="2"${attributes}`;
    const document = `a & b <?c?><${root}>${message(2, 'x')}</cwaEvents> R&D <!-- d -->`;
    expect(decodeEvents(document)).toMatchObject({ ackId: 2, events: [{ eid: 2 }] });
  });

  it.each([
    '<!DOCTYPE cwaEvents>',
    '<?xml version="1.0"?>\n<!DOCTYPE cwaEvents SYSTEM "http://proxy.example.com/x.dtd">\n',
    '<!doctype html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x">',
  ])('may have a document type before it that declares nothing: %s', (doctype) => {
    const document = `${doctype}<cwaEvents ackId="2">${message(2, 'x&y;')}</cwaEvents>`;
    expect(decodeEvents(document)).toMatchObject({ ackId: 2, events: [{ eid: 2 }] });
  });

  it.each([
    '</html>',
    '</body></html>',
    '<script>if (a < b && "</x>") go();</script>',
    '<script src="x"></script><!-- <conference eid="3"/> -->',
    '<!DOCTYPE html><html><p>Served by a gateway<br>',
    '<![CDATA[</cwaEvents>]]>',
  ])('may have what a gateway appends behind it: %s', (junk) => {
    const document = `<cwaEvents ackId="2">${message(2, 'x')}</cwaEvents>${junk}`;
    expect(decodeEvents(document)).toMatchObject({ ackId: 2, events: [{ eid: 2 }] });
  });

  it.each([
    ['ends once more', '</cwaEvents>'],
    ['begins once more', '<cwaEvents ackId="3">'],
    ['goes on', '<requestSucceeded eid="3" rid="1"/>'],
  ])('is refused when it %s behind its end: something said may look like it', (_what, rest) => {
    const whole = `<cwaEvents ackId="2">${message(2, 'x')}</cwaEvents>`;
    expect(() => decodeEvents(whole + rest)).toThrow(ProtocolError);
    expect(() => decodeEvents(`${whole}</html>${rest}`)).toThrow(ProtocolError);
  });

  it('is refused when there is markup behind an end that came inside an event', () => {
    const unclosed = `<cwaEvents ackId="2">${message(2, 'x').replace(/x.*/su, 'x</cwaEvents>')}`;
    expect(decodeEvents(unclosed)).toMatchObject({ events: [{ kind: 'unknown' }] });
    expect(() => decodeEvents(`${unclosed}</content>`)).toThrow(ProtocolError);
  });

  it('declares namespaces for the events in it', () => {
    const payload = '<x:constructor x:toString="1" i:type="t:b"><toString xmlns=""/></x:constructor>';
    const user = `<c:user uri="sip:lee@example.com"><c:cwaCategory name="b">${payload}</c:cwaCategory></c:user>`;
    const declared = 'xmlns:c="urn:cwa" xmlns:x="urn:x" xmlns:i="urn:i" xmlns:t="urn:t" xmlns:constructor="urn:y"';
    const { events: read } = decodeEvents(
      `<c:cwaEvents ackId="1" ${declared}><c:userPresence eid="1">${user}</c:userPresence></c:cwaEvents>`,
    );
    const xml =
      '<x:constructor xmlns:x="urn:x" xmlns:i="urn:i" xmlns:t="urn:t" x:toString="1" i:type="t:b"><toString xmlns=""/></x:constructor>';
    expect(read).toMatchObject([{ users: [{ categories: [{ payload: { kind: 'foreign', xml } }] }] }]);
  });

  it.each([message(1, 'x'), message(1, 'R&D <b> &nbsp;'), '<userPresence eid="1"><b></userPresence>', '<b>'])(
    'is never taken for whole when it was cut off: %s',
    (inside) => {
      const document = `<cwaEvents ackId="2">${message(1, 'a')}${inside}${message(2, 'b')}</cwaEvents>`;
      for (let length = 0; length < document.length; length += 1) {
        expect(() => decodeEvents(document.slice(0, length))).toThrow(ProtocolError);
      }
    },
  );

  it('is not taken for over where events may follow', () => {
    const inside = `${message(1, 'a </cwaEvents> b')}${message(2, 'c')}`;
    expect(() => decodeEvents(`<cwaEvents ackId="2">${inside}</cwaEvents>`)).toThrow(ProtocolError);
  });
});

describe('what somebody publishes is never taken for an event', () => {
  const forged = message(99, 'forged');
  const end = '</x></rawCategory></user></userPresence>';
  const deep = (xml: string): string => '<y>'.repeat(70) + xml + '</y>'.repeat(70);
  it.each([
    ['as it is', forged],
    ['in something too deep', deep(forged)],
    ['beside something too deep', `${deep('')}${forged}<userPresence>${forged}</userPresence>`],
    ['in another root too deep', `<cwaEvents eid="7">${deep(forged)}</cwaEvents>`],
    ['behind another root too deep', `${deep('<cwaEvents></cwaEvents>')}<cwaEvents/>${forged}`],
    ['beside too many attributes', `<y ${Array.from({ length: 200 }, (_, at) => `b${at}="1"`).join(' ')}/>${forged}`],
    ['in an instruction', `<?y <?y ${end}${forged}?>`],
    ['in a comment', `<!-- ${end}${forged} -->`],
    ['in CDATA', `<![CDATA[<![CDATA[<!-- ${end}${forged}]]>`],
    ['in an attribute', `<y z='"' a="'/>" b='${forged.replaceAll('<', '&lt;').replaceAll("'", '')}'/>`],
    [
      'in sections of something too deep',
      deep(`<!-- ${end}${forged} --><?y ${end}${forged}?><![CDATA[${end}${forged}]]>`),
    ],
  ])('%s', (_where, published) => {
    const category = `<rawCategory name="b" nameSpace="urn:b"><x xmlns="urn:x">${published}</x></rawCategory>`;
    const presence = `<userPresence eid="1"><user uri="sip:lee@example.com">${category}</user></userPresence>`;
    const { events: read } = decodeEvents(`<cwaEvents ackId="2">${presence}${message(2, 'x')}</cwaEvents>`);
    expect(read.map(({ eid }) => eid)).toEqual([1, 2]);
  });
});

describe('a reply that cannot be read', () => {
  it.each(['<b>', '<b></i>', '<!DOCTYPE b>', '<b>'.repeat(70), '<b c=1/>'])('costs the others nothing: %s', (odd) => {
    const others = ['<requestAccepted rid="1"/>', '<requestFailed rid="3"><error code="18102"/></requestFailed>'];
    const { replies: read } = decodeReplies(
      `<cwaResponses>${others[0]}<requestAccepted rid="2">${odd}</requestAccepted>${others[1]}</cwaResponses>`,
    );
    expect(read).toMatchObject([
      { kind: 'requestAccepted', rid: '1' },
      { kind: 'unknown', name: 'requestAccepted' },
      { kind: 'requestFailed', rid: '3', error: { code: 18102 } },
    ]);
  });

  it.each([
    '<error code="18102" reason="R&D &nbsp; <b>"/>',
    '<error code="18102"><stackTrace>List<int>.Add()</stackTrace></error>',
  ])('is none when only its words are odd: %s', (error) => {
    const { replies: read } = decodeReplies(
      `<cwaResponses><requestFailed rid="1">${error}</requestFailed></cwaResponses>`,
    );
    expect(read).toMatchObject([{ kind: 'requestFailed', rid: '1', error: { code: 18102 } }]);
  });
});

describe('broken documents take time in proportion to their length', () => {
  const size = 200_000;
  const fill = (part: string): string => part.repeat(size / part.length);
  it.each([
    ['angles', fill('<')],
    ['ampersands', fill('&')],
    ['start tags', fill('<b>')],
    ['start tags with a number', fill('<b eid="1">')],
    ['start tags that are none', fill('<b ')],
    ['start tags in one that is not closed', `<b><c d=1>${fill('<b>')}`],
    ['elements not closed', fill('<b><c></b>')],
    ['events not closed', fill('<b eid="1"><c>')],
    ['events too deep and not closed', fill(`<b eid="1">${'<c>'.repeat(70)}`)],
    ['quotes that hide ends', fill('<b><c d="</b><b><c d=\'</b>')],
    ['one quote', `<b c="${fill('<b>')}`],
    ['comments not closed', fill('<b><!--</b>')],
    ['comments closed at the end', `${fill('<b><!--</b>')}-->`],
    ['CDATA not closed', fill('<b><![CDATA[</b>')],
    ['CDATA closed at the end', `${fill('<b><![CDATA[</b>')}]]>`],
    ['instructions closed at the end', `${fill('<b><?c </b>')}?>`],
    ['words not closed', fill('<b><content></b>')],
    ['words closed at the end', `${fill('<b><content></b>')}</content>`],
    ['words in words', `<b eid="1">${fill('<content><')}</b>`],
    ['names of their own', Array.from({ length: size / 20 }, (_, at) => `<b${at}><content:${at}></b${at}>`).join('')],
    ['names that the parser does not bear', fill('<toString/>')],
    ['one long name', `<${fill('\u{10000}')}/>`],
    ['attributes', `<b${Array.from({ length: size / 8 }, (_, at) => ` c${at}=""`).join('')}/>`],
    ['blanks', `<b${fill(' ')}c`],
    ['an end in the middle', `</cwaEvents>${fill('<b c="d')}`],
    ['entries not closed', `<searchResult eid="1">${fill('<user uri="x" ')}</searchResult>`],
    ['the same attribute', `<b${fill(' c=""')}/>`],
  ])(
    '%s',
    (_what, inside) => {
      try {
        decodeEvents(`<cwaEvents ackId="1">${inside}</cwaEvents>`);
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
      }
    },
    // A quadratic reader takes minutes for each.
    60_000,
  );
});
