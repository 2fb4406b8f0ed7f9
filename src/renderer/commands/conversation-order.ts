// The conversations that keys go through, in the order of the main window's list. Pure.
import type { Conversation, ConversationId } from '../../shared/domain/conversation';
import type { Model } from '../../shared/domain/model';
import { recents, type Removed } from '../recents/recents';

export function conversationsInOrder(
  model: Model,
  draftKeys: ReadonlySet<string>,
  removed: readonly Removed[],
): readonly Conversation[] {
  return recents(model, draftKeys, removed).flatMap((each) =>
    each.kind === 'conversation' ? [each.conversation] : [],
  );
}

/** The one before (-1) or after (1) the current one, round the end; where none is current, the last or the first. Never the current one. */
export function neighbour(
  list: readonly Conversation[],
  current: ConversationId | undefined,
  step: -1 | 1,
  isWanted: (conversation: Conversation) => boolean = () => true,
): Conversation | undefined {
  const here = list.findIndex(({ id }) => id === current);
  const start = here < 0 && step < 0 ? list.length : here;
  for (let far = 1; far <= list.length; far += 1) {
    const found = list[(start + step * far + list.length * 2) % list.length];
    if (found && found.id !== current && isWanted(found)) return found;
  }
  return undefined;
}
