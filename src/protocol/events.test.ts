// Every event as a document of our own, both ways; then what a client has to bear.
import { describe, expect, it } from 'vitest';
import { decodeEvents, encodeEvents, type CwaEvent, type UnreadableEvent } from './events';
import { ProtocolError } from './protocol-error';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
const envelope = (events: string): string => `<cwaEvents sid="77" ackId="16">${events}</cwaEvents>`;
const decodeAll = (events: string): readonly (CwaEvent | UnreadableEvent)[] => decodeEvents(envelope(events)).events;
const decodeOne = (event: string): CwaEvent | UnreadableEvent | undefined => decodeAll(event)[0];

const stateOpen =
  '<state xmlns="http://schemas.microsoft.com/2006/09/sip/state" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xsi:type="aggregateState"';
const cardOpen = '<contactCard xmlns="http://schemas.microsoft.com/2006/09/sip/contactcard">';
const noteOpen = '<note xmlns="http://schemas.microsoft.com/2006/09/sip/note">';

const cases: readonly (readonly [CwaEvent['kind'], CwaEvent, string])[] = [
  ['requestSucceeded', { kind: 'requestSucceeded', eid: 15, rid: '9' }, '<requestSucceeded eid="15" rid="9"/>'],
  [
    'requestFailed',
    { kind: 'requestFailed', eid: 22, rid: '8', error: { code: 18201, sipResponse: { code: 480 } } },
    '<requestFailed eid="22" rid="8"><error code="18201"><sipResponse code="480"/></error></requestFailed>',
  ],
  [
    'configuration',
    {
      kind: 'configuration',
      eid: 5,
      search: { defaultFunction: 'or', defaultFields: 12 },
      enableAppearOffline: true,
      imComposingTimers: { refreshInterval: 60, timeout: 120 },
      customAuthLogoffUrl: 'https://sso.example.com/bye?a=1&b=2',
      userNotice: 'Conversations may be archived.',
    },
    '<configuration eid="5"><search defaultFunction="or" defaultFields="12"/><enableAppearOffline>true</enableAppearOffline>' +
      '<imComposingTimers refreshInterval="60" timeout="120"/>' +
      '<customAuthLogoffUrl>https://sso.example.com/bye?a=1&amp;b=2</customAuthLogoffUrl>' +
      '<userNotice>Conversations may be archived.</userNotice></configuration>',
  ],
  [
    'contactGroup',
    {
      kind: 'contactGroup',
      eid: 16,
      fullList: true,
      deltaNum: 4,
      groups: [
        { action: 'added', group: { id: 1, name: '~', externalUri: '' } },
        { action: 'updated', group: { id: 2, name: 'All', externalUri: 'all@example.com' } },
        { action: 'deleted', id: 3 },
      ],
      contacts: [
        { action: 'added', contact: { uri: lee, name: 'Lee Park', subscribed: true, tag: false, groups: [1, 2] } },
        { action: 'updated', contact: { uri: kim, name: '', subscribed: false, tag: true } },
        { action: 'deleted', uri: kim },
      ],
    },
    '<contactGroup eid="16" fullList="true" deltaNum="4"><group id="1" action="added" name="~" externalUri=""/>' +
      '<group id="2" action="updated" name="All" externalUri="all@example.com"/><group id="3" action="deleted"/>' +
      `<contact action="added" uri="${lee}" name="Lee Park" subscribed="true" tag="false" groups="1 2"/>` +
      `<contact action="updated" uri="${kim}" name="" subscribed="false" tag="true"/><contact action="deleted" uri="${kim}"/>` +
      '</contactGroup>',
  ],
  [
    'subscribers',
    {
      kind: 'subscribers',
      eid: 6,
      subscribers: [
        { uri: lee, displayName: 'Lee Park', sourceNetwork: 'sameEnterprise', acknowledged: false },
        { uri: kim, acknowledged: true },
      ],
    },
    `<subscribers eid="6"><subscriber uri="${lee}" displayName="Lee Park" sourceNetwork="sameEnterprise" acknowledged="false"/>` +
      `<subscriber uri="${kim}" acknowledged="true"/></subscribers>`,
  ],
  [
    'containers',
    {
      kind: 'containers',
      eid: 7,
      containers: [
        {
          id: 200,
          members: [{ type: 'sameEnterprise' }, { type: 'domain', value: 'example.org' }, { type: 'uri', value: lee }],
        },
        { id: 32000, members: [] },
      ],
    },
    '<containers eid="7"><container id="200"><member type="sameEnterprise"/><member type="domain" value="example.org"/>' +
      `<member type="uri" value="${lee}"/></container><container id="32000"/></containers>`,
  ],
  [
    'selfPresence',
    {
      kind: 'selfPresence',
      eid: 8,
      categories: [
        {
          name: 'contactCard',
          instance: 0,
          version: 0,
          publishTime: '2009-04-02T08:15:00Z',
          payload: {
            kind: 'contactCard',
            displayName: 'Dana Fox',
            email: 'dana@example.com',
            phones: [{ type: 'work', uri: 'tel:+15550100', displayString: '555 0100' }, { type: 'custom1' }],
            company: 'Example & Co',
            title: 'Buyer',
            office: '2.14',
            addresses: '<address xmlns="http://schemas.microsoft.com/2006/09/sip/contactcard" type="work"/>',
          },
        },
        { name: 'note' },
      ],
    },
    `<selfPresence eid="8"><cwaCategory name="contactCard" instance="0" version="0" publishTime="2009-04-02T08:15:00Z">${cardOpen}` +
      '<identity><name><displayName>Dana Fox</displayName></name><email>dana@example.com</email></identity>' +
      '<company>Example &amp; Co</company><title>Buyer</title><office>2.14</office>' +
      '<phone type="work"><uri>tel:+15550100</uri><displayString>555 0100</displayString></phone><phone type="custom1"/>' +
      '<address xmlns="http://schemas.microsoft.com/2006/09/sip/contactcard" type="work"/></contactCard></cwaCategory>' +
      '<cwaCategory name="note"/></selfPresence>',
  ],
  [
    'userPresence',
    {
      kind: 'userPresence',
      eid: 12,
      users: [
        {
          uri: lee,
          sourceNetwork: 'federated',
          iconUri: 'https://example.org/icon.png',
          categories: [
            {
              name: 'state',
              instance: 1,
              payload: {
                kind: 'state',
                type: 'aggregateState',
                lastActive: '2009-04-02T09:00:00Z',
                availability: 6500,
                activities: [
                  {
                    token: 'on-the-phone',
                    minAvailability: 6500,
                    maxAvailability: 8999,
                    custom: [{ lcid: 1033, text: 'On a call' }],
                  },
                ],
                device: 'computer',
              },
            },
            {
              name: 'note',
              instance: 0,
              payload: {
                kind: 'note',
                bodies: [
                  { type: 'OOF', text: 'Back on Monday', lcid: 1033, startTime: '2009-04-02T09:00:00Z' },
                  { type: 'personal', text: ' two\r\nlines ' },
                ],
              },
            },
            {
              name: 'calendarData',
              payload: { kind: 'calendarData', xml: '<calendarData xmlns="urn:c"><x/></calendarData>' },
            },
            { name: 'services', payload: { kind: 'services', xml: '<services xmlns="urn:s"/>' } },
            { name: 'device', payload: { kind: 'foreign', xml: '<device xmlns="urn:d"/><device xmlns="urn:d"/>' } },
          ],
          rawCategories: [{ name: 'mood', nameSpace: 'urn:m', xml: '<mood xmlns="urn:m"/>' }],
          xml: '<guest xmlns="urn:g"/>',
        },
      ],
    },
    `<userPresence eid="12"><user uri="${lee}" sourceNetwork="federated" iconUri="https://example.org/icon.png">` +
      `<cwaCategory name="state" instance="1">${stateOpen} lastActive="2009-04-02T09:00:00Z"><availability>6500</availability>` +
      '<activity token="on-the-phone" minAvailability="6500" maxAvailability="8999"><custom LCID="1033">On a call</custom></activity>' +
      `<device>computer</device></state></cwaCategory><cwaCategory name="note" instance="0">${noteOpen}` +
      '<body type="OOF" LCID="1033" startTime="2009-04-02T09:00:00Z">Back on Monday</body>' +
      '<body type="personal"> two&#13;\nlines </body></note></cwaCategory>' +
      '<cwaCategory name="calendarData"><calendarData xmlns="urn:c"><x/></calendarData></cwaCategory>' +
      '<cwaCategory name="services"><services xmlns="urn:s"/></cwaCategory>' +
      '<cwaCategory name="device"><device xmlns="urn:d"/><device xmlns="urn:d"/></cwaCategory>' +
      '<rawCategory name="mood" nameSpace="urn:m"><mood xmlns="urn:m"/></rawCategory><guest xmlns="urn:g"/></user></userPresence>',
  ],
  [
    'presenceSubscriptionState',
    {
      kind: 'presenceSubscriptionState',
      eid: 13,
      users: [
        { uri: lee, state: 'subscribed' },
        { uri: kim, state: 'retrying' },
      ],
    },
    `<presenceSubscriptionState eid="13"><user uri="${lee}" state="subscribed"/><user uri="${kim}" state="retrying"/>` +
      '</presenceSubscriptionState>',
  ],
  [
    'searchResult',
    {
      kind: 'searchResult',
      eid: 14,
      rid: '5',
      moreAvailable: true,
      users: [
        {
          uri: lee,
          displayName: 'Lee Park',
          title: 'Clerk',
          office: '1',
          phone: '0012',
          homePhone: '2',
          cellPhone: '3',
          otherPhone: '4',
          company: 'C',
          city: 'D',
          state: 'E',
          country: 'F',
          email: 'lee@example.com',
        },
        { uri: kim },
      ],
    },
    `<searchResult eid="14" rid="5" returned="2" moreAvailable="true"><user uri="${lee}" displayName="Lee Park" title="Clerk" ` +
      'office="1" phone="0012" homePhone="2" cellPhone="3" otherPhone="4" company="C" city="D" state="E" country="F" ' +
      `email="lee@example.com"/><user uri="${kim}"/></searchResult>`,
  ],
  [
    'selfRawCategories',
    {
      kind: 'selfRawCategories',
      eid: 17,
      categories: [
        {
          name: 'mood',
          nameSpace: 'urn:m',
          publishTime: '2009-04-02T09:00:00Z',
          endpointId: 'e1',
          expireType: 'time',
          expires: '2009-04-03T09:00:00Z',
          xml: '<mood xmlns="urn:m">fine</mood>',
        },
      ],
    },
    '<selfRawCategories eid="17"><rawCategory name="mood" nameSpace="urn:m" publishTime="2009-04-02T09:00:00Z" endpointId="e1" ' +
      'expireType="time" expires="2009-04-03T09:00:00Z"><mood xmlns="urn:m">fine</mood></rawCategory></selfRawCategories>',
  ],
  [
    'userRawCategories',
    {
      kind: 'userRawCategories',
      eid: 18,
      users: [{ uri: lee, categories: [{ name: 'mood', nameSpace: 'urn:m', xml: '' }] }],
    },
    `<userRawCategories eid="18"><user uri="${lee}"><rawCategory name="mood" nameSpace="urn:m"/></user></userRawCategories>`,
  ],
  [
    'conference',
    {
      kind: 'conference',
      eid: 19,
      confId: 3,
      updates: [
        { kind: 'role', role: 'attendee' },
        { kind: 'locked', locked: true },
      ],
    },
    '<conference eid="19" confId="3"><role>attendee</role><locked>true</locked></conference>',
  ],
];

