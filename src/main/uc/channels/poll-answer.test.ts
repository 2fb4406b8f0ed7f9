// That the session is lost is heard wherever it is said, and whatever stands beside it or in it.
import { describe, expect, it } from 'vitest';
import { oddBetween } from '../../../protocol/testing/odd-things';
import { decodeSliced } from '../decoding/event-decoder';
import { readPoll } from './poll-answer';

const sid = 7;
const error = '<error code="18100" reason="Session not found"/>';
const failed = `<requestFailed rid="">${error}</requestFailed>`;

/** Where `|` is the odd thing may stand. */
const places: [string, string][] = [
  ['error in cwaEvents', `<cwaEvents>|${error}|</cwaEvents>`],
  ['error in cwaEvents with a number', `<cwaEvents sid="7" ackId="3">|${error}|</cwaEvents>`],
  ['requestFailed in cwaEvents', `<cwaEvents sid="0">|${failed}|</cwaEvents>`],
  ['numbered requestFailed in cwaEvents', `<cwaEvents>|<requestFailed eid="9">${error}</requestFailed>|</cwaEvents>`],
  ['inside requestFailed', `<cwaEvents><requestFailed rid="4">|${error}|</requestFailed></cwaEvents>`],
  ['inside error', '<cwaEvents><error code="18100">|</error></cwaEvents>'],
  [
    'inside the error of requestFailed',
    '<cwaEvents><requestFailed><error code="18100">|</error></requestFailed></cwaEvents>',
  ],
  ['inside the stack trace', '<cwaEvents><error code="18100"><stackTrace>|</stackTrace></error></cwaEvents>'],
  ['error in cwaResponses', `<cwaResponses requestProcessed="0">|${error}|</cwaResponses>`],
  ['requestInvalid in cwaResponses', `<cwaResponses>|<requestInvalid>${error}</requestInvalid>|</cwaResponses>`],
  ['requestRejected in cwaResponses', `<cwaResponses>|<requestRejected>${error}</requestRejected>|</cwaResponses>`],
  ['the older form', '<cwaResponses>|<requestFailed rid="" code="18100" exception="x"/>|</cwaResponses>'],
  ['around cwaEvents in cwaResponses', `<cwaResponses>|<cwaEvents>${error}</cwaEvents>|</cwaResponses>`],
  ['inside cwaEvents in cwaResponses', `<cwaResponses><cwaEvents>|${error}|</cwaEvents></cwaResponses>`],
  ['requestFailed as the document', `<requestFailed rid="">|${error}|</requestFailed>`],
  ['error as the document', '<error code="18100">|</error>'],
  ['a number that is none', `<cwaEvents ackId="next">|${error}|</cwaEvents>`],
  ['a document that is cut off', `<cwaEvents ackId="3">|${error}|`],
  ['two documents', `<cwaEvents>|${error}|</cwaEvents><cwaEvents/>`],
];

const read = (body: string, status = 200) => readPoll({ status, headers: {}, body }, sid, decodeSliced);

/** `|` once is the odd thing, and everywhere else nothing. */
function* oddDocuments(place: string, things: readonly string[]): Generator<string> {
  const parts = place.split('|');
  for (let at = 1; at < parts.length; at += 1) {
    for (const odd of things) yield parts.slice(0, at).join('') + odd + parts.slice(at).join('');
  }
}

describe('readPoll', () => {
  it.each(places)('hears that the session is lost beside each odd thing: %s', { timeout: 60_000 }, async (_, place) => {
    const unheard: string[] = [];
    for (const document of oddDocuments(place, oddBetween)) {
      if ((await read(document)).kind !== 'sessionLost') unheard.push(document);
    }
    expect(unheard).toEqual([]);
  });

  it.each(places)('hears it whatever the status: %s', async (_, place) => {
    for (const document of oddDocuments(place, ['', 'R&D', '<b>'])) {
      expect(await read(document, 500)).toMatchObject({ kind: 'sessionLost' });
    }
  });

  it.each([
    ['another session', `<cwaEvents sid="8"><b>${failed}</cwaEvents>`, 'unusable'],
    ['another service', `<page><error code="18100"/></page>`, 'unusable'],
    ['no number', '<cwaEvents><b><error code="E18100"/></cwaEvents>', 'events'],
    [
      'the words of a person',
      `<cwaEvents><conference eid="1" confId="3"><messageReceived><message><content>a<b ${error} ${failed}</content></message></messageReceived></conference></cwaEvents>`,
      'events',
    ],
    ['what a contact publishes', `<cwaEvents><userPresence eid="1"><b>${error}</userPresence></cwaEvents>`, 'events'],
  ])('takes nothing else for it: %s', async (_, document, kind) => {
    expect((await read(document)).kind).toBe(kind);
  });

  it('tells what the refused request was, odd thing or not', async () => {
    const refusal =
      '<requestFailed rid="4"><error code="18100"><stackTrace>at List<int></stackTrace></error><b></requestFailed>';
    const answer = await read(`<cwaEvents>${refusal}<requestSucceeded eid="1" rid="3"/><error/></cwaEvents>`);
    expect(answer).toMatchObject({
      kind: 'sessionLost',
      refusals: [{ rid: '4', error: { code: 18100 } }],
      document: { events: [[{ kind: 'requestSucceeded', rid: '3' }]] },
    });
  });

  it('keeps what stands in front of where a document breaks', async () => {
    const answer = await read(`<cwaEvents ackId="-1"><requestSucceeded eid="1" rid="3"/>${failed}</cwaEvents>`);
    expect(answer).toMatchObject({ kind: 'sessionLost', document: { events: [[{ rid: '3' }]] } });
  });

  it('knows a refusal that is not of the session', async () => {
    const busy = '<error code="18101" reason="Too many"/>';
    for (const document of [busy, `<cwaEvents>&nbsp;${busy}</cwaEvents>`, `<cwaResponses><b>${busy}</cwaResponses>`]) {
      expect(await read(document)).toMatchObject({ kind: 'refused', error: { code: 18101 } });
    }
  });

  it('asks again for a document that was cut off behind the failure of a request', async () => {
    const failure = '<requestFailed eid="1" rid="4"><error code="18201"/></requestFailed>';
    expect(await read(`<cwaEvents ackId="9">${failure}<config`)).toMatchObject({ kind: 'unusable', isDocument: true });
  });
});
