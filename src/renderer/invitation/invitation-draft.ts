// A half-written invitation as one text, and back. Pure.
import * as v from 'valibot';
import type { MessageStyle } from '../../shared/domain/message';
import type { PersonUri } from '../../shared/domain/person';
import { Style, Uri, maxChosen } from '../../shared/ipc/values';
import { plainStyle, withPart } from '../message/message-style';
import type { Chosen } from './chosen';

const People = v.pipe(v.array(Uri), v.maxLength(maxChosen));
const Draft = v.object({
  to: v.optional(People, []),
  chosen: v.pipe(
    v.array(v.object({ uri: Uri, name: v.optional(v.pipe(v.string(), v.maxLength(256))) })),
    v.maxLength(maxChosen),
  ),
  subject: v.string(),
  text: v.string(),
  style: v.optional(Style),
});

export interface InvitationDraft {
  /** Whom it was opened for: its key is made of them. */
  readonly to: readonly PersonUri[];
  readonly chosen: readonly Chosen[];
  readonly subject: string;
  readonly text: string;
  /** As it was chosen, also where several people are chosen and none is carried. */
  readonly style?: MessageStyle;
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
    const { to, chosen, subject, text, style } = parsed.output;
    return {
      to,
      chosen: chosen.map(({ uri, name }) => ({ uri, ...(name !== undefined && { name }) })),
      subject,
      text,
      ...(style && { style: withPart(plainStyle, style) }),
    };
  } catch {
    return undefined;
  }
}

export function isInvitationDraftKey(key: string): boolean {
  return /^invitation(?::|$)/u.test(key);
}

/** One draft for a dialog that was opened for nobody, one for each choice of people it was opened with. */
export function invitationDraftKey(to: readonly string[]): string {
  if (to.length === 0) return 'invitation';
  const people = to.join(' ');
  const readable = people.replace(/sip:/gu, '').replace(/[^A-Za-z0-9_-]+/gu, '_');
  // What is readable may be the same for others; a draft of theirs must not come up here, with them as its recipients.
  return `invitation:${readable.slice(0, 40)}-${fingerprint(people)}`;
}

/** FNV-1a, twice from different beginnings: 64 bits, of which chance does not make two alike. */
function fingerprint(text: string): string {
  return [0x811c9dc5, 0x9747b28c]
    .map((start) => {
      let hash = start;
      for (let index = 0; index < text.length; index += 1) {
        hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
      }
      return hash.toString(16).padStart(8, '0');
    })
    .join('');
}