describe('an event is written and read', () => {
  it.each(cases)('%s', (_kind, event, xml) => {
    expect(encodeEvents({ sid: 77, ackId: 16, events: [event] })).toBe(envelope(xml));
    expect(decodeEvents(envelope(xml))).toEqual({ sid: 77, ackId: 16, events: [event] });
  });

  it('cwaEvents with all its attributes and nothing new', () => {
    const value = { sid: 77, ackId: 0, pollWaitTimeMs: 1000, sessionTimeoutS: 594, events: [] };
    const xml = '<cwaEvents sid="77" ackId="0" pollWaitTime="1000" sessionTimeout="594"/>';
    expect(encodeEvents(value)).toBe(xml);
    expect(decodeEvents(xml)).toEqual(value);
  });

  it('with prefixes, blanks between and the ackId of another release', () => {
    const text = `<c:cwaEvents xmlns:c="http://schemas.microsoft.com/2006/09/rtc/cwa" lastEventId="16">
        <c:conference eid="16" confId="3">
          <c:imSessionState> connected </c:imSessionState>
        </c:conference>
      </c:cwaEvents>`;
    expect(decodeEvents(text)).toEqual({
      ackId: 16,
      events: [{ kind: 'conference', eid: 16, confId: 3, updates: [{ kind: 'imSessionState', state: 'connected' }] }],
    });
  });
});

