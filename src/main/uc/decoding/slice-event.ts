// Big events cut into pieces, so that a first poll with ten thousand contacts never holds the process up: the pieces together
// do what the whole does.
import type { CwaEvent, UnreadableEvent } from '../../../protocol/events';

export type DecodedEvent = CwaEvent | UnreadableEvent;

const sliceSize = 500;

export function* slicesOf(event: DecodedEvent): Generator<DecodedEvent> {
  if (event.kind === 'userPresence' && event.users.length > sliceSize) {
    for (const users of chunks(event.users)) yield { ...event, users };
  } else if (event.kind === 'contactGroup' && event.contacts.length > sliceSize) {
    let isFirst = true;
    for (const contacts of chunks(event.contacts)) {
      // A snapshot clears the list once, with its first piece; the groups come with that one.
      yield { ...event, contacts, fullList: isFirst && event.fullList, groups: isFirst ? event.groups : [] };
      isFirst = false;
    }
  } else yield event;
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += sliceSize) yield items.slice(start, start + sliceSize);
}
