// Every request and every action of a conversation as a document of our own, both ways; then what a server has to bear or refuse.
import { describe, expect, it } from 'vitest';
import type { ConferenceAction } from './conference-actions';
import { plainImFormat } from './im-format';
import { ProtocolError } from './protocol-error';
import { decodeRequests, encodeRequests, type AnyRequest, type InvalidRequest } from './requests';

const namespace = 'http://schemas.microsoft.com/2006/09/rtc/cwa';
const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
const focus = 'sip:dana@example.com;gruu;opaque=app:conf:focus:id:5D3A7C';
const verdana = {
  ...plainImFormat,
  font: 'Verdana',
  bold: true,
  color: '#000080',
  family: 'swiss',
  pitch: 'variable',
} as const;
const verdanaText = 'X-MMS-IM-Format: FN=Verdana; EF=B; CO=800000; CS=0; PF=22';

const envelope = (request: string): string => `<cwaRequests xmlns="${namespace}" sid="77">${request}</cwaRequests>`;
const decodeOne = (request: string): AnyRequest | InvalidRequest | undefined =>
  decodeRequests(envelope(request)).requests[0];
const conference = (action: string): string => `<conference confId="3" rid="9">${action}</conference>`;
const actionOf = (action: string): ConferenceAction | string | undefined => {
  const request = decodeOne(conference(action));
  return request?.kind === 'conference' ? request.action : request?.kind === 'invalid' ? request.reason : undefined;
};

type Case<K> = K extends AnyRequest['kind'] ? readonly [K, Extract<AnyRequest, { kind: K }>, string] : never;