describe('presence is read as it comes', () => {
  it('with a contactCard whose namespaces were declared around it', () => {
    const xml =
      '<userPresence eid="1" xmlns:k="urn:k"><user uri="sip:lee@example.com"><cwaCategory name="contactCard">' +
      '<k:contactCard><k:identity><k:name><k:displayName> Lee </k:displayName></k:name></k:identity>' +
      '<k:address type="home"><k:city>Bern</k:city></k:address></k:contactCard></cwaCategory></user></userPresence>';
    expect(decodeOne(xml)).toMatchObject({
      users: [
        {
          categories: [
            {
              payload: {
                displayName: 'Lee',
                addresses: '<k:address xmlns:k="urn:k" type="home"><k:city>Bern</k:city></k:address>',
              },
            },
          ],
        },
      ],
    });
  });

  it('with a state whose type has another prefix, and fields behind a delimiter', () => {
    const xml =
      '<selfPresence eid="1"><cwaCategory name="state" instance="1"><state xmlns:i="http://www.w3.org/2001/XMLSchema-instance" ' +
      'i:type="calendarState" manual="TRUE" startTime="2009-04-02T09:00:00Z" uri="sip:dana@example.com" endpointId="e">' +
      '<availability> 6500 </availability><activity/><endpointLocation>Home</endpointLocation>' +
      '<meetingSubject>Plans</meetingSubject><meetingLocation>2.14</meetingLocation><delimiter xmlns="urn:d"/>' +
      '<timeZoneBias>-60</timeZoneBias><timeZoneName>CET</timeZoneName><timeZoneAbbreviation>C</timeZoneAbbreviation>' +
      '</state></cwaCategory></selfPresence>';
    expect(decodeOne(xml)).toMatchObject({
      categories: [
        {
          payload: {
            kind: 'state',
            type: 'calendarState',
            manual: true,
            startTime: '2009-04-02T09:00:00Z',
            uri: 'sip:dana@example.com',
            endpointId: 'e',
            availability: 6500,
            activities: [{ custom: [] }],
            endpointLocation: 'Home',
            meetingSubject: 'Plans',
            meetingLocation: '2.14',
            timeZoneBias: '-60',
            timeZoneName: 'CET',
            timeZoneAbbreviation: 'C',
          },
        },
      ],
    });
  });

  it('with a number that is none left out', () => {
    const xml =
      '<selfPresence eid="1"><cwaCategory name="state" version="1e5" instance="true"><state><availability>soon</availability></state>' +
      '</cwaCategory></selfPresence>';
    expect(decodeOne(xml)).toEqual({
      kind: 'selfPresence',
      eid: 1,
      categories: [{ name: 'state', payload: { kind: 'state', activities: [] } }],
    });
  });
});

