// Which reply of a document belongs to which request of a batch (protocol.md 1.6, 7.4, 7.23, 7.32).
import type { CwaReply } from '../../protocol/replies';
import type { RequestAccepted } from '../../protocol/replies/request-accepted';

export interface MatchedReplies {
  readonly byRid: ReadonlyMap<string, CwaReply>;
  /** Accepted under a `rid` that is none of the batch's. */
  readonly foreign: readonly RequestAccepted[];
}

export function matchReplies(rids: readonly string[], replies: readonly CwaReply[]): MatchedReplies {
  const byRid = new Map<string, CwaReply>();
  const foreign: RequestAccepted[] = [];
  const strange: CwaReply[] = [];
  let common: CwaReply | undefined;
  for (const reply of replies) {
    if (reply.kind === 'unknown' || reply.kind === 'signInSucceeded') continue;
    if (reply.kind === 'error' || !reply.rid) common ??= reply;
    // 7.4: the number may stand in a reply of its own.
    else if (rids.includes(reply.rid)) byRid.set(reply.rid, merged(byRid.get(reply.rid), reply));
    // 7.23: that of the session may come again.
    // Other services have errors too; ours have numbers.
    else if (reply.kind !== 'requestAccepted') strange.push(...(reply.error.code === 0 ? [] : [reply]));
    else if (!reply.session) {
      strange.push(reply);
      foreign.push(reply);
    }
  }
  // A bare reply can only mean what has none of its own.
  if (common) for (const rid of rids) if (!byRid.has(rid)) byRid.set(rid, common);
  // 4.4: a page prints other numbers than were sent; the answer to a single request is for that one all the same.
  const [only, second] = rids;
  const [its, another] = strange;
  if (only === undefined || second !== undefined || byRid.has(only) || !its || another) return { byRid, foreign };
  return { byRid: new Map([[only, its]]), foreign: [] };
}

function merged(first: CwaReply | undefined, second: CwaReply): CwaReply {
  if (first?.kind !== 'requestAccepted') return first ?? second;
  return second.kind === 'requestAccepted' ? { ...first, ...second } : second;
}
