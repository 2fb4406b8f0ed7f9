// Feeds the decoders documents with something broken in them, by the million; `scripts/fuzz.mjs` runs it. The same seed gives the
// same documents.
import fc from 'fast-check';
import { decodeEvents, encodeEvents, type CwaEvent, type CwaEvents, type UnreadableEvent } from '../events';
import { ProtocolError } from '../protocol-error';
import { decodeReplies, encodeReplies, type CwaReply, type CwaResponses } from '../replies';
import { decodeRequests, encodeRequests, type AnyRequest, type CwaRequests } from '../requests';
import { cwaEvents, cwaRequests, cwaResponses, listEvents } from './arbitraries';
import { mutate, seededRandom, type Random } from './mutate';
import {
  checkOddEntries,
  checkOddEvents,
  checkOddReplies,
  oddEntries,
  oddEvents,
  oddReplies,
  type OddDocument,
} from './odd-things';

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

interface Subject {
  readonly document: string;
  readonly read: (document: string) => boolean;
  /** The same with something odd in it, which must cost only itself. */
  readonly odd?: (random: Random) => OddDocument | undefined;
  readonly check?: (odd: OddDocument) => void;
}

const documents: fc.Arbitrary<Subject> = fc.oneof(
  cwaRequests.map((value) => ({ document: encodeRequests(value), read: readRequests })),
  cwaResponses.map((value) => ({
    document: encodeReplies(value),
    read: readReplies,
    odd: (random: Random) => oddReplies(value.replies.filter(isOfBatch), random),
    check: checkOddReplies,
  })),
  cwaEvents.map((value) => ({
    document: encodeEvents(value),
    read: readEvents,
    odd: (random: Random) => oddEvents(value.events.filter(isKnown), random),
    check: checkOddEvents,
  })),
  fc.oneof(...listEvents).map((event) => ({
    document: encodeEvents({ ackId: 1, events: [event] }),
    read: readEvents,
    odd: (random: Random) => oddEntries(event, random),
    check: checkOddEntries,
  })),
);

/** Those that stand in no other reply. */
function isOfBatch({ kind }: CwaReply): boolean {
  return kind === 'requestAccepted' || kind === 'requestFailed' || kind === 'requestInvalid';
}

function isKnown(event: CwaEvent | UnreadableEvent): event is CwaEvent {
  return event.kind !== 'unknown';
}

/** Stops at the first finding. */
export function fuzz({ count, seed, onProgress }: FuzzOptions): FuzzResult {
  let done = 0;
  let readable = 0;
  for (let round = 0; done < count; round += 1) {
    const random = seededRandom(seed + round);
    for (const subject of fc.sample(documents, { seed: seed + round, numRuns: documentsAtOnce })) {
      for (let turn = 0; turn < mutationsOfEach && done < count; turn += 1) {
        const { document, wasRead, what } = attack(subject, turn, random);
        if (what !== undefined) return { done, readable, finding: { what, document } };
        if (wasRead) readable += 1;
        done += 1;
      }
    }
    onProgress?.(done);
  }
  return { done, readable };
}

interface Attack {
  readonly document: string;
  readonly wasRead: boolean;
  /** What the decoder did not bear. */
  readonly what?: string;
}

function attack({ document, read, odd, check }: Subject, turn: number, random: Random): Attack {
  const oddOne = turn % 4 === 0 ? odd?.(random) : undefined;
  // Most with one thing broken, so that much of the document still means something.
  const broken = oddOne?.document ?? mutate(turn % 3 === 0 ? mutate(document, random) : document, random);
  const start = process.cpuUsage();
  try {
    if (oddOne) check?.(oddOne);
    const wasRead = read(broken);
    // Of the processor alone: the machine may do something else meanwhile.
    const { user, system } = process.cpuUsage(start);
    const isSlow = (user + system) / 1_000 > slowMs;
    return { document: broken, wasRead, ...(isSlow && { what: 'slow' }) };
  } catch (error) {
    return { document: broken, wasRead: false, what: String(error) };
  }
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
    const known = replies.flatMap((reply): readonly CwaReply[] => {
      if (reply.kind === 'unknown') return [];
      if (reply.kind !== 'event' || reply.event.kind !== 'conference') return [reply];
      return [
        { ...reply, event: { ...reply.event, updates: reply.event.updates.filter(({ kind }) => kind !== 'unknown') } },
      ];
    });
    return { ...envelope, replies: known };
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
