// Events that stand in an answer to commands (protocol.md 7.4). Nothing says whether the data channel brings them again: they count at
// once, and once, whichever of the two is first. What is the same twice as once, as nearly all are, is not looked at.
import type { CwaEvent, UnreadableEvent } from '../../../protocol/events';
import { ridOf, type Word } from './reply-words';
import type { CwaReply } from '../../../protocol/replies';

export interface HeardEvent {
  readonly event: CwaEvent;
  /** It was the answer to a request: it only has not to be taken again. */
  readonly isTaken: boolean;
}

/** `foreign`: what was no answer to a request of the batch. */
export function eventsIn(replies: readonly CwaReply[], foreign: readonly Word[] = []): HeardEvent[] {
  return replies.flatMap((reply): HeardEvent[] => {
    if (reply.kind === 'event') return [{ event: reply.event, isTaken: false }];
    if (reply.kind !== 'requestSucceeded' && reply.kind !== 'requestFailed') return [];
    const { rid, eid } = reply;
    if (ridOf(reply) === '') return [];
    const base = { ...(eid !== undefined && { eid }), rid };
    const event: CwaEvent =
      reply.kind === 'requestFailed'
        ? { kind: 'requestFailed', ...base, error: reply.error }
        : { kind: 'requestSucceeded', ...base };
    return [{ event, isTaken: !foreign.includes(reply) }];
  });
}

interface Heard {
  readonly key: string;
  readonly eid: number | undefined;
  readonly at: number;
}

/** More than a server has under way. */
const remembered = 500;

export class HeardEvents {
  private inReplies: Heard[] = [];
  private inPolls: Heard[] = [];

  startOver(): void {
    this.inReplies = [];
    this.inPolls = [];
  }

  /** From a reply to what was sent at `sentAt`. False: a poll has brought it. */
  inReply(event: CwaEvent, sentAt: number, now: number): boolean {
    const heard = heardOf(event, now);
    if (!heard) return true;
    const isKnown = take(this.inPolls, (each) => isSame(each, heard) && (heard.eid !== undefined || each.at >= sentAt));
    if (!isKnown) keep(this.inReplies, heard);
    return !isKnown;
  }

  /** False: a reply has brought it. */
  inPoll(event: CwaEvent | UnreadableEvent, now: number): boolean {
    const heard = heardOf(event, now);
    if (!heard) return true;
    if (take(this.inReplies, (each) => isSame(each, heard))) return false;
    keep(this.inPolls, heard);
    return true;
  }

  /** A poll that began then has been applied: what has no number, and was heard before, would have come with it (1.7). */
  polled(startedAt: number): void {
    this.inReplies = this.inReplies.filter(({ eid, at }) => eid !== undefined || at > startedAt);
  }
}

/** Undefined: twice is the same as once. */
function heardOf(event: CwaEvent | UnreadableEvent, at: number): Heard | undefined {
  if (event.kind !== 'conference' && event.kind !== 'requestFailed') return undefined;
  const { eid, ...rest } = event;
  // 4.5: that of a sign-in has 0, which numbers nothing.
  return { key: JSON.stringify(rest), eid: eid || undefined, at };
}

/** The same words may be said twice, so a number that both have has to be the same. */
function isSame(one: Heard, other: Heard): boolean {
  return one.key === other.key && (one.eid === undefined || other.eid === undefined || one.eid === other.eid);
}

/** It stands for one event only. */
function take(list: Heard[], is: (heard: Heard) => boolean): boolean {
  const at = list.findIndex(is);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

function keep(list: Heard[], heard: Heard): void {
  list.push(heard);
  if (list.length > remembered) list.shift();
}
