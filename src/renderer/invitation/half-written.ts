// Half-written invitations of which nothing else in the main window tells, for a menu. Pure.
import { oneLine } from '../../shared/one-line';
import { invitationDraftKey, type InvitationDraft } from './invitation-draft';

export interface HalfWritten {
  readonly key: string;
  readonly draft: InvitationDraft;
}

/** One that was kept by an earlier version does not say whom it was opened for: mostly those who are chosen in it. */
export function opensFor({ key, draft }: HalfWritten): readonly string[] | undefined {
  const chosen = draft.chosen.map(({ uri }) => uri);
  return [draft.to, chosen].find((people) => invitationDraftKey(people) === key);
}

/** More than a menu shows. */
const maxLength = 80;

/** What it is about, else how it begins. */
export function beginning({ subject, text }: InvitationDraft): string {
  return oneLine((oneLine(subject) || text).slice(0, 2 * maxLength)).slice(0, maxLength);
}