describe('one thing that breaks the rules costs nothing else', () => {
  it('an event with a missing value is told by its name', () => {
    const events = decodeAll('<requestSucceeded eid="1" rid="1"/><locked eid="4"/><requestSucceeded eid="5"/>');
    expect(events).toEqual([
      { kind: 'requestSucceeded', eid: 1, rid: '1' },
      { kind: 'conference', eid: 4, confId: 0, updates: [{ kind: 'unknown', name: 'locked' }] },
      { kind: 'requestSucceeded', eid: 5, rid: '' },
    ]);
  });

  it('7.4 an event counts without its eid, and a conference without its confId', () => {
    expect(decodeAll('<requestSucceeded rid="1"/><conference><locked>true</locked></conference>')).toEqual([
      { kind: 'requestSucceeded', rid: '1' },
      { kind: 'conference', confId: 0, updates: [{ kind: 'locked', locked: true }] },
    ]);
  });

  it('an unknown event keeps its name and eid, and is written by them', () => {
    const [event] = decodeAll('<sessionNews EID="9"><x/></sessionNews>');
    expect(event).toEqual({ kind: 'unknown', name: 'sessionNews', eid: 9 });
    expect(encodeEvents({ ackId: 1, events: [event!] })).toBe(
      '<cwaEvents ackId="1"><sessionNews eid="9"/></cwaEvents>',
    );
  });

  it.each([
    [
      'contactGroup',
      `<group name="no id"/><group id="1" name="A"/><contact name="B"/><contact uri=" "/><contact uri="${lee}" name="C"/>`,
      { groups: [{ action: 'added' }], contacts: [{ contact: { uri: lee } }] },
      3,
    ],
    ['subscribers', `<subscriber uri=""/><subscriber uri="${lee}"/>`, { subscribers: [{ uri: lee }] }, 1],
    [
      'containers',
      `<container><member type="everyone"/></container><container id="100"><member type="odd"/><member type="uri"/><member type="uri" value="${lee}"/></container>`,
      { containers: [{ id: 100, members: [{ type: 'uri', value: lee }] }] },
      3,
    ],
    ['selfPresence', '<cwaCategory/><cwaCategory name="a"/>', { categories: [{ name: 'a' }] }, 1],
    ['userPresence', `<user/><user uri="${lee}"/>`, { users: [{ uri: lee }] }, 1],
    [
      'presenceSubscriptionState',
      `<user uri="${lee}" state="odd"/><user uri="${kim}" state="terminated"/>`,
      { users: [{ uri: kim }] },
      1,
    ],
    [
      'selfRawCategories',
      '<rawCategory name="a"><x:y/></rawCategory><rawCategory name="b"/>',
      { categories: [{ name: 'b' }] },
      1,
    ],
    [
      'userRawCategories',
      `<user uri="x"/><user uri="${lee}"><rawCategory/><rawCategory name="a"/></user>`,
      { users: [{ uri: lee, categories: [{ name: 'a' }] }] },
      2,
    ],
  ])('%s leaves out and counts its bad entries', (name, inside, expected, skipped) => {
    expect(decodeOne(`<${name} eid="1">${inside}</${name}>`)).toMatchObject({ kind: name, ...expected, skipped });
  });

  it('searchResult leaves out and counts its bad entries', () => {
    const xml = `<searchResult eid="1" rid="5" returned="2"><user displayName="Nobody"/><user uri="${lee}"/></searchResult>`;
    expect(decodeOne(xml)).toEqual({
      kind: 'searchResult',
      eid: 1,
      rid: '5',
      moreAvailable: false,
      users: [{ uri: lee }],
      skipped: 1,
      skippedFor: 'missing-value',
    });
  });

  it('userPresence keeps a user whose one category is bad', () => {
    const xml = `<userPresence eid="1"><user uri="${lee}"><cwaCategory name="note"/><cwaCategory/><rawCategory/><x:y/><z/></user></userPresence>`;
    expect(decodeOne(xml)).toEqual({
      kind: 'userPresence',
      eid: 1,
      users: [
        {
          uri: lee,
          categories: [{ name: 'note' }],
          rawCategories: [],
          xml: '<z/>',
          skipped: 3,
          skippedFor: 'not-well-formed',
        },
      ],
    });
  });

  it.each([
    ['without a name', `uri="${lee}"`, { uri: lee, name: '' }],
    ['with an address that lacks its scheme', 'uri="lee@example.com" name="Lee"', { uri: lee, name: 'Lee' }],
    ['on a phone', 'uri="tel:+1 555 0100" name="Gate"', { uri: 'tel:+1 555 0100' }],
    ['of another network', 'uri="mailto:lee@example.com"', { uri: 'mailto:lee@example.com' }],
    ['with an address that is none', 'uri="Lee"', { uri: 'Lee' }],
    ['with an action that nobody knows', `uri="${lee}" action="moved"`, { uri: lee }],
    ['with odd flags', `uri="${lee}" tag="1" subscribed="True"`, { tag: true, subscribed: true }],
    ['with odder flags', `uri="${lee}" tag="yes" subscribed=""`, { tag: false, subscribed: false }],
  ])('4.11 keeps a contact %s', (_, attributes, contact) => {
    expect(decodeOne(`<contactGroup eid="1"><contact ${attributes}/></contactGroup>`)).toEqual({
      kind: 'contactGroup',
      eid: 1,
      fullList: false,
      groups: [],
      contacts: [{ action: 'added', contact: expect.objectContaining(contact) as unknown }],
    });
  });

  it.each([
    ['1 2', [1, 2]],
    ['1,2', [1, 2]],
    [' 1 ;\t2&#9;3&#10;4 ', [1, 2, 3, 4]],
    ['1 x 2', [1, 2]],
    ['1 1  2 1', [1, 2]],
    ['1.5 -2 0x3 4', [4]],
    ['x', []],
    ['', []],
  ])('4.11 reads the groups %j of a contact as %j', (groups, ids) => {
    const xml = `<contactGroup eid="1"><contact uri="${lee}" name="Lee" groups="${groups}"/></contactGroup>`;
    expect(decodeOne(xml)).toMatchObject({ contacts: [{ contact: { uri: lee, groups: ids } }] });
  });

  it('4.11 keeps a group without a name', () => {
    expect(decodeOne('<contactGroup eid="1"><group id="3"/></contactGroup>')).toMatchObject({
      groups: [{ action: 'added', group: { id: 3, name: '', externalUri: '' } }],
    });
  });
});

