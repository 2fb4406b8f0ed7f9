// A piece of a thread of the history with what happened in between. Pure.
import type { HistoryConversation } from '../../shared/domain/history';
import type { Message } from '../../shared/domain/message';
import { standsBefore, toldEnd, type ThreadEvent } from '../../shared/domain/thread-event';
import type { SystemLine } from '../conversation/system-lines';

export type ThreadEntry =
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      /** It must not look as if it had arrived. */
      readonly doubt?: 'notDelivered' | 'notKnown';
    }
  | { readonly kind: 'line'; readonly key: string; readonly line: SystemLine };

export interface ThreadPiece {
  readonly messages: readonly Message[];
  /** Of the whole thread. */
  readonly events: readonly ThreadEvent[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export function threadEntries({ messages, events, hasOlder, hasNewer }: ThreadPiece): readonly ThreadEntry[] {
  const first = hasOlder ? (messages[0]?.at ?? Infinity) : -Infinity;
  const last = hasNewer ? (messages.at(-1)?.at ?? -Infinity) : Infinity;
  const lines = events.filter(({ at }) => at >= first && at <= last);
  const entries: ThreadEntry[] = [];
  let next = 0;
  const addLinesUntil = (time: number): void => {
    for (let event = lines[next]; event && isBefore(event, time); event = lines[(next += 1)]) {
      entries.push({ kind: 'line', key: event.id, line: { ...event.news, at: event.at, key: event.id } });
    }
  };
  for (const message of messages) {
    addLinesUntil(message.at);
    const doubt = doubtOf(message);
    entries.push({ kind: 'message', key: message.id, message, ...(doubt && { doubt }) });
  }
  addLinesUntil(Infinity);
  return entries;
}

/** What happened, and how it ended where the program was not there to see it. `isLive`: it goes on. */
export function withEnd(
  events: readonly ThreadEvent[],
  conversation: HistoryConversation,
  isLive: boolean,
): readonly ThreadEvent[] {
  const { id, end, isConference = false, participants: who, lastActivityAt: at } = conversation;
  if (isLive || end === undefined || toldEnd(events.map(({ news }) => news))) return events;
  return [...events, { id: 'ended', conversationId: id, at, news: { kind: 'ended', end, isConference, who } }];
}

function doubtOf({ delivery }: Message): 'notDelivered' | 'notKnown' | undefined {
  if (delivery === 'failed' || delivery === 'queued') return 'notDelivered';
  return delivery === 'unknown' ? 'notKnown' : undefined;
}

/** What begins stands before what is said at that moment, all else after it. */
function isBefore({ at, news }: ThreadEvent, time: number): boolean {
  return standsBefore(news) ? at <= time : at < time;
}
