// Every reply as a document of our own, both ways; then the other forms that the pages have for them.
import { describe, expect, it } from 'vitest';
import { decodeEvents } from './events';
import { ProtocolError } from './protocol-error';
import { decodeReplies, encodeReplies, type CwaReply } from './replies';

const dana = 'sip:dana@example.com';
const envelope = (reply: string): string => `<cwaResponses requestProcessed="1">${reply}</cwaResponses>`;
const decodeAll = (replies: string): readonly CwaReply[] => decodeReplies(envelope(replies)).replies;
const decodeOne = (reply: string): CwaReply | undefined => decodeAll(reply)[0];

const cases: readonly (readonly [string, CwaReply, string])[] = [
  ['requestAccepted', { kind: 'requestAccepted', rid: '4' }, '<requestAccepted rid="4"/>'],
  [
    'requestAccepted of a session',
    { kind: 'requestAccepted', rid: '1', session: { sid: 77, uri: dana, pollWaitTimeMs: 3000 } },
    `<requestAccepted rid="1"><sid>77</sid><uri>${dana}</uri><pollWaitTime>3000</pollWaitTime></requestAccepted>`,
  ],
  [
    'requestAccepted with initiateImSessionAccepted',
    { kind: 'requestAccepted', rid: '8', confId: 3 },
    '<requestAccepted rid="8"><initiateImSessionAccepted rid="8" confId="3"/></requestAccepted>',
  ],
  ...(['voIPRedirectSucceeded', 'voIPTerminateSucceeded', 'voIPReplyWithIMAccepted'] as const).map(
    (name) =>
      [
        `requestAccepted with ${name}`,
        { kind: 'requestAccepted', rid: '9', voIP: { name, confId: 5 } },
        `<requestAccepted rid="9"><${name} rid="9" confid="5"/></requestAccepted>`,
      ] as const,
  ),
  [
    'requestFailed',
    {
      kind: 'requestFailed',
      rid: '8',
      error: {
        code: 18201,
        subCode: 7,
        reason: 'Operation failed',
        detail: 'The peer could not be reached.',
        sipResponse: { code: 480, reason: 'Temporarily Unavailable', diagnostics: '2;reason="No endpoint"' },
        stackTrace: 'at x',
      },
    },
    '<requestFailed rid="8"><error code="18201" subCode="7" reason="Operation failed" detail="The peer could not be reached.">' +
      '<sipResponse code="480" reason="Temporarily Unavailable"><ms-diagnostics>2;reason=&quot;No endpoint&quot;</ms-diagnostics>' +
      '</sipResponse><stackTrace>at x</stackTrace></error></requestFailed>',
  ],
  [
    'requestInvalid',
    { kind: 'requestInvalid', rid: '2', error: { code: 18001, reason: 'Invalid request' } },
    '<requestInvalid rid="2"><error code="18001" reason="Invalid request"/></requestInvalid>',
  ],
  [
    'requestInvalid without rid',
    { kind: 'requestInvalid', error: { code: 18000 } },
    '<requestInvalid><error code="18000"/></requestInvalid>',
  ],
  [
    'requestSucceeded of a sign-in',
    { kind: 'signInSucceeded', uri: dana, signInData: 'UGFybGV5' },
    `<requestSucceeded eid="0"><uri>${dana}</uri><signInData>UGFybGV5</signInData></requestSucceeded>`,
  ],
  ['requestSucceeded of a command', { kind: 'requestSucceeded', rid: '9' }, '<requestSucceeded rid="9"/>'],
  [
    'requestSucceeded of a command, with what an accepted one may have',
    { kind: 'requestSucceeded', eid: 4, rid: '1', session: { sid: 77 }, confId: 3 },
    '<requestSucceeded eid="4" rid="1"><sid>77</sid><initiateImSessionAccepted rid="1" confId="3"/></requestSucceeded>',
  ],
  [
    'an event in the place of a reply',
    { kind: 'event', event: { kind: 'conference', eid: 4, confId: 3, updates: [{ kind: 'locked', locked: true }] } },
    '<conference eid="4" confId="3"><locked>true</locked></conference>',
  ],
  ['error', { kind: 'error', error: { code: 18100, detail: 'Gone' } }, '<error code="18100" detail="Gone"/>'],
];