const cases: readonly Case<AnyRequest['kind']>[] = [
  [
    'initiateSession',
    {
      kind: 'initiateSession',
      rid: '1',
      localeId: 1033,
      securityMode: 'private',
      userStateAvailability: 3500,
      options: { autoPublishMachineState: true, autoSubscribePresenceForContacts: false },
      categoryEventFilter: ['state', 'note'],
      signInData: 'PHg+PC94Pg==',
    },
    '<initiateSession rid="1"><localeId>1033</localeId><securityMode>private</securityMode>' +
      '<userStateAvailability>3500</userStateAvailability>' +
      '<options autoPublishMachineState="true" autoSubscribePresenceForContacts="false"/>' +
      '<categoryEventFilter><category name="state"/><category name="note"/></categoryEventFilter>' +
      '<signInData>PHg+PC94Pg==</signInData></initiateSession>',
  ],
  ['terminateSession', { kind: 'terminateSession', rid: '2' }, '<terminateSession rid="2"/>'],
  [
    'addGroup',
    { kind: 'addGroup', rid: '3', name: 'Suppliers' },
    '<addGroup rid="3"><group name="Suppliers"/></addGroup>',
  ],
  [
    'addGroup',
    { kind: 'addGroup', rid: '3', name: 'All', externalUri: 'all@example.com' },
    '<addGroup rid="3"><group name="All" externalUri="all@example.com"/></addGroup>',
  ],
  [
    'updateGroup',
    { kind: 'updateGroup', rid: '4', id: 2, name: 'A & B' },
    '<updateGroup rid="4"><group id="2" name="A &amp; B"/></updateGroup>',
  ],
  ['deleteGroup', { kind: 'deleteGroup', rid: '5', id: 2 }, '<deleteGroup rid="5"><group id="2"/></deleteGroup>'],
  [
    'addContact',
    {
      kind: 'addContact',
      rid: '6',
      contact: { uri: lee, name: 'Lee Park', subscribed: true, tag: false, groups: [1, 2] },
    },
    `<addContact rid="6"><contact uri="${lee}" name="Lee Park" subscribed="true" tag="false" groups="1 2"/></addContact>`,
  ],
  [
    'updateContact',
    { kind: 'updateContact', rid: '7', contact: { uri: lee, name: '', subscribed: false, tag: true, groups: [] } },
    `<updateContact rid="7"><contact uri="${lee}" name="" subscribed="false" tag="true" groups=""/></updateContact>`,
  ],
  [
    'deleteContact',
    { kind: 'deleteContact', rid: '8', uri: lee },
    `<deleteContact rid="8"><uri>${lee}</uri></deleteContact>`,
  ],
  [
    'acknowledgeSubscriber',
    { kind: 'acknowledgeSubscriber', rid: '9', uris: [lee, kim] },
    `<acknowledgeSubscriber rid="9"><uri>${lee}</uri><uri>${kim}</uri></acknowledgeSubscriber>`,
  ],
  [
    'updateContainer',
    {
      kind: 'updateContainer',
      rid: '10',
      id: 300,
      addMembers: [{ type: 'uri', value: lee }, { type: 'everyone' }],
      deleteMembers: [{ type: 'domain', value: 'example.com' }, { type: 'federated' }],
    },
    '<updateContainer rid="10"><container id="300"><deleteMember type="domain" value="example.com"/>' +
      `<deleteMember type="federated"/><addMember type="uri" value="${lee}"/><addMember type="everyone"/>` +
      '</container></updateContainer>',
  ],
  [
    'publishSelfPresence',
    {
      kind: 'publishSelfPresence',
      rid: '11',
      categories: [
        {
          name: 'state',
          instanceMask: 0x20000000,
          payload: { kind: 'state', type: 'userState', manual: true, availability: 6500, activities: [] },
        },
        {
          name: 'note',
          instanceMask: 0,
          payload: { kind: 'note', bodies: [{ type: 'personal', text: ' Until four ' }] },
        },
      ],
    },
    '<publishSelfPresence rid="11"><cwaCategory name="state" instanceMask="536870912" expires="-1">' +
      '<state xmlns="http://schemas.microsoft.com/2006/09/sip/state" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
      'xsi:type="userState" manual="true"><availability>6500</availability></state></cwaCategory>' +
      '<cwaCategory name="note" instanceMask="0" expires="-1"><note xmlns="http://schemas.microsoft.com/2006/09/sip/note">' +
      '<body type="personal"> Until four </body></note></cwaCategory></publishSelfPresence>',
  ],
  [
    'publishRawCategories',
    {
      kind: 'publishRawCategories',
      rid: '12',
      categories: [
        {
          name: 'mood',
          nameSpace: 'urn:mood',
          instanceMask: 1,
          version: 2,
          container: '400',
          expireType: 'static',
          xml: '<mood xmlns="urn:mood" level="3">fine &amp; dry</mood>',
        },
      ],
    },
    '<publishRawCategories rid="12"><rawCategory name="mood" nameSpace="urn:mood" instanceMask="1" version="2" container="400" ' +
      'expireType="static"><mood xmlns="urn:mood" level="3">fine &amp; dry</mood></rawCategory></publishRawCategories>',
  ],
  [
    'queryPresence',
    { kind: 'queryPresence', rid: '13', uris: [lee] },
    `<queryPresence rid="13"><uris><uri>${lee}</uri></uris></queryPresence>`,
  ],
  [
    'subscribePresence',
    { kind: 'subscribePresence', rid: '14', uris: [lee, kim] },
    `<subscribePresence rid="14"><uris><uri>${lee}</uri><uri>${kim}</uri></uris></subscribePresence>`,
  ],
  [
    'unSubscribePresence',
    { kind: 'unSubscribePresence', rid: '15', uris: [lee] },
    `<unSubscribePresence rid="15"><uris><uri>${lee}</uri></uris></unSubscribePresence>`,
  ],
  [
    'search',
    {
      kind: 'search',
      rid: '16',
      firstName: ['Lee'],
      lastName: ['Park', 'Parker'],
      displayName: [],
      emailAlias: ['lee@example.com'],
      function: 'and',
    },
    '<search rid="16"><firstName>Lee</firstName><lastName>Park</lastName><lastName>Parker</lastName>' +
      '<emailAlias>lee@example.com</emailAlias><function>and</function></search>',
  ],
];

