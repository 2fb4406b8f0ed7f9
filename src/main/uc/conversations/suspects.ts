// Which requests a failure that names none may be about, as far as conversations know (protocol.md 4.6, 4.8): those that were accepted,
// and whose conversation has not come about yet.
import type { ConversationsState, RidUse } from './conversations-state';

export interface Suspects {
  /** 4.8: somebody is said not to have come, and the reason follows at once. */
  readonly forWant: readonly string[];
  /** Asked, and nobody has come yet. */
  readonly unanswered: readonly string[];
}

export function suspects({ rids, threads, session }: ConversationsState): Suspects {
  const forWant = new Set<string>();
  const unanswered: string[] = [];
  /** Of each thread the latest that asked somebody. */
  const asking = new Map<string, string>();
  for (const [rid, use] of rids) {
    const thread = use.session === session && !use.hasFailed ? threads.get(use.threadId) : undefined;
    if (!thread?.wire) continue;
    const { wire } = thread;
    const isOfWire = asksPeople(use) && (wire.startRid === rid || use.purpose === 'invite');
    if (isOfWire) asking.set(use.threadId, rid);
    const isWaiting = wire.startRid === rid || (use.purpose === 'accept' && wire.isIncoming && wire.isAccepted);
    if (isWaiting && !wire.isConnected) unanswered.push(rid);
  }
  for (const [id, rid] of asking) if (threads.get(id)?.wire?.failedInvites.length) forWant.add(rid);
  return { forWant: [...forWant], unanswered };
}

const asksPeople = ({ purpose }: RidUse): boolean =>
  purpose === 'start' || purpose === 'rejoin' || purpose === 'invite';
