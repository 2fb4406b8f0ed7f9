// What others did is found in what the client was told, and nothing that it asked for itself.
import { describe, expect, it } from 'vitest';
import type { Entry } from '../format';
import { attendanceIn } from './attendance';
import { deedsOf, type OthersDeed } from './deeds';

const [dana, lee, kim, robin] = ['dana', 'lee', 'kim', 'robin'].map((name) => `sip:${name}@example.com`);

/** Requests as they are, and what the data channel told, each in an answer of its own. */
const deeds = (...bodies: readonly string[]): readonly OthersDeed[] => deedLists(...bodies).flat();

/** The same, by the line that they are done at. */
function deedLists(...bodies: readonly string[]): readonly (readonly OthersDeed[])[] {
  const entries = bodies.flatMap((body, at): readonly Entry[] => {
    const isAsked = body.includes('<cwaRequests');
    const path =
      isAsked || body.includes('<cwaResponses') ? '/cwa/MainCommandHandler.ashx' : '/cwa/AsyncDataChannel.ashx';
    const channel = path.includes('Async') ? 'data' : 'command';
    return [
      { at, n: at + 1, ask: { channel, method: 'POST', path, headers: [], ...(isAsked && { body }) } },
      { at, n: at + 1, answer: { status: 200, headers: [], body: isAsked ? '' : body } },
    ];
  });
  return [...deedsOf(entries, dana ?? '').values()];
}

const told = (...events: readonly string[]): string => `<cwaEvents sid="7">${events.join('')}</cwaEvents>`;
const conf = (inside: string, confId = 3): string => `<conference confId="${confId}">${inside}</conference>`;
const asked = (inside: string, confId = 3): string =>
  `<cwaRequests sid="7"><conference rid="9" confId="${confId}">${inside}</conference></cwaRequests>`;
const participant = (uri?: string, role = 'attendee'): string =>
  conf(`<participant uri="${uri}" name="a" role="${role}"/>`);
const mode = (word: string): string => conf(`<escalationMode>${word}</escalationMode>`);
const connected = conf('<imSessionState>connected</imSessionState>');
const received = (how: string, text: string): string =>
  conf(
    `<imSessionReceived><inviter uri="${lee}"/><role>attendee</role><escalationMode>${how}</escalationMode>` +
      `<subject>Plans</subject>${text === '' ? '' : `<message><content>${text}</content></message>`}</imSessionReceived>`,
  );
const isConference = true;

describe('what others did', () => {
  it('is what they wrote of themselves, that they type, and that a message has a format', () => {
    const body = told(
      `<userPresence><user uri="${lee}"><note><body type="personal">Out</body></note>` +
        '<availability>3500</availability></user></userPresence>',
      conf(`<composingState uri="${lee}">idle</composingState>`),
      conf(
        `<messageReceived sender="${lee}"><message><format>FN=Arial</format><content>Hi</content></message></messageReceived>`,
      ),
    );
    expect(deeds(body)).toEqual([
      { kind: 'note', uri: lee, text: 'Out' },
      { kind: 'presence', uri: lee, availability: 'available' },
      { kind: 'typing', uri: lee, isConference: false, isTyping: false },
      { kind: 'send', uri: lee, isConference: false, text: 'Hi', isFormatted: true },
    ]);
  });

  it('belongs to the session of before, whatever rubbish came between', () => {
    const presence = (value: number): string =>
      told(`<userPresence><user uri="${lee}"><availability>${value}</availability></user></userPresence>`);
    const initiate = '<cwaRequests sid="7"><initiateSession rid="1"/></cwaRequests>';
    const rubbish = '<cwaEvents sid="x" ackId="-1"/>';
    const availabilities = deeds(initiate, presence(3500), rubbish, presence(6500)).flatMap((deed) =>
      deed.kind === 'presence' ? deed.availability : [],
    );
    const byEntry = deedLists(initiate, presence(3500), rubbish, presence(6500)).map(({ length }) => length);
    expect(availabilities).toEqual(['available', 'busy']);
    expect(byEntry).toEqual([2, 0, 0, 0, 0, 0, 0, 2]);
  });

  it('is done once, however often it is told', () => {
    const event = `<conference eid="4" confId="3"><composingState uri="${lee}">idle</composingState></conference>`;
    expect(deeds(told(event), told(event))).toHaveLength(1);
  });

  it('is what they published of their own, before or since the client heard of them', () => {
    const raw = (ends: string): string =>
      `<rawCategory name="shift" nameSpace="urn:x" container="0"><a xmlns="urn:x" ends="${ends}"/></rawCategory>`;
    const found = deeds(
      told(`<userPresence><user uri="${lee}">${raw('4')}</user></userPresence>`),
      told(`<userRawCategories><user uri="${lee}">${raw('8')}</user></userRawCategories>`),
    );
    const shift = { kind: 'raw', uri: lee, name: 'shift', namespace: 'urn:x' };
    expect(found).toEqual([
      { ...shift, xml: '<a xmlns="urn:x" ends="4"/>', isEarlier: true },
      { ...shift, xml: '<a xmlns="urn:x" ends="8"/>', isEarlier: false },
    ]);
    expect(attendanceIn(found).raw).toEqual([found[0]]);
  });

  it('was done before a session that begins with it', () => {
    const is = (value: number): string =>
      `<userPresence><user uri="${lee}"><availability>${value}</availability></user></userPresence>`;
    const session = '<cwaRequests><initiateSession rid="1"/></cwaRequests>';
    const again = told(is(6500)).replace('sid="7"', 'sid="8"');
    expect(
      deeds(session, told(is(3500)), session, again).flatMap((deed) =>
        deed.kind === 'presence' ? deed.availability : [],
      ),
    ).toEqual(['available', 'busy']);
    const entry = (body: string, at: number): readonly Entry[] => [
      {
        at,
        n: at + 1,
        ask: {
          channel: 'data',
          method: 'GET',
          path: body.includes('<cwaRequests') ? '/cwa/MainCommandHandler.ashx' : '/cwa/AsyncDataChannel.ashx',
          headers: [],
          body,
        },
      },
      { at, n: at + 1, answer: { status: 200, headers: [], body } },
    ];
    const entries = [session, told(is(3500)), session, again].flatMap(entry);
    const where = [...deedsOf(entries, dana ?? '')].flatMap(([each, found]) =>
      found.length > 0 ? [entries.indexOf(each)] : [],
    );
    expect(where).toEqual([0, 4]);
  });

  it('is that they watch the user, before or since the client came', () => {
    const watches = (...uris: readonly (string | undefined)[]): string =>
      told(`<subscribers>${uris.map((uri) => `<subscriber uri="${uri}"/>`).join('')}</subscribers>`);
    const found = deeds(watches('lee@example.com'), told('<selfPresence/>'), watches(lee, kim));
    expect(found).toEqual([
      { kind: 'watch', uri: lee, isEarlier: true },
      { kind: 'watch', uri: kim, isEarlier: false },
    ]);
    const { watching, present } = attendanceIn(found);
    expect([watching, [...present.keys()]]).toEqual([[lee], [kim]]);
  });
});