const actions: readonly (readonly [ConferenceAction['kind'], ConferenceAction, string])[] = [
  [
    'initiateImSession',
    {
      kind: 'initiateImSession',
      uris: [lee],
      message: { content: 'Is the dock free at noon?', format: verdana },
      subject: 'Delivery slot',
    },
    `<initiateImSession><uris><uri>${lee}</uri></uris><message><format>${verdanaText}</format>` +
      '<content>Is the dock free at noon?</content></message><subject>Delivery slot</subject></initiateImSession>',
  ],
  ['acceptImSession', { kind: 'acceptImSession' }, '<acceptImSession/>'],
  ['terminateImSession', { kind: 'terminateImSession' }, '<terminateImSession/>'],
  [
    'sendMessage',
    { kind: 'sendMessage', message: { content: "  it's <here> ]]> & there\r\n\t", format: verdana } },
    `<sendMessage><format>${verdanaText}</format>` +
      '<content>  it&apos;s &lt;here&gt; ]]&gt; &amp; there&#13;\n\t</content></sendMessage>',
  ],
  [
    'sendInfo',
    { kind: 'sendInfo', contentType: 'text/XML', content: '<a/>' },
    '<sendInfo><contentType>text/XML</contentType><content>&lt;a/&gt;</content></sendInfo>',
  ],
  ['notifyComposing', { kind: 'notifyComposing', state: 'composing' }, '<notifyComposing>composing</notifyComposing>'],
  ['notifyComposing', { kind: 'notifyComposing', state: 'idle' }, '<notifyComposing>idle</notifyComposing>'],
  [
    'inviteParticipants',
    { kind: 'inviteParticipants', uris: [lee, kim] },
    `<inviteParticipants><uris><uri>${lee}</uri><uri>${kim}</uri></uris></inviteParticipants>`,
  ],
  ['ejectParticipant', { kind: 'ejectParticipant', uri: lee }, `<ejectParticipant>${lee}</ejectParticipant>`],
  ['promoteParticipant', { kind: 'promoteParticipant', uri: lee }, `<promoteParticipant>${lee}</promoteParticipant>`],
  ['lock', { kind: 'lock', locked: true }, '<lock>true</lock>'],
  ['lock', { kind: 'lock', locked: false }, '<lock>false</lock>'],
  [
    'voIPRedirect',
    { kind: 'voIPRedirect', uri: 'tel:+15550100' },
    '<voIPRedirect><uri>tel:+15550100</uri></voIPRedirect>',
  ],
  ...(['busyhere', 'declineeverywhere', 'temporarilyunavailable', 'voicemail'] as const).map(
    (action) =>
      [
        'voIPTerminate',
        { kind: 'voIPTerminate', action },
        `<voIPTerminate><action>${action}</action></voIPTerminate>`,
      ] as const,
  ),
  ['voIPReplyWithIM', { kind: 'voIPReplyWithIM' }, '<voIPReplyWithIM/>'],
];

const kindsIn = (table: readonly (readonly [string, ...unknown[]])[]): string[] => [
  ...new Set(table.map(([kind]) => kind)),
];

describe('a request is written and read', () => {
  it.each(kindsIn(cases))('%s', (kind) => {
    for (const [, request, xml] of cases.filter(([each]) => each === kind)) {
      expect(encodeRequests({ sid: 77, requests: [request] })).toBe(envelope(xml));
      expect(decodeRequests(envelope(xml))).toEqual({ sid: 77, requests: [request] });
    }
  });

  it.each(kindsIn(actions))('conference with %s', (kind) => {
    for (const [, action, xml] of actions.filter(([each]) => each === kind)) {
      const request = { kind: 'conference', rid: '9', confId: 3, action } as const;
      expect(encodeRequests({ sid: 77, requests: [request] })).toBe(envelope(conference(xml)));
      expect(decodeRequests(envelope(conference(xml)))).toEqual({ sid: 77, requests: [request] });
    }
  });

  it('conference, with the rid and the confId around one action', () => {
    const request = { kind: 'conference', rid: '8', confId: 0, action: { kind: 'acceptImSession' } } as const;
    const xml = '<conference confId="0" rid="8"><acceptImSession/></conference>';
    expect(encodeRequests({ sid: 77, requests: [request] })).toBe(envelope(xml));
    expect(decodeOne(xml)).toEqual(request);
    expect(decodeOne('<conference confId="3"><acceptImSession/></conference>')).toMatchObject({ reason: 'rid' });
    expect(decodeOne('<conference confId="3" rid="8"/>')).toMatchObject({ rid: '8', reason: 'an action' });
  });

  it('logon, alone without a namespace', () => {
    const request = {
      kind: 'logon',
      user: 'EXAMPLE\\dana',
      password: ' pa<ss & word ',
      uri: 'sip:dana@example.com',
    } as const;
    const xml =
      '<cwaRequests><logon><user>EXAMPLE\\dana</user><password> pa&lt;ss &amp; word </password>' +
      '<uri>sip:dana@example.com</uri></logon></cwaRequests>';
    expect(encodeRequests({ requests: [request] })).toBe(xml);
    expect(decodeRequests(xml)).toEqual({ requests: [request] });
  });

  it('logon, empty where Windows signs in', () => {
    expect(encodeRequests({ requests: [{ kind: 'logon' }] })).toBe('<cwaRequests><logon/></cwaRequests>');
    expect(decodeRequests('<cwaRequests><logon></logon></cwaRequests>').requests).toEqual([{ kind: 'logon' }]);
  });

  it('several in one document, in order', () => {
    const requests = cases.map(([, request]) => request);
    expect(decodeRequests(encodeRequests({ sid: 1, requests })).requests).toEqual(requests);
  });
});

