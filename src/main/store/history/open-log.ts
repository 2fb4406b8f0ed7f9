// A file of a log on the disk, read for the history: one at a time is kept, as it is asked for in slices.
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { isOfSeveral, plainName, speakersOf, type LogContent, type LogPlace, type Speakers } from '../../logs/chat-log';
import { ownNamesOf } from '../../logs/own-names';
import { logText } from '../../logs/log-text';
import { maxLogBytes, readLog } from '../../logs/read-log';
import type { LogFault } from '../../../shared/domain/log-import';
import type { MessageBody } from '../../../shared/domain/message';

export interface LogFile {
  readonly path: string;
  readonly place: LogPlace;
}

/** Names that other logs tell, as `plainName` has them. */
export interface KnownNames {
  readonly own: readonly string[];
  readonly others: readonly string[];
}

export interface LogSummary {
  readonly messages: number;
  /** Lines whose times nobody can read. */
  readonly unread: number;
  /** Epoch milliseconds of the first and the last. */
  readonly from: number;
  readonly to: number;
  readonly speakers: Speakers;
  readonly isRoom: boolean;
}

export type UnreadLog = Extract<LogFault, 'unreadable' | 'unclear'>;

export interface LogMessage {
  /** The same whenever and wherever from the same log is read. */
  readonly id: string;
  readonly at: number;
  readonly isOwn: boolean;
  readonly body: MessageBody;
}

export class LogFiles {
  #open: { readonly path: string; readonly content: LogContent } | undefined;

  /** Or why there is none: it cannot be read, or is no conversation of two. */
  summary({ path, place }: LogFile): LogSummary | UnreadLog {
    const content = this.#content({ path, place });
    if (!content) return 'unreadable';
    const { lines, unread } = content;
    const speakers = speakersOf(lines, place);
    if (!speakers) return 'unclear';
    let from = Infinity;
    let to = -Infinity;
    for (const { at } of lines) {
      from = Math.min(from, at);
      to = Math.max(to, at);
    }
    return { messages: lines.length, unread, from, to, speakers, isRoom: isOfSeveral(place, speakers) };
  }

  /** Undefined: it cannot be read, or nobody can tell who said what. */
  messages({ path, place }: LogFile, known: KnownNames): readonly LogMessage[] | undefined {
    const lines = this.#content({ path, place })?.lines;
    const speakers = lines && speakersOf(lines, place);
    if (speakers && isOfSeveral(place, speakers)) return undefined;
    const owns = speakers && ownNamesOf(speakers, { own: new Set(known.own), others: new Set(known.others) }, place);
    if (!lines || !owns) return undefined;
    const own = new Set(owns);
    const seen = new Map<string, number>();
    return lines.map(({ at, speaker, isOwn, body }) => {
      const said = [...identityOf(place), at, plainName(speaker), body.text];
      const hash = hashOf(said);
      // The same words twice within a second are two messages.
      const times = seen.get(hash) ?? 0;
      seen.set(hash, times + 1);
      const id = times === 0 ? hash : hashOf([...said, times]);
      return { id: logId(id), at, isOwn: isOwn ?? own.has(plainName(speaker)), body };
    });
  }

  close(): void {
    this.#open = undefined;
  }

  #content({ path, place }: LogFile): LogContent | undefined {
    if (this.#open?.path === path) return this.#open.content;
    this.#open = undefined;
    const source = readText(path);
    if (source === undefined) return undefined;
    const content = readLog(source, place);
    this.#open = { path, content };
    return content;
  }
}

/** Of the thread of somebody of whom only the log knows, or who had none here. */
export function logThreadId(place: LogPlace): string {
  return logId(hashOf(identityOf(place)));
}

/** Of the line in the thread that says where it comes from. */
export function logEventId(place: LogPlace): string {
  return logId(hashOf([...identityOf(place), 'began', place.startedAt.wall]));
}

export function hashOf(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}

/** No number begins after the first sign, as it does in the ids that the engine gives. */
export function logId(hash: string): string {
  return `i_${hash}`;
}

function identityOf({ program, service, account, peer }: LogPlace): readonly string[] {
  return [program, service, plainName(account), plainName(peer)];
}

/** A pipe or a device in the place of a file would never end. */
function readText(path: string): string | undefined {
  try {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const { size } = fstatSync(file);
      if (!fstatSync(file).isFile() || size > maxLogBytes) return undefined;
      return logText(readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