describe('contradictions of the pages about events', () => {
  it('7.4 reads initiateImSessionAccepted straight under cwaEvents', () => {
    expect(decodeOne('<initiateImSessionAccepted eid="2" rid="8" confId="3"/>')).toEqual({
      kind: 'conference',
      eid: 2,
      confId: 3,
      updates: [{ kind: 'initiateImSessionAccepted', rid: '8', confId: 3 }],
    });
  });

  it('7.6 reads sessionTimeout and sesionTimeout, and writes sessionTimeout', () => {
    expect(decodeEvents('<cwaEvents ackId="1" sessionTimeout="594"/>').sessionTimeoutS).toBe(594);
    expect(decodeEvents('<cwaEvents ackId="1" sesionTimeout="594"/>').sessionTimeoutS).toBe(594);
    expect(encodeEvents({ ackId: 1, sessionTimeoutS: 5, events: [] })).toBe(
      '<cwaEvents ackId="1" sessionTimeout="5"/>',
    );
  });

  it('7.7 reads Eid, Uri and Id as well', () => {
    expect(
      decodeOne('<Containers Eid="1"><Container Id="100"><Member Type="URI" Value="x"/></Container></Containers>'),
    ).toEqual({
      kind: 'containers',
      eid: 1,
      containers: [{ id: 100, members: [{ type: 'uri', value: 'x' }] }],
    });
  });

  it.each([16, 17, 18, 3])('7.8 takes ackId %i for what it is, whatever the last eid', (ackId) => {
    expect(decodeEvents(`<cwaEvents ackId="${ackId}"><requestSucceeded eid="16" rid="1"/></cwaEvents>`).ackId).toBe(
      ackId,
    );
  });

  it('7.8 reads a document without ackId, and refuses one whose ackId is no number', () => {
    const event = '<requestSucceeded eid="16" rid="1"/>';
    expect(decodeEvents(`<cwaEvents>${event}</cwaEvents>`)).toEqual({
      events: [{ kind: 'requestSucceeded', eid: 16, rid: '1' }],
    });
    expect(() => decodeEvents('<cwaEvents sid="x" ackId="many"/>')).toThrow(ProtocolError);
  });

  it('7.10 carries availability 0 with the token Offline', () => {
    const xml =
      '<selfPresence eid="1"><cwaCategory name="state"><state><availability>0</availability><activity token="Offline"/></state>' +
      '</cwaCategory></selfPresence>';
    expect(decodeOne(xml)).toMatchObject({
      categories: [{ payload: { availability: 0, activities: [{ token: 'Offline' }] } }],
    });
  });

  it('7.12 reads participantRemoved in conference and straight under cwaEvents', () => {
    const updates = [{ kind: 'participantRemoved', uri: lee }];
    expect(
      decodeOne(`<conference eid="1" confId="3"><participantRemoved>${lee}</participantRemoved></conference>`),
    ).toEqual({
      kind: 'conference',
      eid: 1,
      confId: 3,
      updates,
    });
    expect(decodeOne(`<participantRemoved eid="1" confId="3">${lee}</participantRemoved>`)).toMatchObject({
      confId: 3,
      updates,
    });
    expect(decodeOne(`<participantRemoved eid="1">${lee}</participantRemoved>`)).toMatchObject({ confId: 0, updates });
  });

  it('7.13 reads enableAppearOffline in conference and in configuration', () => {
    expect(
      decodeOne('<conference eid="1" confId="0"><enableAppearOffline>true</enableAppearOffline></conference>'),
    ).toMatchObject({
      updates: [{ kind: 'enableAppearOffline', enabled: true }],
    });
    expect(
      decodeOne('<configuration eid="1"><enableAppearOffline>False</enableAppearOffline></configuration>'),
    ).toEqual({
      kind: 'configuration',
      eid: 1,
      enableAppearOffline: false,
    });
  });

  it('7.14 reads subscribers as acknowledged only where it says so', () => {
    const xml = `<subscribers eid="1"><subscriber uri="lee@example.com"/><subscriber uri="${kim}" acknowledged="true"/></subscribers>`;
    expect(decodeOne(xml)).toEqual({
      kind: 'subscribers',
      eid: 1,
      subscribers: [
        { uri: lee, acknowledged: false },
        { uri: kim, acknowledged: true },
      ],
    });
  });

  it('7.15 reads instance, else instanceMask, and writes instance', () => {
    const read = (attributes: string): unknown =>
      decodeOne(`<selfPresence eid="1"><cwaCategory name="a" ${attributes}/></selfPresence>`);
    expect(read('instance="1"')).toMatchObject({ categories: [{ instance: 1 }] });
    expect(read('instanceMask="1"')).toMatchObject({ categories: [{ instance: 1 }] });
    expect(read('instanceMask="2" instance="1" expires="true" effectiveAt="now"')).toMatchObject({
      categories: [{ instance: 1, expires: 'true', effectiveAt: 'now' }],
    });
    const event: CwaEvent = { kind: 'selfPresence', eid: 1, categories: [{ name: 'a', instance: 1 }] };
    expect(encodeEvents({ ackId: 1, events: [event] })).toContain('<cwaCategory name="a" instance="1"/>');
  });

  it.each([
    [60, 120],
    [3, 60],
    [1000, 20000],
  ])('7.16 carries imComposingTimers of %i and %i as they are', (refreshInterval, timeout) => {
    const xml = `<configuration eid="1"><imComposingTimers refreshInterval="${refreshInterval}" timeout="${timeout}"/></configuration>`;
    expect(decodeOne(xml)).toMatchObject({ imComposingTimers: { refreshInterval, timeout } });
  });

  it('7.20 reads requestFailed with an error inside and without', () => {
    expect(decodeOne('<requestFailed eid="1" rid="2"><error code="18102"/></requestFailed>')).toMatchObject({
      error: { code: 18102 },
    });
    expect(decodeOne('<requestFailed eid="1" rid="2"><exception>x</exception></requestFailed>')).toMatchObject({
      error: { code: 0, reason: 'x' },
    });
  });

  it('7.22 reads requestAccepted on the data channel as on the command channel', () => {
    const block = '<requestAccepted rid="2"><initiateImSessionAccepted rid="2" confId="1" /></requestAccepted>';
    expect(decodeAll(`<requestAccepted eid="1" rid="2"/>${block}<requestSucceeded eid="2" rid="2"/>`)).toEqual([
      { kind: 'requestAccepted', eid: 1, rid: '2' },
      { kind: 'requestAccepted', rid: '2', confId: 1 },
      { kind: 'requestSucceeded', eid: 2, rid: '2' },
    ]);
  });

  it('7.18 reads requestInvalid and requestRejected on the data channel as requestFailed', () => {
    for (const name of ['requestInvalid', 'requestRejected']) {
      expect(decodeOne(`<${name} eid="1" rid="2"><error code="18001"/></${name}>`)).toEqual({
        kind: 'requestFailed',
        eid: 1,
        rid: '2',
        error: { code: 18001 },
      });
    }
  });

  it('reads what a server of ours lacks, and from nobody else', () => {
    const event: CwaEvent = { kind: 'configuration', eid: 1, lacks: ['calls', 'windowsSignIn'] };
    const written = encodeEvents({ ackId: 1, events: [event] });
    expect(written).toContain('<lacks xmlns="urn:parley:lacks:0">calls windowsSignIn</lacks>');
    expect(decodeEvents(written).events).toEqual([event]);
    const lacksIn = (lacks: string): unknown =>
      (decodeOne(`<configuration eid="1">${lacks}</configuration>`) as { lacks?: unknown }).lacks;
    expect(lacksIn('<lacks xmlns="urn:parley:lacks:0"> flying  calls calls </lacks>')).toEqual(['calls']);
    expect(lacksIn('<lacks xmlns="urn:other">calls</lacks><lacks>calls</lacks>')).toBeUndefined();
  });

  it('7.24 reads configuration and configurations, and writes configuration', () => {
    const event: CwaEvent = { kind: 'configuration', eid: 1, userNotice: 'x' };
    for (const name of ['configuration', 'configurations']) {
      expect(decodeOne(`<${name} eid="1"><userNotice>x</userNotice></${name}>`)).toEqual(event);
    }
    expect(encodeEvents({ ackId: 1, events: [event] })).toContain('<configuration eid="1">');
  });

  it('7.27 reads the action deleted and delete, also of contactGroupChanged', () => {
    for (const action of ['deleted', 'delete', 'Deleted']) {
      const inside = `<group id="1" action="${action}"/><contact uri="${lee}" action="${action}"/>`;
      for (const name of ['contactGroup', 'contactGroupChanged']) {
        expect(decodeOne(`<${name} eid="1">${inside}</${name}>`)).toEqual({
          kind: 'contactGroup',
          eid: 1,
          fullList: false,
          groups: [{ action: 'deleted', id: 1 }],
          contacts: [{ action: 'deleted', uri: lee }],
        });
      }
    }
  });

  it.each([
    [
      'a doubled attribute',
      '<searchResult eid="1" rid="1" returned="1" moreAvailable="false" returned="2"><user uri="lee@example.com" title="A" title="B"/></searchResult>',
    ],
    [
      'no blank between attributes',
      '<searchResult eid="1" rid="1"><user uri="lee@example.com"title="A"></user></searchResult>',
    ],
    [
      'a start tag that does not end',
      '<searchResult eid="1" rid="1"><user uri="lee@example.com" title="A"\n</user></searchResult>',
    ],
    [
      'an entry that does not end',
      '<searchResult eid="1" rid="1"><user uri="lee@example.com" title="A"></searchResult>',
    ],
    ['neither', '<searchResult eid="1" rid="1"><user uri="lee@example.com" title="A" </searchResult>'],
  ])('7.28 reads a searchResult with %s', (_what, xml) => {
    expect(decodeAll(`${xml}<requestSucceeded eid="2" rid="7"/>`)).toEqual([
      { kind: 'searchResult', eid: 1, rid: '1', moreAvailable: false, users: [{ uri: lee, title: 'A' }] },
      { kind: 'requestSucceeded', eid: 2, rid: '7' },
    ]);
  });

  it.each([
    ['the start tags', `<user uri="${lee}" <user uri="${kim}" </searchResult>`],
    ['the entries', `<user uri="${lee}"><user uri="${kim}"></searchResult>`],
  ])('7.28 tells the entries of a searchResult from each other where none of %s ends', (_what, xml) => {
    expect(decodeOne(`<searchResult eid="1" rid="1">${xml}`)).toMatchObject({ users: [{ uri: lee }, { uri: kim }] });
  });

  it('7.28 closes nothing in an event whose parts have parts', () => {
    const message = '<messageReceived sender="sip:lee@example.com"><message><content>x</content></messageReceived>';
    expect(decodeOne(`<conference eid="1" confId="3">${message}</conference>`)).toMatchObject({ kind: 'unknown' });
  });

  it('7.29 reads an empty subject as there and empty', () => {
    const xml = `<conference eid="1" confId="3"><imSessionReceived><inviter uri="${lee}"/><subject/></imSessionReceived></conference>`;
    expect(decodeOne(xml)).toMatchObject({ updates: [{ kind: 'imSessionReceived', subject: '' }] });
  });

  it('7.34 reads and writes the role of a leader as presenter', () => {
    const xml = '<conference eid="1" confId="3"><role>presenter</role></conference>';
    const event: CwaEvent = { kind: 'conference', eid: 1, confId: 3, updates: [{ kind: 'role', role: 'presenter' }] };
    expect(decodeOne(xml)).toEqual(event);
    expect(encodeEvents({ sid: 77, ackId: 16, events: [event] })).toBe(envelope(xml));
  });

  it('7.36 trims every value but the words of a message and a note', () => {
    const xml =
      `<contactGroup eid=" 1 "><contact uri=" ${lee} " name=" Lee " groups=" 1  2 "/></contactGroup>` +
      `<selfPresence eid="2"><cwaCategory name=" note "><note><body type=" personal "> x </body></note></cwaCategory></selfPresence>`;
    expect(decodeAll(xml)).toMatchObject([
      { eid: 1, contacts: [{ contact: { uri: lee, name: 'Lee', groups: [1, 2] } }] },
      { categories: [{ name: 'note', payload: { bodies: [{ type: 'personal', text: ' x ' }] } }] },
    ]);
  });
});

describe('a document that is no list of events is refused', () => {
  it.each([
    '<cwaResponses/>',
    '<html><body>Sign in</body></html>',
    '',
    'null',
    '<cwaEvents ackId="1">',
    '<!DOCTYPE x [<!ENTITY y "z">]><cwaEvents ackId="1"/>',
  ])('%j', (text) => expect(() => decodeEvents(text)).toThrow(ProtocolError));
});
