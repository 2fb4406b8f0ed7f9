// From a conversation that nobody gets messages of any more to a new one with the same people.
import type { Ref } from 'vue';
import type { PersonUri } from '../../shared/domain/person';
import { invoke } from '../bridge';
import { typedSince } from '../drafts/typed-since';
import { invitationDraftKey, writeInvitationDraft } from '../invitation/invitation-draft';

interface Written {
  readonly text: string;
  readonly subject: string;
}

/** What was written goes along, where no other invitation to the same people is half-written; that one keeps its text then. */
export async function startNew(
  to: readonly PersonUri[],
  { text, subject }: { readonly [Name in keyof Written]: Ref<string> },
): Promise<void> {
  const written = { text: text.value, subject: subject.value };
  const isWritten = written.text !== '' || written.subject !== '';
  if (isWritten && (await handOver(to, written).catch(() => false))) {
    text.value = typedSince(written.text, text.value);
    if (subject.value === written.subject) subject.value = '';
  }
  await invoke('window:open-invitation', { to: [...to] }).catch(() => undefined);
}

async function handOver(to: readonly PersonUri[], written: Written): Promise<boolean> {
  const key = invitationDraftKey(to);
  if ((await invoke('draft:load', key)) !== '') return false;
  const draft = { to, chosen: to.map((uri) => ({ uri })), ...written };
  await invoke('draft:save', { key, value: writeInvitationDraft(draft) });
  return true;
}
