// Reads what a poll brought, cut into pieces that are cheap to apply. In this thread by default; big documents can go to a worker.
import { decodeAnswer, type DataAnswer } from '../../../protocol/events';
import { slicesOf, type DecodedEvent } from './slice-event';

/** `events`: for each event its pieces, which together do what the whole does. */
export interface SlicedEvents extends Omit<DataAnswer, 'events'> {
  readonly events: readonly (readonly DecodedEvent[])[];
}

/** Throws `ProtocolError`. */
export type EventDecoder = (text: string) => SlicedEvents | Promise<SlicedEvents>;

export function decodeSliced(text: string): SlicedEvents {
  const document = decodeAnswer(text);
  return { ...document, events: document.events.map((event) => [...slicesOf(event)]) };
}
