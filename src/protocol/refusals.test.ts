import { describe, expect, it } from 'vitest';
import { decodeReplies } from './replies';
import { decodeRefusals } from './refusals';

const error = '<error code="18100" reason="Session not found"/>';
const lost = { code: 18100, reason: 'Session not found' };

describe('refusals', () => {
  it.each([
    ['error in cwaResponses', `<cwaResponses>${error}</cwaResponses>`, { refusals: [{ error: lost }] }],
    ['error in cwaEvents', `<cwaEvents sid="7">${error}</cwaEvents>`, { sid: 7, refusals: [{ error: lost }] }],
    ['error as the document', error, { refusals: [{ error: lost }] }],
    [
      'requestFailed as the document',
      `<c:requestFailed xmlns:c="urn:x" rid="7">${error}</c:requestFailed>`,
      { refusals: [{ rid: '7', error: lost }] },
    ],
    [
      'both channels in one',
      `<cwaResponses><cwaEvents><requestRejected rid="">${error}</requestRejected></cwaEvents></cwaResponses>`,
      { refusals: [{ error: lost }] },
    ],
    [
      '7.20 the older form',
      '<cwaEvents><requestFailed rid="8" code="18100" exception="x"/></cwaEvents>',
      { refusals: [{ rid: '8', error: { code: 18100 } }] },
    ],
    ['somebody else’s error', '<Error><Code>AccessDenied</Code></Error>', { refusals: [] }],
    ['somebody else’s document', `<page>${error}</page>`, { refusals: [] }],
    ['no document', 'busy', { refusals: [] }],
    ['nothing', '', { refusals: [] }],
  ])('are read from %s', (_, text, expected) => {
    expect(decodeRefusals(text)).toEqual(expected);
  });

  it('7.4 in cwaEvents inside cwaResponses refuse the request that they name', () => {
    const text = `<cwaResponses><cwaEvents><requestFailed rid="9">${error}</requestFailed></cwaEvents></cwaResponses>`;
    expect(decodeReplies(text).replies).toEqual([{ kind: 'requestFailed', rid: '9', error: lost }]);
  });
});
