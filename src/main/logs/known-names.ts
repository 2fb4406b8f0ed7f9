// What all logs together tell of who is who, for those in which nobody says so. Pure.
import type { Speakers } from './chat-log';
import type { KnownNames } from './own-names';

export interface NamedLog {
  /** Keys of whose log it is, and of the thread. */
  readonly account: string;
  readonly thread: string;
  readonly speakers: Speakers;
}

/** What is known to a log of these. */
export function knownNames(logs: readonly NamedLog[]): (of: Pick<NamedLog, 'account' | 'thread'>) => KnownNames {
  const ofAccount = new Map<string, NamedLog[]>();
  const others = new Map<string, Set<string>>();
  for (const log of logs) {
    const known = ofAccount.get(log.account) ?? [];
    ofAccount.set(log.account, known);
    known.push(log);
    addTo(others, log.thread, log.speakers.others);
  }
  const own = new Map([...ofAccount].map(([account, each]) => [account, ownNames(each)]));
  return ({ account, thread }) => {
    const theirs = others.get(thread) ?? new Set();
    return { own: new Set([...(own.get(account) ?? [])].filter((name) => !theirs.has(name))), others: theirs };
  };
}

/**
 * Of one account: what its logs say, and the name that speaks with several people. Somebody may have several addresses, so that being in
 * several threads is not enough: it is with different names, and never with one of which the same holds.
 */
function ownNames(logs: readonly NamedLog[]): readonly string[] {
  const own = new Set(logs.flatMap(({ speakers }) => speakers.own));
  const isOthers = new Set(logs.flatMap(({ speakers }) => speakers.others));
  const threads = new Map<string, Set<string>>();
  const partners = new Map<string, Set<string>>();
  for (const { thread, speakers } of logs) {
    const all = [...speakers.own, ...speakers.others, ...speakers.unknown];
    const hasOwn = all.some((name) => own.has(name));
    for (const name of speakers.unknown) {
      if (hasOwn) isOthers.add(name);
      addTo(threads, name, [thread]);
      // Of three, one may be the program itself.
      if (all.length === 2) addTo(partners, name, all);
    }
  }
  const likely = new Set(
    [...partners]
      .filter(([name, all]) => !isOthers.has(name) && all.size > 2 && (threads.get(name)?.size ?? 0) > 1)
      .map(([name]) => name),
  );
  const rivals = logs.map(({ speakers }) => speakers.unknown.filter((name) => likely.has(name)));
  for (const together of rivals) if (together.length > 1) for (const name of together) likely.delete(name);
  return [...own, ...likely];
}

function addTo(names: Map<string, Set<string>>, key: string, more: readonly string[]): void {
  const known = names.get(key) ?? new Set();
  names.set(key, known);
  for (const name of more) known.add(name);
}