describe('a reply is written and read', () => {
  it.each(cases)('%s', (_what, reply, xml) => {
    expect(encodeReplies({ requestProcessed: 1, replies: [reply] })).toBe(envelope(xml));
    expect(decodeReplies(envelope(xml))).toEqual({ requestProcessed: 1, replies: [reply] });
  });

  it('cwaResponses with all its attributes, without a namespace or a declaration', () => {
    const xml = '<cwaResponses requestProcessed="0" unexpectedElement="2" sid="77"/>';
    const value = { requestProcessed: 0, unexpectedElement: 2, sid: 77, replies: [] };
    expect(encodeReplies(value)).toBe(xml);
    expect(decodeReplies(xml)).toEqual(value);
  });

  it('requestAccepted in a document with prefixes', () => {
    const text =
      '<c:cwaResponses xmlns:c="http://schemas.microsoft.com/2006/09/rtc/cwa"><c:requestAccepted rid="1"/></c:cwaResponses>';
    expect(decodeReplies(text)).toEqual({ replies: [{ kind: 'requestAccepted', rid: '1' }] });
  });

  it('what is not known, by its name alone', () => {
    expect(decodeOne('<news a="1"/>')).toEqual({ kind: 'unknown', name: 'news' });
    expect(encodeReplies({ replies: [{ kind: 'unknown', name: 'x:news' }] })).toBe(
      '<cwaResponses><news/></cwaResponses>',
    );
  });
});