describe('a request is read from other forms', () => {
  it('with prefixes, a declaration, blanks between, attributes in any order and case', () => {
    const text = `<?xml version="1.0" encoding="utf-8"?>
      <c:cwaRequests xmlns:c="${namespace}" SID=' 77 '>
        <c:subscribePresence Rid="20">
          <c:uris> <c:uri> ${lee} </c:uri> </c:uris>
        </c:subscribePresence>
      </c:cwaRequests>`;
    expect(decodeRequests(text)).toEqual({
      sid: 77,
      requests: [{ kind: 'subscribePresence', rid: '20', uris: [lee] }],
    });
  });

  it('initiateSession with its flags left out, which are true by default', () => {
    expect(decodeOne('<initiateSession rid="1"><options debug="1"/></initiateSession>')).toEqual({
      kind: 'initiateSession',
      rid: '1',
      options: { autoPublishMachineState: true, autoSubscribePresenceForContacts: true },
    });
  });

  it('initiateSession with an element of another namespace', () => {
    const guest = '<initiateSession rid="1"><x:y xmlns:x="urn:x"/><z xmlns="urn:z"/></initiateSession>';
    expect(decodeOne(guest)).toEqual({ kind: 'initiateSession', rid: '1' });
  });

  it('acknowledgeSubscriber with its addresses in uris', () => {
    expect(decodeOne(`<acknowledgeSubscriber rid="1"><uris><uri>${lee}</uri></uris></acknowledgeSubscriber>`)).toEqual({
      kind: 'acknowledgeSubscriber',
      rid: '1',
      uris: [lee],
    });
  });

  it('search with empty criteria, which are none', () => {
    expect(
      decodeOne('<search rid="1"><firstName/><lastName> </lastName><emailAlias>lee</emailAlias></search>'),
    ).toEqual({
      kind: 'search',
      rid: '1',
      firstName: [],
      lastName: [],
      displayName: [],
      emailAlias: ['lee'],
    });
  });

  it('initiateImSession that joins by confUri', () => {
    const action = `<initiateImSession><confUri>${focus}</confUri><message><content>back</content></message></initiateImSession>`;
    expect(actionOf(action)).toEqual({ kind: 'initiateImSession', uris: [focus], message: { content: 'back' } });
  });

  it('sendMessage with a message around', () => {
    expect(actionOf('<sendMessage><message><content> hi </content></message></sendMessage>')).toEqual({
      kind: 'sendMessage',
      message: { content: ' hi ' },
    });
  });

  it('sendMessage with CDATA, comments and references in its text', () => {
    const content = '<![CDATA[<b>]]><!-- x --> &amp;amp; &#x263A;<?y?>\r\n';
    expect(actionOf(`<sendMessage><content>${content}</content></sendMessage>`)).toEqual({
      kind: 'sendMessage',
      message: { content: '<b> &amp; ☺\n' },
    });
  });

  it('publishRawCategories with namespaces that were declared around it', () => {
    const text =
      `<cwaRequests xmlns="${namespace}" xmlns:m="urn:mood" sid="1"><publishRawCategories rid="1">` +
      '<rawCategory name="mood" nameSpace="urn:mood" xmlns:t="urn:type" xmlns:xsi="urn:xsi">' +
      '<m:mood xsi:type="t:fine"/><mood/><mood xmlns=""/></rawCategory></publishRawCategories></cwaRequests>';
    const [request] = decodeRequests(text).requests;
    const xml =
      '<m:mood xmlns:m="urn:mood" xmlns:xsi="urn:xsi" xmlns:t="urn:type" xsi:type="t:fine"/>' +
      `<mood xmlns="${namespace}"/><mood/>`;
    expect(request).toMatchObject({ categories: [{ xml }] });
    expect(decodeRequests(encodeRequests({ sid: 1, requests: [request as AnyRequest] })).requests).toEqual([request]);
  });
});

