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
import type { Work } from './work';

/** Somebody who was invited makes sure of a guess; somebody who was not takes it back. */
export function applyWeighed(work: Work, confId: number, id: ConversationId, update: ConferenceUpdate): void {
  const guess = guessOf(work, id);
  if (!guess) return applyUpdate(work, id, update);
  const people = peopleNamedIn(work, update);
  if (people.some((uri) => isStranger(work, id, guess[1], uri))) {
    turnIntoStray(work, id, confId);
    return keepStray(work, confId, update);
  }
  const wasDoubtful = work.thread(id).wire?.isDoubtful === true;
  const isSure = people.length > 0 || isFocus(guess[1], update);
  if (isSure) work.editWire(id, { isDoubtful: false });
  applyUpdate(work, id, update);
  if (wasDoubtful && isSure) pump(work, id);
}

function peopleNamedIn(work: Work, update: ConferenceUpdate): PersonUri[] {
  const named = update.kind === 'composingState' && update.uri ? [personUri(update.uri)] : peopleOf(update);
  return named.filter((uri) => uri !== work.context.self);
}

/** Into a conference, and into what becomes one, others may be brought (6.6); so may those whom we have asked. */
function isStranger(work: Work, id: ConversationId, { invitation }: RidUse, uri: PersonUri): boolean {
  const { invited = [], focusUri } = invitation ?? {};
  const { wire, conversation } = work.thread(id);
  if (invited.includes(uri) || wire?.asked.includes(uri)) return false;
  if (wire?.isDoubtful) return true;
  const isKnown = conversation.participants.some((each) => each.uri === uri);
  return !isKnown && focusUri === undefined && !conversation.isConference && !wire?.isEscalating;
}

const isFocus = ({ invitation }: RidUse, update: ConferenceUpdate): boolean =>
  update.kind === 'confUri' && update.uri === invitation?.focusUri;

/** Nobody has shown up under the number that was guessed: what waits reaches nobody, and its writer is told. */
export function guessUnsure(work: Work, id: ConversationId): void {
  if (work.threads.get(id)?.wire?.isDoubtful) failOutbox(work, id, { code: 'timeout' });
}