describe('contradictions of the pages about replies', () => {
  const session = { kind: 'requestAccepted', rid: '1', session: { sid: 77, uri: dana, pollWaitTimeMs: 1000 } };

  it.each([
    [
      'children',
      `<requestAccepted rid="1"><sid>77</sid><uri>${dana}</uri><pollWaitTime>1000</pollWaitTime></requestAccepted>`,
    ],
    [
      'a capital',
      `<requestAccepted rid="1"><sid>77</sid><uri>${dana}</uri><PollWaitTime>1000</PollWaitTime></requestAccepted>`,
    ],
    ['attributes', `<requestAccepted rid="1" sid="77" uri="${dana}" pollWaitTime="1000"/>`],
    [
      'initiateSessionAccepted with attributes',
      `<initiateSessionAccepted rid="1" sid="77" uri="${dana}" pollWaitTime="1000"/>`,
    ],
    [
      'initiateSessionAccepted in requestAccepted',
      `<requestAccepted rid="1"><initiateSessionAccepted rid="1" sid="77" uri="${dana}" pollWaitTime="1000"/></requestAccepted>`,
    ],
    [
      'initiateSessionAccepted in requestAccepted without rid',
      `<requestAccepted><initiateSessionAccepted rid="1"><sid>77</sid><uri>${dana}</uri><pollWaitTime>1000</pollWaitTime></initiateSessionAccepted></requestAccepted>`,
    ],
    [
      'initiateSessionAccepted in cwaEvents',
      `<cwaEvents><initiateSessionAccepted rid="1" sid="77" uri="${dana}" pollWaitTime="1000"/></cwaEvents>`,
    ],
    [
      'initiateSessionAccepted with children',
      `<initiateSessionAccepted rid="1"><sid>77</sid><uri>${dana}</uri><pollWaitTime>1000</pollWaitTime></initiateSessionAccepted>`,
    ],
  ])('7.3 reads the reply to initiateSession: %s', (_what, xml) => expect(decodeOne(xml)).toEqual(session));

  it('7.3 reads initiateSessionAccepted, which has no uri', () => {
    expect(decodeOne('<initiateSessionAccepted rid="1" sid="77" pollWaitTime="1000"/>')).toEqual({
      kind: 'requestAccepted',
      rid: '1',
      session: { sid: 77, pollWaitTimeMs: 1000 },
    });
  });

  const inEvent = {
    kind: 'event',
    event: {
      kind: 'conference',
      eid: 1,
      confId: 3,
      updates: [{ kind: 'initiateImSessionAccepted', rid: '8', confId: 3 }],
    },
  };
  it.each([
    [
      'in requestAccepted',
      '<requestAccepted rid="8"><initiateImSessionAccepted rid="8" confId="3"/></requestAccepted>',
      { kind: 'requestAccepted', rid: '8', confId: 3 },
    ],
    [
      'in requestAccepted without rid',
      '<requestAccepted><initiateImSessionAccepted rid="8" confId="3"/></requestAccepted>',
      { kind: 'requestAccepted', rid: '8', confId: 3 },
    ],
    [
      'in cwaResponses',
      '<initiateImSessionAccepted rid="8" confId="3"/>',
      { kind: 'requestAccepted', rid: '8', confId: 3, isInner: true },
    ],
    [
      'in an event',
      '<cwaEvents ackId="1"><conference eid="1" confId="3"><initiateImSessionAccepted rid="8" confId="3"/></conference></cwaEvents>',
      inEvent,
    ],
    [
      'in cwaEvents',
      '<cwaEvents ackId="1"><initiateImSessionAccepted rid="8" confId="3"/></cwaEvents>',
      { kind: 'requestAccepted', rid: '8', confId: 3, isInner: true },
    ],
  ])('7.4 finds initiateImSessionAccepted %s', (_what, xml, expected) => {
    expect(decodeAll(xml)).toEqual([expected]);
  });

  it.each(['voIPRedirectSucceeded', 'voIPTerminateSucceeded', 'voIPReplyWithIMAccepted'])(
    '7.4 finds %s without its requestAccepted, on both channels',
    (name) => {
      const told = { kind: 'requestAccepted', rid: '8', voIP: { name, confId: 6 }, isInner: true };
      expect(decodeAll(`<${name} rid="8" confid="6"/>`)).toEqual([told]);
      expect(decodeEvents(`<cwaEvents ackId="1"><${name} rid="8" confid="6"/></cwaEvents>`).events).toEqual([told]);
    },
  );

  it('7.4 reads events in the place of replies, in any envelope', () => {
    const block = '<requestAccepted rid="8"><initiateImSessionAccepted rid="8" confId="3" /></requestAccepted>';
    const inside =
      `<conference eid="1" confId="3"><initiateImSessionAccepted rid="8" confId="3"/></conference>${block}` +
      '<requestSucceeded eid="2" rid="9"/><requestFailed eid="3" rid="10"><error code="18102"/></requestFailed>' +
      '<conference eid="4" confId="3"><locked>true</locked></conference><news/>';
    const expected = [
      inEvent,
      { kind: 'requestAccepted', rid: '8', confId: 3 },
      { kind: 'requestSucceeded', eid: 2, rid: '9' },
      { kind: 'requestFailed', eid: 3, rid: '10', error: { code: 18102 } },
      { kind: 'event', event: { kind: 'conference', eid: 4, confId: 3, updates: [{ kind: 'locked', locked: true }] } },
      { kind: 'unknown', name: 'news' },
    ];
    expect(decodeReplies(`<cwaEvents sid="7" ackId="4">${inside}</cwaEvents>`)).toEqual({ sid: 7, replies: expected });
    expect(decodeAll(`<cwaEvents sid="7" ackId="4">${inside}</cwaEvents>`)).toEqual(expected);
    expect(decodeAll(inside)).toEqual(expected);
    expect(decodeAll(`<cwaEvents><cwaResponses>${inside}</cwaResponses></cwaEvents>`)).toEqual(expected);
  });

  it('7.4 writes initiateImSessionAccepted into requestAccepted with the same rid', () => {
    expect(encodeReplies({ replies: [{ kind: 'requestAccepted', rid: '8', confId: 3 }] })).toBe(
      '<cwaResponses><requestAccepted rid="8"><initiateImSessionAccepted rid="8" confId="3"/></requestAccepted></cwaResponses>',
    );
  });

  it('7.7 reads confId and confid, rid and Rid', () => {
    for (const name of ['confId', 'confid', 'Confid']) {
      expect(
        decodeOne(`<requestAccepted Rid="9"><voIPRedirectSucceeded rid="9" ${name}="5"/></requestAccepted>`),
      ).toEqual({
        kind: 'requestAccepted',
        rid: '9',
        voIP: { name: 'voIPRedirectSucceeded', confId: 5 },
      });
    }
  });

  it('7.9 reads requestProcessed of any value and none', () => {
    const replies = [{ kind: 'requestAccepted', rid: '1' }];
    const read = (attributes: string): unknown =>
      decodeReplies(`<cwaResponses${attributes}><requestAccepted rid="1"/></cwaResponses>`);
    expect(read(' requestProcessed="0"')).toEqual({ requestProcessed: 0, replies });
    expect(read(' requestProcessed="1"')).toEqual({ requestProcessed: 1, replies });
    expect(read(' requestProcessed="all"')).toEqual({ replies });
    expect(read('')).toEqual({ replies });
  });

  it('7.18 reads requestRejected as requestInvalid', () => {
    expect(decodeOne('<requestRejected rid="2"><error code="18001"/></requestRejected>')).toEqual({
      kind: 'requestInvalid',
      rid: '2',
      error: { code: 18001 },
    });
  });

  it('7.20 reads the older requestFailed, which has its parts straight inside', () => {
    const xml =
      '<requestFailed rid="8"><exception>Failed</exception><exceptionDetail>The peer is offline.</exceptionDetail>' +
      '<sipResponse code="480" warning="Temporarily Unavailable"/></requestFailed>';
    expect(decodeOne(xml)).toEqual({
      kind: 'requestFailed',
      rid: '8',
      error: {
        code: 0,
        reason: 'Failed',
        detail: 'The peer is offline.',
        sipResponse: { code: 480, reason: 'Temporarily Unavailable' },
      },
    });
  });

  it.each([
    ['code="1" reason="a" detail="b"', { code: 1, reason: 'a', detail: 'b' }],
    ['code="1" warning="a" description="b"', { code: 1, reason: 'a', detail: 'b' }],
    ['code="1" reason="a" warning="x" detail="b" description="y"', { code: 1, reason: 'a', detail: 'b' }],
    ['subCode="4" Detail="b"', { code: 0, subCode: 4, detail: 'b' }],
    ['', { code: 0 }],
  ])('7.21 reads the attributes of error that are there: %s', (attributes, error) => {
    expect(decodeOne(`<error ${attributes}/>`)).toEqual({ kind: 'error', error });
  });

  it.each([
    ['code="480" reason="a"', { code: 480, reason: 'a' }],
    ['code="480" warning="a"', { code: 480, reason: 'a' }],
    ['code="403" subCode="2" detail="Server Error"', { code: 403, subCode: 2, reason: 'Server Error' }],
    ['code="403" reason="a" detail="b"', { code: 403, reason: 'a', detail: 'b' }],
  ])('7.21 reads the attributes of sipResponse that are there: %s', (attributes, sipResponse) => {
    expect(decodeOne(`<error code="1"><sipResponse ${attributes}/></error>`)).toEqual({
      kind: 'error',
      error: { code: 1, sipResponse },
    });
  });

  it('7.23 reads both requestAccepted of one document, each with its rid', () => {
    const xml = `<requestAccepted rid="1"><sid>77</sid><uri> sip:lee@example.com</uri></requestAccepted><requestAccepted rid="2"><initiateImSessionAccepted rid="2" confId="1"/></requestAccepted>`;
    expect(decodeAll(xml)).toEqual([
      { kind: 'requestAccepted', rid: '1', session: { sid: 77, uri: 'sip:lee@example.com' } },
      { kind: 'requestAccepted', rid: '2', confId: 1 },
    ]);
  });

  it('7.32 takes the outer rid where the inner one differs', () => {
    expect(
      decodeOne('<requestAccepted rid="9"><voIPReplyWithIMAccepted rid="2" confid="5"/></requestAccepted>'),
    ).toEqual({
      kind: 'requestAccepted',
      rid: '9',
      voIP: { name: 'voIPReplyWithIMAccepted', confId: 5 },
    });
  });

  it('7.36 trims the uri in requestAccepted, and gives it the sip: that samples leave out', () => {
    const uri = (text: string): unknown => {
      const reply = decodeOne(`<requestAccepted rid="1"><sid> 77 </sid><uri>${text}</uri></requestAccepted>`);
      return reply?.kind === 'requestAccepted' && reply.session?.uri;
    };
    expect(uri(` ${dana}\n`)).toBe(dana);
    expect(uri('dana@example.com')).toBe(dana);
    expect(uri('nobody')).toBeUndefined();
    expect(decodeOne('<requestSucceeded><uri>dana@example.com</uri></requestSucceeded>')).toEqual({
      kind: 'signInSucceeded',
      uri: dana,
    });
  });

  it('7.37 reads a sign-in with signInData and without', () => {
    expect(decodeOne('<requestSucceeded eid="0"><signInData> UGFybGV5 </signInData></requestSucceeded>')).toEqual({
      kind: 'signInSucceeded',
      signInData: 'UGFybGV5',
    });
    expect(decodeOne(`<requestSucceeded eid="0" rid=""><uri>${dana}</uri></requestSucceeded>`)).toEqual({
      kind: 'signInSucceeded',
      uri: dana,
    });
  });

  it('reads uri and signInData straight in cwaResponses, where one table has them', () => {
    expect(decodeAll(`<uri>${dana}</uri><signInData>UGFybGV5</signInData>`)).toEqual([
      { kind: 'signInSucceeded', uri: dana },
      { kind: 'signInSucceeded', signInData: 'UGFybGV5' },
    ]);
  });
});

describe('a document that is no reply is refused', () => {
  it.each(['<html><body>Service Unavailable</body></html>', '', 'true', '<cwaResponses>'])('%j', (text) =>
    expect(() => decodeReplies(text)).toThrow(ProtocolError),
  );
});
