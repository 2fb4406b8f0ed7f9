// Reads a recording and refuses whatever is none: nothing of a file is used before all of it has been looked at.
import * as v from 'valibot';
import { encoded } from './encodings';
import { asksForSignIn, formatName, formatVersion, type Answer as RecordedAnswer, type Entry } from './format';
import { isOwnPath, leadsNowhereElse, staysHere, targetHeaders } from './targets';

/** Why a file is not read. */
export type RecordingProblem = 'too-long' | 'not-a-recording' | 'newer' | 'cut-off' | 'broken' | 'leads-away';

/** What is wrong with a file, in words for who named it; never with what stands in it. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';

  /** `line`: where, from 1. */
  constructor(
    readonly problem: RecordingProblem,
    words: string,
    readonly line?: number,
  ) {
    super(words);
  }
}

export interface Recording {
  /** Which Parley wrote it. */
  readonly client: string;
  readonly entries: readonly Entry[];
}

/** In characters; a file of so many bytes has no more. */
export const maxRecordingLength = 64 * 1024 * 1024;

/** Every other byte of what is read as UTF-8 is nothing; before it what is left of the mark. */
const isWide = /^(?:\uFFFD{2})?(?:\{\0"\0|\0\{\0")/u;

/** A day: nobody records longer. */
const maxTimeMs = 24 * 60 * 60 * 1_000;
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(maxTimeMs));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** Names and values as HTTP allows them: nothing that could end a line. */
const Headers = v.array(
  v.strictTuple([
    v.pipe(v.string(), v.regex(/^[\w!#$%&'*+.^`|~-]+$/u)),
    v.pipe(v.string(), v.regex(/^[\t\x20-\x7e\x80-\xff]*$/u)),
  ]),
);
const Ask = v.strictObject({
  channel: v.picklist(['sign-in', 'command', 'data']),
  method: v.picklist(['GET', 'POST']),
  path: v.string(),
  headers: Headers,
  body: v.exactOptional(v.string()),
});
const Answer = v.strictObject({
  status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
  headers: Headers,
  body: v.string(),
  encoding: v.exactOptional(v.string()),
  http: v.exactOptional(v.string()),
  tls: v.exactOptional(
    v.strictObject({
      protocol: v.string(),
      cipher: v.string(),
      key: v.exactOptional(v.string()),
      isTrusted: v.boolean(),
    }),
  ),
});
const Line = v.union([
  v.strictObject({ at: time, n: count, ask: Ask }),
  v.strictObject({ at: time, n: count, answer: Answer }),
  v.strictObject({ at: time, n: count, failure: v.string() }),
  v.strictObject({ at: time, do: v.record(v.string(), v.unknown()) }),
  v.strictObject({ at: time, end: v.literal(true), unknown: time }),
]);
const FirstLine = v.object({ format: v.literal(formatName), version: v.number() });
const Start = v.strictObject({ format: v.literal(formatName), version: v.literal(formatVersion), client: v.string() });

/** Throws `RecordingError`. */
export function readRecording(text: string): Recording {
  if (text.length > maxRecordingLength) throw new RecordingError('too-long', 'is too long for a recording');
  if (isWide.test(text)) throw new RecordingError('not-a-recording', 'is written in UTF-16: save it as UTF-8');
  // Some editors put a mark before what they write.
  const lines = text.replace(/^\uFEFF/u, '').split('\n');
  const first = jsonOf(lines[0] ?? '');
  if (!v.is(FirstLine, first)) throw new RecordingError('not-a-recording', 'is no recording');
  if (first.version > formatVersion) {
    const words = `is of version ${first.version}, newer than this Parley knows (${formatVersion})`;
    throw new RecordingError('newer', words);
  }
  if (!Number.isInteger(first.version) || first.version < 1) {
    throw new RecordingError('not-a-recording', `is of version ${first.version}, which no Parley has ever written`);
  }
  if (!v.is(Start, first)) throw new RecordingError('not-a-recording', 'is no recording: its first line is broken');
  // What was written whole ends with a line end.
  if (lines.pop() !== '') throw new RecordingError('cut-off', 'is cut off: its last line has no end');
  // Some editors put empty lines behind it.
  while (lines.at(-1)?.trim() === '') lines.pop();
  const entries = lines.slice(1).map((line, at) => entryOf(line, at + 2));
  checkOrder(entries);
  return { client: first.client, entries };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function entryOf(line: string, number: number): Entry {
  const value = jsonOf(line);
  if (!v.is(Line, value)) throw new RecordingError('broken', `is broken in line ${number}`, number);
  if ('ask' in value && !isOwnPath(value.ask.path)) throw outside(number);
  if ('answer' in value && leadsAway(value.answer)) throw outside(number);
  return value;
}

function outside(number: number): RecordingError {
  const words = `leads to another computer in line ${number}: nothing but this one is ever asked`;
  return new RecordingError('leads-away', words, number);
}

function leadsAway({ headers, body, encoding }: RecordedAnswer): boolean {
  if (headers.some(([name, target]) => targetHeaders.has(name.toLowerCase()) && !staysHere(target))) return true;
  return !leadsNowhereElse(body, encoded(body, encoding));
}

function checkOrder(entries: readonly Entry[]): void {
  const open = new Set<number>();
  const seen = new Set<number>();
  let at = 0;
  entries.forEach((entry, index) => {
    const line = index + 2;
    const broken = (): RecordingError =>
      new RecordingError('broken', `is broken in line ${line}: that cannot have happened then`, line);
    if (entry.at < at || ('end' in entry && index !== entries.length - 1)) throw broken();
    at = entry.at;
    if ('ask' in entry) {
      if (seen.has(entry.n)) throw broken();
      seen.add(entry.n);
      open.add(entry.n);
    } else if ('n' in entry) {
      if (!open.has(entry.n)) throw broken();
      if (!('answer' in entry && asksForSignIn(entry.answer))) open.delete(entry.n);
    }
  });
  const last = entries.at(-1);
  if (!last || !('end' in last)) throw new RecordingError('cut-off', 'is cut off: it has no end');
}