describe('a request that breaks the rules is invalid, and the others are read', () => {
  it.each([
    ['an unknown request', '<makeCoffee rid="1"/>', { reason: 'an unknown request' }],
    ['no rid', '<terminateSession/>', { request: 'terminateSession', reason: 'rid' }],
    ['no child', '<queryPresence rid="1"/>', { request: 'queryPresence', reason: 'uris' }],
    ['an empty list', '<queryPresence rid="1"><uris/></queryPresence>', { request: 'queryPresence', reason: 'uri' }],
    [
      'an address without sip:',
      '<unSubscribePresence rid="1"><uris><uri>lee@example.com</uri></uris></unSubscribePresence>',
      { reason: 'uri: not a SIP URI' },
    ],
    ['a number that is none', '<deleteGroup rid="1"><group id="two"/></deleteGroup>', { reason: 'id' }],
    [
      'a contact without a name',
      `<addContact rid="1"><contact uri="${lee}"/></addContact>`,
      { request: 'addContact', reason: 'name' },
    ],
    [
      'groups that are none',
      `<addContact rid="1"><contact uri="${lee}" name="" groups="a"/></addContact>`,
      { reason: 'groups' },
    ],
    [
      'a member without its value',
      '<updateContainer rid="1"><container id="1"><addMember type="uri"/></container></updateContainer>',
      { reason: 'value' },
    ],
    [
      'a member of no type',
      '<updateContainer rid="1"><container id="1"><addMember type="x"/></container></updateContainer>',
      { reason: 'type' },
    ],
    ['an empty function of a search', '<search rid="1"><function/></search>', { reason: 'function' }],
    [
      'a category without instanceMask',
      '<publishSelfPresence rid="1"><cwaCategory name="note"/></publishSelfPresence>',
      { reason: 'instanceMask' },
    ],
    [
      'an undeclared prefix',
      '<publishRawCategories rid="1"><rawCategory name="a" nameSpace="b"><x:y/></rawCategory></publishRawCategories>',
      { reason: 'an undeclared prefix' },
    ],
    ['a conference without an action', '<conference rid="1" confId="3"/>', { reason: 'an action' }],
    [
      'a conference with an unknown action',
      '<conference rid="1" confId="3"><dance/></conference>',
      { reason: 'an unknown element' },
    ],
    ['a message without content', '<conference rid="1" confId="3"><sendMessage/></conference>', { reason: 'content' }],
    [
      'a lock that is neither',
      '<conference rid="1" confId="3"><lock>maybe</lock></conference>',
      { reason: 'true or false' },
    ],
    [
      'an unknown way to end a call',
      '<conference rid="1" confId="3"><voIPTerminate><action>x</action></voIPTerminate></conference>',
      { reason: 'action' },
    ],
  ])('for %s', (_what, xml, expected) => {
    const { requests } = decodeRequests(envelope(`${xml}<terminateSession rid="2"/>`));
    expect(requests).toEqual([
      expect.objectContaining({ kind: 'invalid', ...expected }),
      { kind: 'terminateSession', rid: '2' },
    ]);
  });

  it('with its rid where it has one', () => {
    expect(decodeOne('<makeCoffee rid=" 5 "/>')).toEqual({
      kind: 'invalid',
      rid: '5',
      code: 'unknown-name',
      reason: 'an unknown request',
    });
  });
});

