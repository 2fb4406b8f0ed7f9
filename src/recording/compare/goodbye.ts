// What ends a session, for one that had ended in the recording without a word of the client's.
import { encodeRequests } from '../../protocol/requests';

/** `sid`: of the session. */
export function goodbye(sid: string): string {
  return encodeRequests({ sid: Number(sid), requests: [{ kind: 'terminateSession', rid: '0' }] });
}
