// Feeds the decoders documents with something broken in them, by the million; `scripts/fuzz.mjs` runs it. The same seed gives the
// same documents.
import fc from 'fast-check';
import { decodeEvents, encodeEvents, type CwaEvent, type CwaEvents } from '../events';
import { ProtocolError } from '../protocol-error';
import { decodeReplies, encodeReplies, type CwaResponses } from '../replies';
import { decodeRequests, encodeRequests, type AnyRequest, type CwaRequests } from '../requests';
import { cwaEvents, cwaRequests, cwaResponses } from './arbitraries';
import { mutate, seededRandom } from './mutate';

export interface FuzzOptions {
  /** How many documents. */
  readonly count: number;
  readonly seed: number;
  /** Told now and then how many are done. */
  readonly onProgress?: (done: number) => void;
}

/** A document that a decoder did not bear, and what happened. */
export interface FuzzFinding {
  readonly what: string;
  readonly document: string;
}

export interface FuzzResult {
  readonly done: number;
  /** How many documents at least one decoder could read. */
  readonly readable: number;
  readonly finding?: FuzzFinding;
}

const documentsAtOnce = 200;
const mutationsOfEach = 25;
/** Far more than any of these small documents may take. */
const slowMs = 2000;

type Reading = (document: string) => boolean;

const documents: fc.Arbitrary<{ readonly document: string; readonly read: Reading }> = fc.oneof(
  cwaRequests.map((value) => ({ document: encodeRequests(value), read: readRequests })),
  cwaResponses.map((value) => ({ document: encodeReplies(value), read: readReplies })),
  cwaEvents.map((value) => ({ document: encodeEvents(value), read: readEvents })),
);

/** Stops at the first finding. */
export function fuzz({ count, seed, onProgress }: FuzzOptions): FuzzResult {
  let done = 0;
  let readable = 0;
  for (let round = 0; done < count; round += 1) {
    const random = seededRandom(seed + round);
    for (const { document, read } of fc.sample(documents, { seed: seed + round, numRuns: documentsAtOnce })) {
      for (let turn = 0; turn < mutationsOfEach && done < count; turn += 1) {
        // Most with one thing broken, so that much of the document still means something.
        const broken = mutate(turn % 3 === 0 ? mutate(document, random) : document, random);
        const start = performance.now();
        try {
          if (read(broken)) readable += 1;
        } catch (error) {
          return { done, readable, finding: { what: String(error), document: broken } };
        }
        if (performance.now() - start > slowMs) return { done, readable, finding: { what: 'slow', document: broken } };
        done += 1;
      }
    }
    onProgress?.(done);
  }
  return { done, readable };
}

/**
 * Every decoder reads the document or throws a `ProtocolError`; and what one has read can be written, and means the same once more.
 * Throws anything else; returns whether one could read it.
 */
export function exercise(document: string): boolean {
  return [readRequests, readReplies, readEvents].map((read) => read(document)).includes(true);
}

function readRequests(document: string): boolean {
  const decode = (text: string): CwaRequests => {
    const { requests, ...envelope } = decodeRequests(text);
    return { ...envelope, requests: requests.filter((request): request is AnyRequest => request.kind !== 'invalid') };
  };
  return settles(document, decode, encodeRequests);
}

function readReplies(document: string): boolean {
  const decode = (text: string): CwaResponses => {
    const { replies, ...envelope } = decodeReplies(text);
    return { ...envelope, replies: replies.filter(({ kind }) => kind !== 'unknown') };
  };
  return settles(document, decode, encodeReplies);
}

function readEvents(document: string): boolean {
  const decode = (text: string): CwaEvents => {
    const { events, ...envelope } = decodeEvents(text);
    const known = events.flatMap((event): readonly CwaEvent[] => {
      if (event.kind === 'unknown') return [];
      if (event.kind !== 'conference') return [event];
      return [{ ...event, updates: event.updates.filter(({ kind }) => kind !== 'unknown') }];
    });
    return { ...envelope, events: known };
  };
  return settles(document, decode, encodeEvents);
}

function settles<T>(document: string, decode: (text: string) => T, encode: (value: T) => string): boolean {
  let value: T;
  try {
    value = decode(document);
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
  // What was only tolerated is gone after the first writing; from then on nothing may change.
  const once = encode(value);
  const twice = encode(decode(once));
  if (once !== twice) throw new Error(`written differently the second time: ${once} ≠ ${twice}`);
  return true;
}
