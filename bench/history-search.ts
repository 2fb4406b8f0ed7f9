// How a search of the history grows with the history: p99 over 10,000 messages against p99 over 1,000,000.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HistoryDatabase } from '../src/main/store/history/history-database';
import { percentile, type Bench } from './measure';
import { createHistoryFiller } from './support/history-filler';

const small = 10_000;
const large = 1_000_000;
const queriesPerSize = 1000;

export const historySearch: Bench = {
  name: 'history-search',
  async run(print) {
    const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
    const database = new HistoryDatabase(join(folder, 'history.db'), 'ab'.repeat(32));
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

    try {
      fill(small);
      p99(); // warm
      const p99Small = p99();
      fill(large);
      p99();
      const p99Large = p99();
      print(`search p99 over ${large} messages: ${p99Large.toFixed(2)} ms, over ${small}: ${p99Small.toFixed(2)} ms`);
      print(`ratio ${(p99Large / p99Small).toFixed(1)} for a history ${large / small} times as long`);
    } finally {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
