// `userPresence` (protocol.md 4.15).
import type { PresenceUser } from '../presence/presence-user';

export interface UserPresenceEvent {
  readonly kind: 'userPresence';
  readonly eid: number;
  readonly users: readonly PresenceUser[];
}
