// A number that was guessed (protocol.md 7.4), weighed against who shows up under it: better wait than tell somebody what was meant for
// another.
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ConversationId } from '../../../shared/domain/conversation';
import type { PersonUri } from '../../../shared/domain/person';
import { personUri } from '../people/person-uri';
import { guessOf, keepStray, turnIntoStray } from './binding';
import type { RidUse } from './conversations-state';
import { failOutbox, pump } from './outbox';
import { peopleOf } from './strays';
import { applyUpdate } from './updates';
import type { ConversationsDraft } from './conversations-draft';

/** Somebody who was invited makes sure of a guess; somebody who was not takes it back. */
export function applyWeighed(
  draft: ConversationsDraft,
  confId: number,
  id: ConversationId,
  update: ConferenceUpdate,
): void {
  const guess = guessOf(draft, id);
  if (!guess) return applyUpdate(draft, id, update);
  const people = peopleNamedIn(draft, update);
  if (people.some((uri) => isStranger(draft, id, guess[1], uri))) {
    turnIntoStray(draft, id, confId);
    return keepStray(draft, confId, update);
  }
  const wasDoubtful = draft.thread(id).wire?.isDoubtful === true;
  const isSure = people.length > 0 || isFocus(guess[1], update);
  if (isSure) draft.editWire(id, { isDoubtful: false });
  applyUpdate(draft, id, update);
  if (wasDoubtful && isSure) pump(draft, id);
}

function peopleNamedIn(draft: ConversationsDraft, update: ConferenceUpdate): PersonUri[] {
  const named = update.kind === 'composingState' && update.uri ? [personUri(update.uri)] : peopleOf(update);
  return named.filter((uri) => uri !== draft.context.self);
}

/** Into a conference, and into what becomes one, others may be brought (6.6); so may those whom we have asked. */
function isStranger(draft: ConversationsDraft, id: ConversationId, { invitation }: RidUse, uri: PersonUri): boolean {
  const { invited = [], focusUri } = invitation ?? {};
  const { wire, conversation } = draft.thread(id);
  if (invited.includes(uri) || wire?.asked.includes(uri)) return false;
  if (wire?.isDoubtful) return true;
  const isKnown = conversation.participants.some((each) => each.uri === uri);
  return !isKnown && focusUri === undefined && !conversation.isConference && !wire?.isEscalating;
}

const isFocus = ({ invitation }: RidUse, update: ConferenceUpdate): boolean =>
  update.kind === 'confUri' && update.uri === invitation?.focusUri;

/** Nobody has shown up under the number that was guessed: what waits reaches nobody, and its writer is told. */
export function guessUnsure(draft: ConversationsDraft, id: ConversationId): void {
  if (draft.threads.get(id)?.wire?.isDoubtful) failOutbox(draft, id, { code: 'timeout' });
}