describe('who is asked by the client', () => {
  const start = (...uris: readonly (string | undefined)[]): string =>
    asked(`<initiateImSession><uris>${uris.map((uri) => `<uri>${uri}</uri>`).join('')}</uris></initiateImSession>`, 0);
  const number =
    '<cwaResponses><requestAccepted rid="9"><initiateImSessionAccepted rid="9" confId="3"/></requestAccepted></cwaResponses>';

  it('says yes in one conversation and no in the other, in the order of then', () => {
    const again = start(kim).replaceAll('rid="9"', 'rid="10"');
    const other = number.replaceAll('rid="9"', 'rid="10"').replace('confId="3"', 'confId="4"');
    const failed = conf(`<inviteFailed uri="${kim}"/>`);
    const none = mode('none').replace('confId="3"', 'confId="4"');
    expect(deeds(start(lee, kim), number, told(mode('escalating'), failed, participant(lee)), again, other)).toEqual([
      { kind: 'answer', uri: kim, isAccepting: false },
      { kind: 'answer', uri: lee, isAccepting: true },
    ]);
    expect(deeds(again, other, told(none))).toEqual([{ kind: 'answer', uri: kim, isAccepting: false }]);
  });

  it('is invited, sent away, and promoted by nobody else', () => {
    const invite = asked(`<inviteParticipants><uris><uri>${kim}</uri></uris></inviteParticipants>`);
    const away = asked(`<ejectParticipant>${kim}</ejectParticipant>`);
    const promote = asked(`<promoteParticipant>${lee}</promoteParticipant>`);
    const found = deeds(
      start(lee),
      number,
      told(participant(lee), mode('peer'), connected),
      invite,
      told(mode('escalating'), conf('<role>presenter</role>'), mode('escalated'), participant(lee), participant(kim)),
      promote,
      asked('<lock>true</lock>'),
      away,
      told(participant(lee, 'presenter'), conf('<locked>true</locked>')),
      told(conf(`<participantRemoved>${kim}</participantRemoved>`)),
    );
    expect(found.map(({ kind }) => kind)).toEqual(['answer', 'answer']);
  });
});

describe('in a conversation', () => {
  it('others invite into one of two, and into a conference with those who come later', () => {
    const invitation = { kind: 'invite', uri: lee, subject: 'Plans', isFormatted: false };
    expect(deeds(told(received('invitingPeer', 'Hi')))).toEqual([
      { ...invitation, isConference: false, others: [], text: 'Hi' },
    ]);
    expect(
      deeds(
        told(received('escalated', 'Hi')),
        told(mode('escalated'), participant(lee, 'presenter'), connected),
        told(participant(kim)),
      ),
    ).toEqual([{ ...invitation, isConference, others: [kim], text: 'Hi' }]);
    expect(deeds(told(received('escalated', '')))).toEqual([{ ...invitation, isConference, others: [], text: '' }]);
  });

  it('the other one makes a conference of it, and invites more', () => {
    const found = deeds(
      told(received('invitingPeer', 'Hi')),
      told(participant(lee), conf('<role>attendee</role>'), mode('peer'), connected),
      told(mode('escalating'), mode('escalated'), participant(lee, 'presenter')),
      told(participant(kim)),
      told(participant(robin)),
    );
    expect(found.slice(1)).toEqual([{ kind: 'add', uri: lee, isConference: false, others: [kim, robin] }]);
  });

  it('others send away, promote, lock, and leave', () => {
    const found = deeds(
      told(received('escalated', 'Hi')),
      told(
        mode('escalated'),
        conf('<role>attendee</role>'),
        participant(lee, 'presenter'),
        participant(kim),
        connected,
      ),
      told(conf('<locked>true</locked>'), participant(kim, 'presenter'), conf('<role>presenter</role>')),
      told(conf(`<participantRemoved>${kim}</participantRemoved>`), participant(kim)),
      told(conf(`<participantRemoved>${dana}</participantRemoved>`)),
    );
    expect(found.slice(1)).toEqual([
      { kind: 'lock', uri: lee, isConference, isLocked: true },
      { kind: 'promote', uri: lee, isConference, whom: kim },
      { kind: 'promote', uri: lee, isConference, whom: dana },
      { kind: 'leave', uri: kim, isConference },
      { kind: 'add', uri: lee, isConference, others: [kim] },
      { kind: 'eject', uri: lee, isConference, whom: dana },
    ]);
  });
});
