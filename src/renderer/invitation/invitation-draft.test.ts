import { describe, expect, it } from 'vitest';
import {
  invitationDraftKey,
  isInvitationDraftKey,
  readInvitationDraft,
  writeInvitationDraft,
} from './invitation-draft';

describe('a half-written invitation', () => {
  it('comes back as it was', () => {
    const draft = {
      to: ['sip:lee@example.com'],
      chosen: [{ uri: 'sip:lee@example.com', name: 'Lee' }],
      subject: ' Slot',
      text: 'Is noon\nfine? ',
    };
    expect(readInvitationDraft(writeInvitationDraft(draft))).toEqual(draft);
    const bold = { ...draft, style: { bold: true, italic: false, underline: false, strike: false } };
    expect(readInvitationDraft(writeInvitationDraft(bold))).toStrictEqual(bold);
  });

  it('is none while nothing is written', () => {
    expect(writeInvitationDraft({ to: [], chosen: [{ uri: 'sip:lee@example.com' }], subject: '', text: '' })).toBe('');
  });

  it.each(['', 'x', '{}', '{"chosen":[{"uri":"javascript:1"}],"subject":"","text":""}'])(
    'is not read from %j',
    (value) => {
      expect(readInvitationDraft(value)).toBeUndefined();
    },
  );

  it('of an earlier version was opened for nobody that is known', () => {
    expect(readInvitationDraft('{"chosen":[],"subject":"","text":"x"}')).toEqual({
      ...{ to: [], chosen: [], subject: '', text: 'x' },
    });
  });

  it('is known by its key', () => {
    expect(
      ['invitation', 'invitation:lee-1', 'conversation:c1', 'subject:c1', 'invitations'].map(isInvitationDraftKey),
    ).toEqual([...[true, true, false, false, false]]);
  });

  it('has a key of its own for the people it was opened with, in the form that may cross', () => {
    expect(invitationDraftKey([])).toBe('invitation');
    expect(invitationDraftKey(['sip:lee.p@example.com'])).toMatch(/^invitation:[A-Za-z0-9_-]{1,64}$/u);
    const alike = [
      ['sip:kim.o@example.com'],
      ['sip:kim_o@example.com'],
      ['sip:kim', 'sip:o@example.com'],
      ...['x', 'y'].map((last) => [
        'sip:somebody.with.a.very.long.name@branch.office.example.com',
        `sip:${last}@example.com`,
      ]),
    ];
    expect(new Set(alike.map(invitationDraftKey)).size).toBe(alike.length);
  });
});
