// Every child of a `conference` event as a document of our own, both ways; then the other forms that have to be borne.
import { describe, expect, it } from 'vitest';
import type { ConferenceUpdate } from './conference-updates';
import { decodeEvents, encodeEvents } from './events';
import { plainImFormat } from './im-format';

const lee = 'sip:lee@example.com';
const focus = 'sip:lee@example.com;gruu;opaque=app:conf:focus:id:5D3A7C';
const tahoma = { ...plainImFormat, font: 'Tahoma' };
const tahomaText = 'X-MMS-IM-Format: FN=Tahoma; EF=; CO=0; CS=0; PF=0';

const envelope = (update: string): string =>
  `<cwaEvents ackId="40"><conference eid="40" confId="3">${update}</conference></cwaEvents>`;

function decodeOne(update: string): ConferenceUpdate | undefined {
  const [event] = decodeEvents(envelope(update)).events;
  return event?.kind === 'conference' ? event.updates[0] : undefined;
}

const cases: readonly (readonly [ConferenceUpdate['kind'], ConferenceUpdate, string])[] = [
  [
    'imSessionReceived',
    {
      kind: 'imSessionReceived',
      inviter: { uri: lee, name: 'Lee Park', sourceNetwork: 'sameEnterprise' },
      role: 'attendee',
      escalationMode: 'invitingPeer',
      subject: '',
      message: { content: ' Got a minute? ', format: tahoma },
    },
    `<imSessionReceived><inviter uri="${lee}" name="Lee Park" sourceNetwork="sameEnterprise"/><role>attendee</role>` +
      `<escalationMode>invitingPeer</escalationMode><subject></subject><message><format>${tahomaText}</format>` +
      '<content> Got a minute? </content></message></imSessionReceived>',
  ],
  [
    'initiateImSessionAccepted',
    { kind: 'initiateImSessionAccepted', rid: '8', confId: 3 },
    '<initiateImSessionAccepted rid="8" confId="3"/>',
  ],
  ...(['incoming', 'connecting', 'connected', 'terminated'] as const).map(
    (state) =>
      ['imSessionState', { kind: 'imSessionState', state }, `<imSessionState>${state}</imSessionState>`] as const,
  ),
  ...(['invitingPeer', 'peer', 'escalating', 'escalated', 'none'] as const).map(
    (mode) => ['escalationMode', { kind: 'escalationMode', mode }, `<escalationMode>${mode}</escalationMode>`] as const,
  ),
  ...(['attendee', 'presenter'] as const).map(
    (role) => ['role', { kind: 'role', role }, `<role>${role}</role>`] as const,
  ),
  [
    'participant',
    { kind: 'participant', uri: lee, name: 'Lee & Co', role: 'presenter', archiving: true },
    `<participant uri="${lee}" name="Lee &amp; Co" role="presenter" archiving="true"/>`,
  ],
  ['participantRemoved', { kind: 'participantRemoved', uri: lee }, `<participantRemoved>${lee}</participantRemoved>`],
  ['confUri', { kind: 'confUri', uri: focus }, `<confUri>${focus}</confUri>`],
  [
    'messageReceived',
    { kind: 'messageReceived', sender: lee, message: { content: 'a\r\n <b> ]]> "q" ', format: tahoma } },
    `<messageReceived sender="${lee}"><message><format>${tahomaText}</format>` +
      '<content>a&#13;\n &lt;b&gt; ]]&gt; &quot;q&quot; </content></message></messageReceived>',
  ],
  [
    'messageIdReceived',
    { kind: 'messageIdReceived', rid: '9', messageId: '2-mcu' },
    '<messageIdReceived rid="9" messageId="2-mcu"/>',
  ],
  ['messageSendFailed', { kind: 'messageSendFailed', messageId: '2-mcu' }, '<messageSendFailed messageId="2-mcu"/>'],
  [
    'composingState',
    { kind: 'composingState', state: 'composing', uri: lee },
    `<composingState uri="${lee}">composing</composingState>`,
  ],
  ['composingState', { kind: 'composingState', state: 'idle' }, '<composingState>idle</composingState>'],
  ['inviteFailed', { kind: 'inviteFailed', uri: lee }, `<inviteFailed uri="${lee}"/>`],
  ['locked', { kind: 'locked', locked: true }, '<locked>true</locked>'],
  ['locked', { kind: 'locked', locked: false }, '<locked>false</locked>'],
  [
    'voIPReceived',
    {
      kind: 'voIPReceived',
      uri: lee,
      displayName: 'Lee Park',
      from: '"Lee" <sip:lee@example.com>;tag=1',
      redirectable: true,
      canReplyWithIM: false,
      priority: 'urgent',
      isConference: true,
      subject: 'Invoice',
    },
    `<voIPReceived><uri>${lee}</uri><displayName>Lee Park</displayName>` +
      '<from>&quot;Lee&quot; &lt;sip:lee@example.com&gt;;tag=1</from><redirectable>true</redirectable>' +
      '<canReplyWithIM>false</canReplyWithIM><priority>urgent</priority><isConference>True</isConference>' +
      '<subject>Invoice</subject></voIPReceived>',
  ],
  ...(['Remote', 'Timeout', 'SessionDown'] as const).map(
    (reason) =>
      [
        'voIPTerminated',
        { kind: 'voIPTerminated', reason },
        `<voIPTerminated><reason>${reason}</reason></voIPTerminated>`,
      ] as const,
  ),
  [
    'enableAppearOffline',
    { kind: 'enableAppearOffline', enabled: true },
    '<enableAppearOffline>true</enableAppearOffline>',
  ],
];

