// `connect --record`: the file that a recording goes into. For the person alone who runs it, and never a word in it that is not masked.
import { openSync } from 'node:fs';
import { version } from '../../package.json';
import type { Transport } from '../main/uc/http/transport';
import type { UnknownName } from '../recording/mask/unknown-names';
import { RecordingWriter, type WrittenRecording } from '../recording/recording-writer';
import { Tap } from '../recording/tap';
import { inOneLine } from '../shared/line-breaks';
import { fileTrouble, UsageError } from './command-line';

export interface RecordingFile {
  transport(inner: Transport): Transport;
  /** A line that is a command. */
  noteCommand(line: string): void;
  /** Tells on standard error what was recorded. */
  end(): void;
}

/** Throws `UsageError`. */
export function openRecording({
  file,
  allowed,
}: {
  readonly file: string;
  readonly allowed: readonly string[];
}): RecordingFile {
  const writer = new RecordingWriter(open(file), { client: version, allowed });
  const tap = new Tap(
    () => performance.now(),
    (heard) => writer.hear(heard),
  );
  console.error(`Recording what the server says into ${file}: masked, without secrets. It ends with this session.`);
  return {
    transport: (inner) => ({ request: (request) => tap.exchange(inner, request) }),
    noteCommand: (line) => tap.noteCommand(JSON.parse(line) as Record<string, unknown>),
    end: () => console.error(wordsFor(file, writer.end(tap.at))),
  };
}

/** A stranger wrote them. */
const maxTold = 40;
const maxNameLength = 80;

const troubleWords = {
  'disk-full': 'the disk was full before the end',
  'too-long': 'it became too long, and ends before',
  'not-written': 'it could not be written any more, and ends before',
} as const;

function wordsFor(file: string, { exchanges, isWhole, trouble, unknown }: WrittenRecording): string {
  if (!isWhole) return `The recording in ${file} could not be written to its end, and cannot be read.`;
  const what = `Recorded ${exchanges} exchanges into ${file}`;
  const recorded = `${trouble ? `${what}: ${troubleWords[trouble]}` : what}. Look at it before you send it.`;
  if (unknown.length === 0) return recorded;
  const told = unknown.slice(0, maxTold).map((name) => `  ${inOneLine(nameAndCount(name)).slice(0, maxNameLength)}\n`);
  const rest = unknown.length > maxTold ? `  and ${unknown.length - maxTold} more\n` : '';
  return (
    `${recorded}\nNames that Parley does not know were masked, with what they hold:\n${told.join('')}${rest}` +
    'Where one of them says nothing of anybody, --allow NAME keeps it the next time.'
  );
}

function nameAndCount({ kind, name, count }: UnknownName): string {
  return `${kind} ${name}${count > 1 ? ` (${count} times)` : ''}`;
}

function open(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new UsageError(`--record: ${file} ${isThere ? 'exists already' : fileTrouble(error)}`);
  }
}