describe('contradictions of the pages about requests', () => {
  const message = '<message><content>x</content></message>';

  it('7.1 takes the misspelt initateImSession for initiateImSession, and never writes it', () => {
    const action = { kind: 'initiateImSession', uris: [lee], message: { content: 'x' } } as const;
    expect(actionOf(`<initateImSession><uris><uri>${lee}</uri></uris>${message}</initateImSession>`)).toEqual(action);
    const written = encodeRequests({ sid: 1, requests: [{ kind: 'conference', rid: '1', confId: 0, action }] });
    expect(written).toContain('<initiateImSession>');
  });

  it.each([
    ['format', `<format>${verdanaText}</format>`, { format: verdana }],
    ['Format', `<Format>${verdanaText}</Format>`, { format: verdana }],
    [
      'both',
      `<format>text/plain</format><Format>\n ${verdanaText}]\n</Format>`,
      { format: verdana, contentType: 'text/plain' },
    ],
    [
      'both the other way round',
      `<Format>${verdanaText}</Format><format>text/plain</format>`,
      { format: verdana, contentType: 'text/plain' },
    ],
    ['a MIME type', '<format>text/plain</format>', { contentType: 'text/plain' }],
    ['an empty one', '<format/>', {}],
    ['none', '', {}],
    ['neither a style nor a MIME type', '<format>fancy</format>', {}],
  ])('7.2 reads format and Format by what they hold: %s', (_what, xml, expected) => {
    expect(actionOf(`<sendMessage>${xml}<content> x </content></sendMessage>`)).toEqual({
      kind: 'sendMessage',
      message: { content: ' x ', ...expected },
    });
  });

  it('7.2 reads the stray format beside the message, and the one inside before it', () => {
    const inside = `<message><content>x</content></message><format>${verdanaText}</format>`;
    const read = (xml: string): unknown =>
      actionOf(`<initiateImSession><uris><uri>${lee}</uri></uris>${xml}</initiateImSession>`);
    expect(read(inside)).toMatchObject({ message: { content: 'x', format: verdana } });
    const both = `<message><format>X-MMS-IM-Format: EF=I</format><content>x</content></message><format>${verdanaText}</format>`;
    expect(read(both)).toMatchObject({ message: { format: { ...plainImFormat, italic: true } } });
  });

  it('7.2 writes one lower-case format, or none', () => {
    const write = (content: { format?: typeof verdana }): string =>
      encodeRequests({
        requests: [
          {
            kind: 'conference',
            rid: '1',
            confId: 1,
            action: { kind: 'sendMessage', message: { content: 'x', ...content } },
          },
        ],
      });
    expect(write({ format: verdana })).toContain(`<format>${verdanaText}</format>`);
    expect(write({})).toContain('<sendMessage><content>x</content></sendMessage>');
  });

  it('7.5 reads a missing or unreadable confId as 0', () => {
    for (const attributes of ['', ' confId="0"', ' confId=""', ' confId="new"']) {
      const xml = `<conference rid="1"${attributes}><initiateImSession><uris><uri>${lee}</uri></uris>${message}</initiateImSession></conference>`;
      expect(decodeOne(xml)).toMatchObject({ kind: 'conference', confId: 0 });
    }
  });

  it.each(['9999999999999999', '1'.repeat(400), '-9999999999999999'])(
    'reads the number %s as one that nothing has',
    (confId) => {
      const request = decodeOne(`<conference rid="1" confId="${confId}"><acceptImSession/></conference>`);
      expect(request).toMatchObject({ kind: 'conference', confId: -1 });
    },
  );

  it('7.7 reads names in any case and writes them as the samples do', () => {
    expect(decodeOne('<Conference RID="1" confid="3"><Lock>TRUE</Lock></Conference>')).toEqual({
      kind: 'conference',
      rid: '1',
      confId: 3,
      action: { kind: 'lock', locked: true },
    });
    expect(decodeOne('<search Rid="1"><Function>OR</Function></search>')).toMatchObject({ function: 'or' });
    const info = { kind: 'sendInfo', contentType: 'text/plain', content: 'x' } as const;
    expect(actionOf('<sendInfo><ContentType>text/plain</ContentType><Content>x</Content></sendInfo>')).toEqual(info);
    expect(encodeRequests({ sid: 77, requests: [{ kind: 'conference', rid: '9', confId: 3, action: info }] })).toBe(
      envelope(conference('<sendInfo><contentType>text/plain</contentType><content>x</content></sendInfo>')),
    );
  });

  it('7.11 locks with true and unlocks with false', () => {
    expect([actionOf('<lock> true </lock>'), actionOf('<lock>false</lock>')]).toEqual([
      { kind: 'lock', locked: true },
      { kind: 'lock', locked: false },
    ]);
  });

  it('7.15 writes expires as -1 and reads any', () => {
    const category = (attributes: string): string =>
      `<publishSelfPresence rid="1"><cwaCategory name="note" instanceMask="0"${attributes}/></publishSelfPresence>`;
    const request = {
      kind: 'publishSelfPresence',
      rid: '1',
      categories: [{ name: 'note', instanceMask: 0 }],
    } as const;
    expect(encodeRequests({ sid: 77, requests: [request] })).toBe(envelope(category(' expires="-1"')));
    for (const attributes of ['', ' expires="true"', ' expires="3600"']) {
      expect(decodeOne(category(attributes))).toEqual(request);
    }
  });

  it('7.17 reads a document without sid, and one with 0', () => {
    const requests = [{ kind: 'terminateSession', rid: '1' }];
    expect(decodeRequests('<cwaRequests><terminateSession rid="1"/></cwaRequests>')).toEqual({ requests });
    expect(decodeRequests('<cwaRequests sid="0"><terminateSession rid="1"/></cwaRequests>')).toEqual({
      sid: 0,
      requests,
    });
    expect(decodeRequests('<cwaRequests sid="x"><terminateSession rid="1"/></cwaRequests>')).toEqual({ requests });
  });

  it.each([
    ['a child', '<terminateSession rid="1"><now/></terminateSession>', 'an unknown element'],
    [
      'a child of a message',
      conference('<sendMessage><content>x</content><color>red</color></sendMessage>'),
      'an unknown element',
    ],
    [
      'markup in a text',
      conference('<sendMessage><content>a <b>bold</b> word</content></sendMessage>'),
      'an unknown element',
    ],
    [
      'a child with a prefix',
      conference('<sendMessage><content>x</content><y:z/></sendMessage>'),
      'an unknown element',
    ],
    ['an attribute', '<terminateSession rid="1" now="1"/>', 'an unknown attribute'],
    [
      'an attribute of a child',
      '<deleteGroup rid="1"><group id="1" color="red"/></deleteGroup>',
      'an unknown attribute',
    ],
  ])('7.19 refuses an unknown name: %s', (_what, xml, reason) => {
    expect(decodeOne(xml)).toMatchObject({ kind: 'invalid', reason });
  });

  it('7.19 takes the first of surplus repeated children', () => {
    expect(decodeOne('<addGroup rid="1"><group name="A"/><group name="B"/></addGroup>')).toMatchObject({ name: 'A' });
    expect(actionOf('<acceptImSession/><terminateImSession/>')).toEqual({ kind: 'acceptImSession' });
    expect(actionOf('<sendMessage><content>a</content><content>b</content></sendMessage>')).toMatchObject({
      message: { content: 'a' },
    });
  });

  it('7.25 reads unsubscribePresence in both spellings and writes unSubscribePresence', () => {
    const request = { kind: 'unSubscribePresence', rid: '1', uris: [lee] } as const;
    for (const name of ['unSubscribePresence', 'unsubscribePresence']) {
      expect(decodeOne(`<${name} rid="1"><uris><uri>${lee}</uri></uris></${name}>`)).toEqual(request);
    }
    expect(encodeRequests({ requests: [request] })).toContain('<unSubscribePresence ');
  });

  it('7.26 takes the first group of an updateGroup', () => {
    expect(decodeOne('<updateGroup rid="1"><group id="1" name="A"/><group id="2" name="B"/></updateGroup>')).toEqual({
      kind: 'updateGroup',
      rid: '1',
      id: 1,
      name: 'A',
    });
  });

  it.each([
    ['an element closed twice', '<deleteContact rid="1"><uri>sip:a@b</uri></deleteContact></deleteContact>'],
    ['an element not closed', '<queryPresence rid="1"><uris><uri>sip:a@b</uri></queryPresence>'],
    ['an element closed in another case', '<search rid="1"><displayName>x</displayname></search>'],
    ['a doubled attribute', '<terminateSession rid="1" rid="2"/>'],
    ['a start that does not end', '<deleteGroup rid="1"><group id="1"</deleteGroup>'],
  ])('7.28 refuses a malformed document: %s', (_what, xml) => {
    expect(() => decodeRequests(envelope(xml))).toThrow(ProtocolError);
  });

  it('7.29 reads initiateImSession without subject, with an empty one, and writes none that is not there', () => {
    const start = (subject: string): string =>
      `<initiateImSession><uris><uri>${lee}</uri></uris>${message}${subject}</initiateImSession>`;
    const action = { kind: 'initiateImSession', uris: [lee], message: { content: 'x' } } as const;
    expect(actionOf(start(''))).toEqual(action);
    expect(actionOf(start('<subject/>'))).toEqual({ ...action, subject: '' });
    expect(encodeRequests({ sid: 77, requests: [{ kind: 'conference', rid: '9', confId: 3, action }] })).toBe(
      envelope(conference(start(''))),
    );
  });

  it('7.33 carries emailAlias as it was typed', () => {
    for (const alias of ['lee', 'lee@example.com']) {
      expect(decodeOne(`<search rid="1"><emailAlias>${alias}</emailAlias></search>`)).toMatchObject({
        emailAlias: [alias],
      });
    }
  });

  it('7.36 trims every value but the words of a message and a password', () => {
    expect(decodeOne(`<deleteContact rid=" 1 "><uri>\n ${lee} </uri></deleteContact>`)).toEqual({
      kind: 'deleteContact',
      rid: '1',
      uri: lee,
    });
    expect(decodeOne('<logon><user> dana </user><password> x </password></logon>')).toEqual({
      kind: 'logon',
      user: 'dana',
      password: ' x ',
    });
  });

  it('7.37 reads initiateSession with signInData and without', () => {
    expect(decodeOne('<initiateSession rid="1"/>')).toEqual({ kind: 'initiateSession', rid: '1' });
    expect(decodeOne('<initiateSession rid="1"><signInData>\nUGFybGV5\n</signInData></initiateSession>')).toMatchObject(
      {
        signInData: 'UGFybGV5',
      },
    );
  });
});

