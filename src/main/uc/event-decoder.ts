// Reads what a poll brought, cut into pieces that are cheap to apply. In this thread by default; big documents can go to a worker.
import { decodeEvents, type CwaEvents } from '../../protocol/events';
import type { DecodedEvent } from './session-runner';
import { slicesOf } from './slice-event';

/** `events`: for each event its pieces, which together do what the whole does. */
export interface SlicedEvents extends Omit<CwaEvents, 'events'> {
  readonly events: readonly (readonly DecodedEvent[])[];
}

/** Throws `ProtocolError`. */
export type EventDecoder = (text: string) => SlicedEvents | Promise<SlicedEvents>;

export function decodeSliced(text: string): SlicedEvents {
  const document = decodeEvents(text);
  return { ...document, events: document.events.map((event) => [...slicesOf(event)]) };
}
