import { describe, expect, it } from 'vitest';
import { encodeRequests, type AnyRequest } from '../../protocol/requests';
import { parseXml } from '../../protocol/xml';
import { findUnknownNames } from './strictness';

const unknownIn = (request: string): string | undefined =>
  findUnknownNames(parseXml(`<cwaRequests>${request}</cwaRequests>`))[0];
const message = { content: 'x', format: undefined };

describe('findUnknownNames', () => {
  it.each([
    '<sendMessage rid="1"/>',
    '<conference rid="1" confId="2"><sendMessage><format/><content>x</content></sendMessage></conference>',
    '<conference rid="1" confid="2"><lock>true</lock></conference>',
    '<conference rid="1"><initateImSession><uris><uri>x</uri></uris><message><Format/><content/></message></initateImSession></conference>',
    '<initiateSession rid="1" xmlns:x="urn:x"><x:own/></initiateSession>',
    '<addContact rid="1"><contact uri="x" name="y" Subscribed="true"/></addContact>',
    '<publishSelfPresence rid="1"><cwaCategory name="state"><a><b c="d"/></a></cwaCategory></publishSelfPresence>',
    '<publishselfpresence rid="1"/>',
    '<search rid="1"><firstName/><firstName/></search>',
  ])('finds nothing in %s', (request) => {
    expect(unknownIn(request)).toBeUndefined();
  });

  it.each([
    [
      '<conference rid="1" confId="2"><sendMessage><content>x</content><bold/></sendMessage></conference>',
      'element in sendmessage',
    ],
    ['<conference rid="1" confId="2"><demoteParticipant>x</demoteParticipant></conference>', 'element in conference'],
    ['<terminateSession rid="1"><now/></terminateSession>', 'element in terminatesession'],
    ['<addGroup rid="1" priority="5"><group name="x"/></addGroup>', 'attribute of addgroup'],
    ['<addContact rid="1"><contact uri="x" colour="red"/></addContact>', 'attribute of contact'],
    ['<queryPresence rid="1"><uris><uri>x</uri><url>y</url></uris></queryPresence>', 'element in uris'],
    ['<search rid="1"><toString>x</toString></search>', 'element in search'],
  ])('finds what is unknown in %s', (request, found) => {
    expect(unknownIn(request)).toBe(`an unknown ${found}`);
  });

  it('knows everything that the client writes', () => {
    const requests: AnyRequest[] = [
      {
        kind: 'conference',
        rid: '1',
        confId: 0,
        action: { kind: 'initiateImSession', uris: ['sip:a@b'], message, subject: 's' },
      },
      {
        kind: 'conference',
        rid: '1',
        confId: 0,
        action: { kind: 'sendInfo', contentType: 'text/plain', content: 'x' },
      },
      { kind: 'conference', rid: '1', confId: 0, action: { kind: 'voIPTerminate', action: 'busyhere' } },
      {
        kind: 'updateContainer',
        rid: '1',
        id: 400,
        addMembers: [{ type: 'everyone' }],
        deleteMembers: [{ type: 'uri', value: 'sip:a@b' }],
      },
      {
        kind: 'addContact',
        rid: '1',
        contact: { uri: 'sip:a@b', name: 'x', subscribed: true, tag: false, groups: [1] },
      },
      { kind: 'updateGroup', rid: '1', id: 1, name: 'x' },
      { kind: 'acknowledgeSubscriber', rid: '1', uris: ['sip:a@b'] },
      { kind: 'search', rid: '1', firstName: ['x'], lastName: [], displayName: [], emailAlias: [], function: 'and' },
      { kind: 'initiateSession', rid: '1', categoryEventFilter: ['note'], signInData: 'x', localeId: 1033 },
    ];
    expect(findUnknownNames(parseXml(encodeRequests({ sid: 1, requests })))).toEqual(requests.map(() => undefined));
  });
});
