import { describe, expect, it } from 'vitest';
import { beginning, opensFor } from './half-written';
import { invitationDraftKey } from './invitation-draft';

const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';
const draft = { to: [lee], chosen: [{ uri: lee }, { uri: kim }], subject: '', text: 'Is the\ncrane free?' };

describe('a half-written invitation', () => {
  it('opens for those that it was opened for, also where others were chosen since', () => {
    expect(opensFor({ key: invitationDraftKey([lee]), draft })).toEqual([lee]);
    expect(opensFor({ key: 'invitation', draft: { ...draft, to: [] } })).toEqual([]);
  });

  it('of an earlier version opens for those who are chosen, where that is its key', () => {
    const old = { ...draft, to: [] };
    expect(opensFor({ key: invitationDraftKey([lee, kim]), draft: old })).toEqual([lee, kim]);
    expect(opensFor({ key: invitationDraftKey([kim]), draft: old })).toBeUndefined();
  });

  it('is told by its subject, else by its first words', () => {
    expect(beginning(draft)).toBe('Is the crane free?');
    expect(beginning({ ...draft, subject: ' Crane ' })).toBe('Crane');
    expect(beginning({ ...draft, text: 'x'.repeat(100_000) })).toHaveLength(80);
  });
});
