// What a conversation in a room knows of it (XEP-0045).
import type { RoleName } from '../../../protocol/conference-events/role';
import type { SipUri } from '../../../protocol/sip-uri';

export interface Occupant {
  readonly uri: SipUri;
  readonly bare: string;
  readonly role: RoleName;
}

export class RoomState {
  /** By nick. */
  readonly occupants = new Map<string, Occupant>();
  /** To be asked as soon as we are in. The first of an escalation is the other of what was between two. */
  invited: readonly string[] = [];
  /** With whom it was between two; while it is not certain that the room comes about. */
  peer: string | undefined;
  isLocked = false;
  /** We may take it away. */
  isOwner = false;
  /** We are entering it once more: that we are told to be out is no news. */
  isReturning = false;
  /** Who was in it before that, by nick. */
  before = new Map<string, Occupant>();
  /** Nicks that were somebody else's. */
  tries = 0;
  /** The last that was heard, by the room's archive. */
  lastHeard: string | undefined;
  /** ISO 8601: what was said since then is told on entering. Undefined: nothing. */
  since: string | undefined;
  pingedAt = 0;
  /** Whoever has asked us in. */
  inviter: string | undefined;

  constructor(public nick: string) {}
}
