// Decoding in another thread: ten thousand contacts with their presence are some megabytes of XML, and reading them takes longer
// than a window may be kept waiting. The pieces come back one message each, so that taking them over is cheap too.
import { ProtocolError, type ProtocolErrorCode } from '../../protocol/protocol-error';
import { decodeSliced, type EventDecoder, type SlicedEvents } from './event-decoder';
import type { DecodedEvent } from './session-runner';

/** The end of a channel between two threads: a worker, its `parentPort`, or a `MessagePort`. */
export interface DecoderPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

interface Question {
  readonly id: number;
  readonly text: string;
}
type Answer =
  | { readonly id: number; readonly kind: 'piece'; readonly index: number; readonly event: DecodedEvent }
  | { readonly id: number; readonly kind: 'end'; readonly rest: Omit<SlicedEvents, 'events'> }
  | { readonly id: number; readonly kind: 'failed'; readonly code: ProtocolErrorCode; readonly message: string };

/** Shorter documents are read here faster than they could be sent there. */
const minRemoteLength = 64 * 1024;

/** The worker's side. */
export function serveDecoding(port: DecoderPort): void {
  const answer = (message: Answer): void => port.postMessage(message);
  port.on('message', (question) => {
    const { id, text } = question as Question;
    try {
      const { events, ...rest } = decodeSliced(text);
      events.forEach((pieces, index) => {
        for (const event of pieces) answer({ id, kind: 'piece', index, event });
      });
      answer({ id, kind: 'end', rest });
    } catch (error) {
      const code = error instanceof ProtocolError ? error.code : 'not-well-formed';
      answer({ id, kind: 'failed', code, message: error instanceof Error ? error.message : String(error) });
    }
  });
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
      return;
    }
    open.delete(answer.id);
    if (answer.kind === 'end') asked.resolve({ ...answer.rest, events: asked.events });
    else asked.reject(new ProtocolError(answer.code, answer.message));
  });
  return {
    decode(text) {
      if (isAbandoned || text.length < minRemoteLength) return decodeSliced(text);
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
