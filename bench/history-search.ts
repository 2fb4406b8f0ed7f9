// How a search of the history grows with the history: p99 over 10,000 messages against p99 over 1,000,000. And how long opening it
// takes, with what comes back at sign-in, and the search for damage that follows in a worker of its own. With
// PARLEY_BENCH_MESSAGES=100000 the long one is shorter, and filled sooner.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { HistoryDatabase } from '../src/main/store/history/history-database';
import { checkHistory } from '../src/main/store/history/check-history';
import type { CheckResult, HistoryWorkerData } from '../src/main/store/history/history-protocol';
import { percentile, type Bench } from './measure';
import { createHistoryFiller } from './support/history-filler';

const small = 10_000;
const large = Number(process.env['PARLEY_BENCH_MESSAGES'] ?? 1_000_000);
const queriesPerSize = 1000;
const key = 'ab'.repeat(32);

export const historySearch: Bench = {
  name: 'history-search',
  async run(print) {
    const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
    const file = join(folder, 'history.db');
    const database = new HistoryDatabase(file, key);
    const { fill, word } = createHistoryFiller(database);

    function p99(): number {
      const times: number[] = [];
      for (let query = 0; query < queriesPerSize; query++) {
        const kind = query % 4;
        const search = {
          text: kind === 0 ? `${word()} ${word()}` : kind === 1 ? word().slice(0, 3) : word(),
          limit: 50,
          ...(kind === 3 && { person: `sip:p${query % 50}@example.com` }),
        };
        const start = performance.now();
        database.search(search);
        times.push(performance.now() - start);
      }
      return percentile(times, 0.99);
    }

    async function reopen(messages: number): Promise<void> {
      const start = performance.now();
      const reopened = new HistoryDatabase(file, key);
      reopened.load();
      const loaded = performance.now();
      const result = await checked({ task: 'check', file, key });
      const end = performance.now();
      reopened.close();
      print(
        `opened with ${messages} messages in ${(loaded - start).toFixed(0)} ms, ` +
          `${result.kind} after another ${(end - loaded).toFixed(0)} ms`,
      );
    }

    try {
      fill(small);
      p99(); // warm
      const p99Small = p99();
      await reopen(small);
      fill(large);
      p99();
      const p99Large = p99();
      print(`search p99 over ${large} messages: ${p99Large.toFixed(2)} ms, over ${small}: ${p99Small.toFixed(2)} ms`);
      await reopen(large);
      print(`ratio ${(p99Large / p99Small).toFixed(1)} for a history ${large / small} times as long`);
    } finally {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    }
    return [];
  },
};

function checked(data: HistoryWorkerData): Promise<CheckResult> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.on('message', resolve);
    checkHistory(port2, data);
  });
}
