// Decoding in another thread: ten thousand contacts with their presence are some megabytes of XML, and reading them takes longer
// than a window may be kept waiting. The pieces come back one by one, each when the one before has been taken over, since a thread
// that finds forty messages waiting reads them all before it does anything else.
import { ProtocolError, type ProtocolErrorCode } from '../../../protocol/protocol-error';
import { decodeSliced, type EventDecoder, type SlicedEvents } from './event-decoder';
import type { DecodedEvent } from './slice-event';

/** The end of a channel between two threads: a worker, its `parentPort`, or a `MessagePort`. */
export interface DecoderPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** Without `text`: the next piece of what was asked. */
interface Question {
  readonly id: number;
  readonly text?: string;
}
type Answer =
  | { readonly id: number; readonly kind: 'piece'; readonly index: number; readonly event: DecodedEvent }
  | { readonly id: number; readonly kind: 'end'; readonly rest: Omit<SlicedEvents, 'events'> }
  | { readonly id: number; readonly kind: 'failed'; readonly code: ProtocolErrorCode; readonly message: string };

/**
 * Shorter documents are read here faster than they could be sent there, and within a frame whatever they hold: an event that nobody
 * can read takes many times as long as a good one.
 */
const minRemoteLength = 4 * 1024;

export function isReadHere(text: string): boolean {
  return text.length < minRemoteLength;
}

/** The worker's side. */
export function serveDecoding(port: DecoderPort): void {
  const open = new Map<number, Iterator<Answer>>();
  port.on('message', (question) => {
    const { id, text } = question as Question;
    if (text !== undefined) open.set(id, answersTo(id, text));
    const answer = open.get(id)?.next().value as Answer | undefined;
    if (answer?.kind !== 'piece') open.delete(id);
    if (answer) port.postMessage(answer);
  });
}

function* answersTo(id: number, text: string): Generator<Answer> {
  let document: SlicedEvents;
  try {
    document = decodeSliced(text);
  } catch (error) {
    const code = error instanceof ProtocolError ? error.code : 'not-well-formed';
    yield { id, kind: 'failed', code, message: error instanceof Error ? error.message : String(error) };
    return;
  }
  const { events, ...rest } = document;
  for (const [index, pieces] of events.entries()) {
    for (const event of pieces) yield { id, kind: 'piece', index, event };
  }
  yield { id, kind: 'end', rest };
}

export interface RemoteDecoder {
  /** Give it to `createEngine` as `decodeEvents`. */
  readonly decode: EventDecoder;
  /** The other side is gone: what was asked, and all that will be, is read here. */
  abandon(): void;
}

interface Asked {
  readonly text: string;
  readonly events: DecodedEvent[][];
  resolve(document: SlicedEvents | Promise<SlicedEvents>): void;
  reject(error: unknown): void;
}

/** The engine's side. */
export function createRemoteDecoder(port: DecoderPort): RemoteDecoder {
  let nextId = 1;
  let isAbandoned = false;
  const open = new Map<number, Asked>();
  port.on('message', (message) => {
    const answer = message as Answer;
    const asked = open.get(answer.id);
    if (!asked) return;
    if (answer.kind === 'piece') {
      (asked.events[answer.index] ??= []).push(answer.event);
      port.postMessage({ id: answer.id } satisfies Question);
      return;
    }
    open.delete(answer.id);
    if (answer.kind === 'end') asked.resolve({ ...answer.rest, events: asked.events });
    else asked.reject(new ProtocolError(answer.code, answer.message));
  });
  return {
    decode(text) {
      if (isAbandoned || isReadHere(text)) return decodeSliced(text);
      return new Promise((resolve, reject) => {
        const id = nextId++;
        open.set(id, { text, events: [], resolve, reject });
        port.postMessage({ id, text } satisfies Question);
      });
    },
    abandon() {
      isAbandoned = true;
      for (const { text, resolve } of open.values()) resolve(Promise.resolve(text).then(decodeSliced));
      open.clear();
    },
  };
}
