// What happened in a conversation besides messages, as lines of its thread. Pure.
import { whoTookPart, type Conversation } from '../../shared/domain/conversation';
import { toldEnd, type ThreadEvent, type ThreadNews } from '../../shared/domain/thread-event';

export type SystemLine = ThreadNews & { readonly key: string; readonly at: number };

/** In thread order. How it ended is always told, also where the program was not there to see it. */
export function systemLines(conversation: Conversation, events: readonly ThreadEvent[]): readonly SystemLine[] {
  const lines: SystemLine[] = events.map(({ id, at, news }) => ({ ...news, at, key: id }));
  const { state, end, isConference, participants, lastActivityAt } = conversation;
  if (state !== 'ended' || toldEnd(lines)) return withNewestEnd(lines, conversation);
  const who = whoTookPart(participants).map(({ uri, name }) => ({ uri, name }));
  return [...lines, { kind: 'ended', end: end ?? 'failed', isConference, who, at: lastActivityAt, key: 'ended' }];
}

/** Why it ended may become known a moment after it has. */
function withNewestEnd(lines: readonly SystemLine[], { state, end }: Conversation): readonly SystemLine[] {
  if (state !== 'ended' || end === undefined) return lines;
  const last = lines.findLastIndex(({ kind }) => kind === 'ended');
  return lines.map((line, index) => (index === last && line.kind === 'ended' ? { ...line, end } : line));
}

/** Who can be asked once more: not who has come meanwhile or is unknown, and only while there is somebody to come to. */
export function canInviteAgain(line: SystemLine, { state, participants, locked }: Conversation): boolean {
  if (line.kind !== 'invite-failed' || line.failure === 'not-found' || state !== 'connected' || locked) return false;
  return !participants.some(({ uri }) => uri === line.uri);
}