describe('a whole document is refused', () => {
  it.each([
    ['with another root', '<cwaResponses/>', 'unexpected-root'],
    ['that is a page of HTML', '<!DOCTYPE html><html><body>Sign in</body></html>', 'doctype'],
    [
      'with unescaped words',
      envelope(conference('<sendMessage><content>a & b</content></sendMessage>')),
      'not-well-formed',
    ],
    ['that is empty', '', 'not-well-formed'],
  ])('%s', (_what, text, code) => {
    expect(() => decodeRequests(text)).toThrow(expect.objectContaining({ name: 'ProtocolError', code }));
  });
});

describe('a client has to write XML', () => {
  const message = (words: string): string => conference(`<sendMessage><content>${words}</content></sendMessage>`);

  it.each(['R&D', 'a & b', 'a&nbsp;b', '&#65', '1 < 2', '<3', '<b>', '</b>', '<b c=1/>', '<!--', '<![CDATA['])(
    'and is refused with its whole document when it does not: %s',
    (words) => expect(() => decodeRequests(envelope(message(words)))).toThrow(ProtocolError),
  );

  it.each(['R&D', 'a<b'])('in attributes too: %s', (value) => {
    expect(() => decodeRequests(envelope(`<deleteContact rid="${value}"><uri>${lee}</uri></deleteContact>`))).toThrow(
      ProtocolError,
    );
  });

  it.each(['constructor', '__proto__', 'prototype', 'toString', 'valueOf', '\u{10000}', 'b\u1680c', 'b\uFEFFc'])(
    'but may name what it publishes as it likes: %s',
    (name) => {
      const xml = `<${name} xmlns="urn:x" ${name}="1"><${name}>t</${name}></${name}>`;
      const category = { name: 'b', nameSpace: 'urn:b', xml };
      const text = envelope(
        `<publishRawCategories rid="1"><rawCategory name="b" nameSpace="urn:b">${xml}</rawCategory></publishRawCategories>`,
      );
      const { requests } = decodeRequests(text);
      expect(requests).toEqual([{ kind: 'publishRawCategories', rid: '1', categories: [category] }]);
      expect(decodeRequests(encodeRequests({ requests: requests as AnyRequest[] })).requests).toEqual(requests);
    },
  );
});

describe('a request that cannot be written is refused rather than written badly', () => {
  it.each(['<a>', 'words', '<a/>words', '</x><x>', '<!DOCTYPE a><a/>', '<p:a/>', '<a p:b="1"/>'])(
    'XML of others: %s',
    (xml) => {
      const request = {
        kind: 'publishRawCategories',
        rid: '1',
        categories: [{ name: 'a', nameSpace: 'b', xml }],
      } as const;
      expect(() => encodeRequests({ requests: [request] })).toThrow(ProtocolError);
    },
  );
});
