// One conversation of a session: with one other, or in a room. Only the data, and the events that tell of it.
import { randomUUID } from 'node:crypto';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ImMessage } from '../../../protocol/im-message';
import type { SipUri } from '../../../protocol/sip-uri';
import type { Endpoint, EventWatch } from '../../world';
import type { RoomState } from './room-state';

/** What has come while it rings: told when somebody has answered. */
export interface HeldMessage {
  readonly sender: SipUri;
  readonly message: ImMessage;
  readonly watch: EventWatch;
}

/** What was said before it could go out. */
export interface WaitingMessage {
  readonly rid: string;
  readonly message: ImMessage;
}

export class Conversation {
  confId = 0;
  /** `inviting`: begun here, and the service does not have it yet; or a room is being entered. */
  state: 'inviting' | 'ringing' | 'connected' | 'ended';
  /** Of the request that is carried out while it is `inviting`. */
  startRid: string | undefined;
  held: HeldMessage[] = [];
  waiting: WaitingMessage[] = [];
  /** Undefined: it is between two. */
  room: RoomState | undefined;
  /** The other has confirmed something before: what they do not confirm is said again. */
  confirms = false;
  thread: string;

  constructor(
    private readonly endpoint: Endpoint,
    /** Of the other, or of the room; empty while that has none yet. */
    public bare: string,
    state: 'inviting' | 'ringing',
    readonly subject: string,
    thread: string | undefined,
  ) {
    this.state = state;
    this.thread = thread ?? randomUUID();
  }

  /** One sub-event an event (field notes). */
  tell(update: ConferenceUpdate, watch?: EventWatch): void {
    this.endpoint.push({ kind: 'conference', confId: this.confId, updates: [update] }, watch);
  }
}
