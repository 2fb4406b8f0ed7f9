// Whom we have sent out of a conference: they have not left by themselves (protocol.md 6.7). Pure.
import type { ConversationId } from '../../../shared/domain/conversation';
import type { Model } from '../../../shared/domain/model';
import type { PersonUri } from '../../../shared/domain/person';
import type { ConversationsState } from './conversations-state';

/** Whether a request of ours stands behind it that somebody goes now: each accounts for one going, and none that has failed. */
export function isOurDoing(
  { rids }: ConversationsState,
  { events }: Model,
  id: ConversationId,
  uri: PersonUri,
): boolean {
  const asked = [...rids.values()].filter(
    ({ threadId, purpose, people, hasFailed }) =>
      purpose === 'eject' && threadId === id && !hasFailed && people?.includes(uri),
  );
  const told = (events.get(id) ?? []).filter(({ news }) => news.kind === 'removed' && news.uri === uri);
  return asked.length > told.length;
}