describe('a sub-event of conference is written and read', () => {
  it.each([...new Set(cases.map(([kind]) => kind))])('%s', (kind) => {
    for (const [, update, xml] of cases.filter(([each]) => each === kind)) {
      const event = { kind: 'conference', eid: 40, confId: 3, updates: [update] } as const;
      expect(encodeEvents({ ackId: 40, events: [event] })).toBe(envelope(xml));
      expect(decodeEvents(envelope(xml)).events).toEqual([event]);
    }
  });
});

describe('a sub-event of conference is read from other forms', () => {
  it.each<[string, string, ConferenceUpdate]>([
    [
      'imSessionReceived without all but the inviter',
      '<imSessionReceived><inviter uri="lee@example.com"/></imSessionReceived>',
      { kind: 'imSessionReceived', inviter: { uri: lee } },
    ],
    [
      'imSessionReceived with an empty message',
      `<imSessionReceived><inviter uri="${lee}"/><message/></imSessionReceived>`,
      { kind: 'imSessionReceived', inviter: { uri: lee } },
    ],
    [
      'imSessionReceived with values that no page lists',
      `<imSessionReceived><inviter uri="${lee}" sourceNetwork="x"/><role>king</role></imSessionReceived>`,
      { kind: 'imSessionReceived', inviter: { uri: lee } },
    ],
    [
      'messageReceived without format',
      `<messageReceived sender="${lee}"><message><content>x</content></message></messageReceived>`,
      { kind: 'messageReceived', sender: lee, message: { content: 'x' } },
    ],
    [
      'messageReceived with an empty format',
      `<messageReceived Sender="${lee}"><message><format/><content/></message></messageReceived>`,
      { kind: 'messageReceived', sender: lee, message: { content: '' } },
    ],
    [
      'messageReceived without a message around',
      `<messageReceived sender="${lee}"><content> x </content></messageReceived>`,
      { kind: 'messageReceived', sender: lee, message: { content: ' x ' } },
    ],
    [
      'participant with a uri alone',
      '<participant uri="LEE@example.com"/>',
      { kind: 'participant', uri: 'sip:LEE@example.com' },
    ],
    [
      'escalationMode with a capital',
      '<escalationMode>Peer</escalationMode>',
      { kind: 'escalationMode', mode: 'peer' },
    ],
    [
      'composingState with a capital and a sender',
      `<composingState sender="${lee}"> Idle </composingState>`,
      { kind: 'composingState', state: 'idle', uri: lee },
    ],
    [
      'messageIdReceived without an id',
      '<messageIdReceived rid="1"/>',
      { kind: 'messageIdReceived', rid: '1', messageId: '' },
    ],
    [
      'voIPReceived with its caller alone',
      '<voIPReceived><uri>tel:+15550100</uri></voIPReceived>',
      { kind: 'voIPReceived', uri: 'tel:+15550100', redirectable: false, canReplyWithIM: false, isConference: false },
    ],
    [
      'voIPTerminated in lower case',
      '<voIPTerminated><reason>remote</reason></voIPTerminated>',
      { kind: 'voIPTerminated', reason: 'Remote' },
    ],
    [
      'messageReceived without a sender',
      '<messageReceived><message><content>x</content></message></messageReceived>',
      { kind: 'messageReceived', message: { content: 'x' } },
    ],
    [
      'imSessionReceived without an inviter',
      '<imSessionReceived><message><content>x</content></message></imSessionReceived>',
      { kind: 'imSessionReceived', inviter: {}, message: { content: 'x' } },
    ],
    ...(
      [
        ['a phone', ' tel:+15550100 ', 'tel:+15550100'],
        ['a name and an address', 'Lee Park &lt;sip:lee@example.com&gt;', lee],
        ['a name in quotes with angles', '&quot;Lee &lt;x&gt;&quot; &lt;lee@example.com&gt;;tag=1', lee],
        ['a name and a phone', 'Lee &lt;tel:+15550100&gt;', 'tel:+15550100'],
        ['another scheme', 'im:lee@example.com', 'im:lee@example.com'],
      ] as const
    ).flatMap<[string, string, ConferenceUpdate]>(([what, written, uri]) => [
      [
        `messageReceived by ${what}`,
        `<messageReceived sender="${written}"><message><content>x</content></message></messageReceived>`,
        { kind: 'messageReceived', sender: uri, message: { content: 'x' } },
      ],
      [
        `imSessionReceived from ${what}`,
        `<imSessionReceived><inviter uri="${written}"/></imSessionReceived>`,
        { kind: 'imSessionReceived', inviter: { uri } },
      ],
      [
        `imSessionReceived from ${what} as text`,
        `<imSessionReceived><inviter>${written}</inviter></imSessionReceived>`,
        { kind: 'imSessionReceived', inviter: { uri } },
      ],
      [
        `composingState of ${what}`,
        `<composingState uri="${written}">idle</composingState>`,
        { kind: 'composingState', state: 'idle', uri },
      ],
    ]),
    [
      'messageReceived by an empty address',
      '<messageReceived sender="Lee &lt; &gt;"><message><content>x</content></message></messageReceived>',
      { kind: 'messageReceived', message: { content: 'x' } },
    ],
    [
      'messageReceived by an address too long to be one',
      `<messageReceived sender="tel:${'1'.repeat(2000)}"><message><content>x</content></message></messageReceived>`,
      { kind: 'messageReceived', message: { content: 'x' } },
    ],
    [
      'messageReceived with its words straight in message',
      `<messageReceived sender="${lee}"><message><format>${tahomaText}</format> x &lt; <b>y</b> </message></messageReceived>`,
      { kind: 'messageReceived', sender: lee, message: { content: ' x < y ', format: tahoma } },
    ],
    [
      'messageReceived that holds nothing but its words',
      `<messageReceived sender="${lee}"> x </messageReceived>`,
      { kind: 'messageReceived', sender: lee, message: { content: ' x ' } },
    ],
    [
      'messageReceived with an empty message in front of its words',
      `<messageReceived sender="${lee}"><message/><content>x</content></messageReceived>`,
      { kind: 'messageReceived', sender: lee, message: { content: 'x' } },
    ],
    [
      'imSessionReceived with its words straight in message',
      `<imSessionReceived><inviter uri="${lee}"/><message>x</message></imSessionReceived>`,
      { kind: 'imSessionReceived', inviter: { uri: lee }, message: { content: 'x' } },
    ],
    [
      'imSessionReceived without a message around',
      `<imSessionReceived><inviter uri="${lee}"/><format>${tahomaText}</format><content> x </content></imSessionReceived>`,
      { kind: 'imSessionReceived', inviter: { uri: lee }, message: { content: ' x ', format: tahoma } },
    ],
    [
      'imSessionReceived with words alone',
      '<imSessionReceived><content>x</content></imSessionReceived>',
      { kind: 'imSessionReceived', inviter: {}, message: { content: 'x' } },
    ],
    ['voIPTerminated for no reason', '<voIPTerminated/>', { kind: 'voIPTerminated', reason: 'Remote' }],
  ])('%s', (_what, xml, update) => expect(decodeOne(xml)).toEqual(update));

  it.each([
    ['imSessionReceived', '<imSessionReceived/>'],
    ['imSessionState', '<imSessionState>lost</imSessionState>'],
    ['role', '<role/>'],
    ['messageReceived', `<messageReceived sender="${lee}"><message/></messageReceived>`],
    ['participant', '<participant name="Lee"/>'],
    ['locked', '<locked>maybe</locked>'],
    ['dance', '<dance/>'],
  ])('%s that breaks its rules is unknown, and the event is read', (name, xml) => {
    const { events } = decodeEvents(envelope(`${xml}<locked>true</locked>`));
    expect(events).toEqual([
      {
        kind: 'conference',
        eid: 40,
        confId: 3,
        updates: [
          { kind: 'unknown', name },
          { kind: 'locked', locked: true },
        ],
      },
    ]);
  });

  it('what is unknown is written by its name', () => {
    const event = { kind: 'conference', eid: 1, confId: 3, updates: [{ kind: 'unknown', name: 'dance' }] } as const;
    expect(encodeEvents({ ackId: 1, events: [event] })).toContain(
      '<conference eid="1" confId="3"><dance/></conference>',
    );
  });
});
