// A half-written invitation as one text, and back. Pure.
import * as v from 'valibot';
import { Uri, maxMessageLength, maxRecipients, maxSubjectLength } from '../../shared/ipc/values';
import type { Chosen } from './chosen';

const Draft = v.object({
  chosen: v.pipe(
    v.array(v.object({ uri: Uri, name: v.optional(v.pipe(v.string(), v.maxLength(256))) })),
    v.maxLength(maxRecipients),
  ),
  subject: v.pipe(v.string(), v.maxLength(maxSubjectLength)),
  text: v.pipe(v.string(), v.maxLength(2 * maxMessageLength)),
});

export interface InvitationDraft {
  readonly chosen: readonly Chosen[];
  readonly subject: string;
  readonly text: string;
}

/** Empty when nothing was written: chosen people alone are quickly chosen again. */
export function writeInvitationDraft(draft: InvitationDraft): string {
  return draft.subject === '' && draft.text === '' ? '' : JSON.stringify(draft);
}

/** Undefined for anything that is no draft. */
export function readInvitationDraft(value: string): InvitationDraft | undefined {
  try {
    const parsed = v.safeParse(Draft, JSON.parse(value));
    if (!parsed.success) return undefined;
    const { chosen, subject, text } = parsed.output;
    return { chosen: chosen.map(({ uri, name }) => ({ uri, ...(name !== undefined && { name }) })), subject, text };
  } catch {
    return undefined;
  }
}

/** One draft for a dialog that was opened for nobody, one for each choice of people it was opened with. */
export function invitationDraftKey(to: readonly string[]): string {
  const people = to
    .join('-')
    .replace(/^sip:/u, '')
    .replace(/[^A-Za-z0-9_-]+/gu, '_')
    .slice(0, 64);
  return people === '' ? 'invitation' : `invitation:${people}`;
}
