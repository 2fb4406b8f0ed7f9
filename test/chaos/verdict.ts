// Reads the journals of all and says what became of every text. The words mean:
//   lost        the sender is shown `sent` or `confirmed`, and nobody (or, where all were there, not everybody) ever got it
//   duplicated  a receiver has it more than once
//   reordered   of two texts written in one thread a receiver got the later one first. Two sessions at once keep no order between
//               them, and once both are over they stand in one thread as they were written
//   silent      handed to the engine, and the sender's journal has it not, twice, or still under way
import { HistoryDatabase } from '../../src/main/store/history/history-database';
import type { Message } from '../../src/shared/domain/message';
import type { Handed } from './seat';

export interface Account {
  readonly name: string;
  readonly uri: string;
  readonly journalFile: string;
  readonly handed: readonly Handed[];
}

export interface Verdict {
  readonly messages: number;
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  readonly reordered: readonly string[];
  readonly silent: readonly string[];
  readonly confirmed: number;
  readonly sent: number;
  readonly failed: number;
  readonly unknown: number;
  /** Of `unknown`: those that arrived. */
  readonly unknownArrived: number;
}

interface Thread {
  readonly id: string;
  readonly messages: readonly Message[];
}

/** `reaches`: whom what was sent must have got to. Who was out of a conference gets nothing of what was said meanwhile (6.8). */
export function judge(accounts: readonly Account[], reaches: 'somebody' | 'everybody'): Verdict {
  const lost: string[] = [];
  const duplicated: string[] = [];
  const reordered: string[] = [];
  const silent: string[] = [];
  const counts = { messages: 0, confirmed: 0, sent: 0, failed: 0, unknown: 0, unknownArrived: 0 };
  const journals = new Map(accounts.map((account) => [account.uri, readJournal(account.journalFile)]));
  const arrivals = new Map(accounts.map(({ uri }) => [uri, arrivalsIn(journals.get(uri) ?? [])] as const));

  for (const sender of accounts) {
    const others = accounts.filter((each) => each !== sender);
    const threads = journals.get(sender.uri) ?? [];
    const kept = new Map<string, number>();
    const writtenIn = new Map(sender.handed.map(({ text, thread }) => [text, thread]));
    const latest = new Map<string, number>();
    for (const { id, messages } of threads) {
      for (const message of messages) {
        if (message.direction !== 'outgoing') continue;
        const { text } = message.body;
        kept.set(text, (kept.get(text) ?? 0) + 1);
        counts.messages += 1;
        const { delivery } = message;
        const places = others.flatMap(({ uri }) => {
          const at = arrivals.get(uri)?.get(text) ?? [];
          if (at.length > 1) duplicated.push(`${text} (${delivery}) ${at.length} times at ${uri}: ${at.join(', ')}`);
          const [first] = at;
          if (first === undefined) return [];
          const thread = `${writtenIn.get(text) ?? id} to ${uri}`;
          const before = latest.get(thread) ?? 0;
          if (first < before) reordered.push(`${text} of ${thread}: ${first} before ${before}`);
          latest.set(thread, Math.max(before, first));
          return [uri];
        });
        if (delivery === 'sent' || delivery === 'confirmed') {
          counts[delivery] += 1;
          if (places.length < (reaches === 'everybody' ? others.length : 1))
            lost.push(`${text} (${delivery}) of ${id}, ${message.id}`);
        } else if (delivery === 'unknown') {
          counts.unknown += 1;
          if (places.length > 0) counts.unknownArrived += 1;
        } else if (delivery === 'failed') {
          counts.failed += 1;
          if (places.length > 0) duplicated.push(`${text} arrived, and its sender is told that it failed`);
        } else silent.push(`${text} is ${String(delivery)} for ever`);
        if ((delivery === 'unknown' || delivery === 'failed') && !message.failure)
          silent.push(`${text} without a reason`);
      }
    }
    for (const { text, isFirm } of sender.handed) {
      const times = kept.get(text) ?? 0;
      if (times > 1) duplicated.push(`${text} ${times} times in the journal of its sender`);
      if (times === 0 && isFirm) silent.push(`${text} is not in the journal of its sender`);
    }
  }
  return { ...counts, lost, duplicated, reordered, silent };
}

/** For each text the numbers of the incoming messages that have it; numbers grow in the order of arrival. */
function arrivalsIn(threads: readonly Thread[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { messages } of threads) {
    for (const { id, direction, body } of messages) {
      if (direction === 'incoming') found.set(body.text, [...(found.get(body.text) ?? []), Number(id.slice(1))]);
    }
  }
  return found;
}

function readJournal(file: string): readonly Thread[] {
  const database = new HistoryDatabase(file);
  try {
    return database.conversations({ limit: 100_000 }).map(({ id }) => ({ id, messages: [...database.thread(id)] }));
  } finally {
    database.close();
  }
}
