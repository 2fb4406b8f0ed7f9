// What a log of another program says: one conversation of two, as it was written down. Pure.
import type { MessageBody } from '../../shared/domain/message';
import type { LogProgram } from '../../shared/domain/log-import';

/** By its path. */
export interface LogPlace {
  readonly program: LogProgram;
  /** As the program calls it, in lower case, e.g. `jabber`, `sipe`. */
  readonly service: string;
  /** Whose log it is, and with whom it was, as the program knew them. */
  readonly account: string;
  readonly peer: string;
  /** With several. */
  readonly isRoom: boolean;
  readonly format: 'pidgin-html' | 'pidgin-text' | 'adium-xml' | 'adium-html';
  readonly startedAt: LogStart;
}

/** By the clock where it was written: milliseconds as if that had been UTC. */
export interface LogStart {
  readonly wall: number;
  /** Minutes east of UTC; undefined: nobody wrote it down, and it is this computer's. */
  readonly zone: number | undefined;
}

export interface LoggedLine {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly speaker: string;
  /** Undefined: the log does not say. */
  readonly isOwn?: boolean | undefined;
  readonly body: MessageBody;
}

/** What a file has. */
export interface LogContent {
  readonly lines: readonly LoggedLine[];
  /** Of those whose times nobody can read, and which are left out. */
  readonly unread: number;
}

/** Names in the form in which they are compared (`plainName`). */
export interface Speakers {
  readonly own: readonly string[];
  readonly others: readonly string[];
  readonly unknown: readonly string[];
}

/** More speak in no conversation of two. */
const maxSpeakers = 20;

/** Who speaks in a log, as far as it says so itself. Undefined: it is none of two people. */
export function speakersOf(
  lines: readonly LoggedLine[],
  { account, peer }: Pick<LogPlace, 'account' | 'peer'>,
): Speakers | undefined {
  const own = new Set<string>();
  const others = new Set<string>();
  const all = new Set<string>();
  for (const { speaker, isOwn } of lines) {
    const name = plainName(speaker);
    all.add(name);
    if (all.size > maxSpeakers) return undefined;
    const isAccounts = isNameOf(name, account);
    const isPeers = isNameOf(name, peer);
    // With the same name at two places, it says nothing.
    if (isOwn ?? (isAccounts && !isPeers)) own.add(name);
    else if (isOwn === false || (isPeers && !isAccounts)) others.add(name);
  }
  const unknown = [...all].filter((name) => !own.has(name) && !others.has(name));
  return { own: [...own], others: [...others], unknown };
}

/** Adium keeps a conversation with several where it keeps those of two. */
export function isOfSeveral({ program }: Pick<LogPlace, 'program'>, { others }: Speakers): boolean {
  return program === 'adium' && others.length > 1;
}

/** As two of the same are compared. */
export function plainName(name: string): string {
  return name.trim().toLowerCase();
}

function isNameOf(name: string, full: string): boolean {
  const address = plainName(addressOf(full));
  return name === plainName(full) || name === address || name === address.split('@')[0];
}

/** Without the scheme, the place where somebody was signed in, and what a program appends to tell accounts apart. */
export function addressOf(name: string): string {
  const bare = name.trim().replace(/^sips?:/iu, '');
  return bare.split(/[/,;]/u)[0]!.trim();
}
