// What a conversation in a room knows of it (XEP-0045).
import type { RoleName } from '../../../protocol/conference-events/role';
import { parseSipUri, type SipUri } from '../../../protocol/sip-uri';
import { Backlog } from '../backlog';
import { digestOf } from '../digest';
import { domainOf, localPartOf, unsayableUri } from '../mapping/addresses';
import type { SeatContext } from '../seat-context';
import { spaces } from '../spaces';
import { child, type XmlElement } from '../stream/element';

/** Whether we are still in it is asked so often (XEP-0410), and so often its archive for what we have not heard. */
export const pingEveryMs = 30_000;

/** Among the features of a room: everybody in it sees everybody's address. */
export const isOpen = 'muc_nonanonymous';
/** Among the features of a room: it has an id for each of its people. */
export const namesItsPeople = spaces.occupantIds;

/** Beyond, it is told as it comes, and order is worth less than that it is told. */
const mostHeld = 500;

export interface Occupant {
  readonly uri: SipUri;
  readonly bare: string;
  readonly role: RoleName;
}

/** What the room knows one of its people by. */
export function occupantIdOf(stanza: XmlElement): string | undefined {
  const id = child(stanza, 'occupant-id', spaces.occupantIds)?.attrs['id'];
  return id === undefined ? undefined : digestOf(id);
}

/** Another session of the same account is in it as well. */
export const isInElsewhere = ({ occupants, nick }: RoomState, own: string): boolean =>
  [...occupants].some(([each, { bare }]) => bare === own && each !== nick);

export class RoomState {
  /** By nick. */
  readonly occupants = new Map<string, Occupant>();
  /** Who somebody was, by their id in this room: they may have left, and somebody else may have their nick. */
  readonly known = new Map<string, SipUri>();
  /** Who were in it and are not, their addresses as digests: in a netsplit they may be in the other half of it. */
  readonly lost = new Set<string>();
  /** To be asked as soon as we are in. The first of an escalation is the other of what was between two. */
  invited: readonly string[] = [];
  /** With whom it was between two; while it is not certain that the room comes about. */
  peer: string | undefined;
  /** We make it. Whoever makes another one by coming into it comes too late: it was no more. */
  isOfOurMaking = false;
  isLocked = false;
  /** What it says of itself; empty until it has been asked. */
  features: ReadonlySet<string> = new Set();
  /** We may take it away. */
  isOwner = false;
  /** We are entering it once more: that we are told to be out is no news. */
  isReturning = false;
  /** When it was entered once more, the last time, in epoch milliseconds: what was said before that may have been lost. */
  returnedAt = -Infinity;
  /** We are in it, and do not know yet whether it is one that was meant. */
  isLookedAt = false;
  /** Who was in it before that, by nick. */
  before = new Map<string, Occupant>();
  /** Nicks that were somebody else's. */
  tries = 0;
  /** Epoch milliseconds: what the room's archive had before has been heard. */
  settled: number;
  /** The last place in it that one look has reached which did not bring all. */
  rest: string | undefined;
  /** Times that it has been entered, while what was missed before is still asked for. */
  entries = 0;
  /** Said meanwhile: told after that. */
  held: Backlog<{ readonly nick: string; readonly said: XmlElement }> | undefined;
  /** Its archive has told since it was entered last, or never will: who has said something old and is not known by then stays so. */
  isPastKnown = false;
  /** How often it was asked for that in vain, and when it is asked once more, in epoch milliseconds. */
  failures = 0;
  retryAt = Infinity;
  /** Old, and of whom is for the archive to tell. */
  readonly unnamed = new Backlog<{ readonly nick: string; readonly said: XmlElement }>(mostHeld);
  /** What was said before this session is told: our own words are news from now on, if others of our programs have said them. */
  isCaughtUp = false;
  /** Told and not acknowledged: when it was said, in epoch milliseconds. */
  readonly unacknowledged = new Set<{ readonly at: number }>();
  /** Something was acknowledged since `marked` was worked out: how far the client has got, in epoch milliseconds. */
  hasMoved = true;
  marked: number;
  pingedAt = 0;
  /** Whoever has asked us in. */
  inviter: string | undefined;
  /** What they have said with that (`message-id.ts`). */
  opening: string | undefined;

  /** `from`: what was said before is none of ours, in epoch milliseconds. */
  constructor(
    public nick: string,
    public from: number,
  ) {
    this.settled = from;
    this.marked = from;
  }

  /** What is said from now on is told later. */
  hold(): void {
    this.held ??= new Backlog(mostHeld);
  }

  /** What it has of what was said before is not known yet. */
  get isUnsettled(): boolean {
    return this.isReturning || this.entries > 0;
  }
}

/** `from`: see there. */
export function become(
  conversation: { room: RoomState | undefined },
  { line, clock }: Pick<SeatContext, 'line' | 'clock'>,
  from = clock.now(),
): RoomState {
  return (conversation.room = new RoomState(localPartOf(line.bare), from));
}

/** Of a room that does not tell who somebody is. */
export function strangerUri(room: string, nick: string): SipUri {
  const uri = parseSipUri(`sip:${encodeURIComponent(nick)}@${domainOf(room)}`);
  return uri ?? unsayableUri(`${room}/${nick}`);
}
