// A search of the history in 1,000,000 messages beside the bare query of the same index, and beside one in 10,000. How long it takes to
// open the file, with what comes back at sign-in, and the search for damage that follows in a worker of its own. With
// PARLEY_BENCH_MESSAGES=100000 the long one is shorter, and filled sooner.
import type Database from 'libsql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import type { HistorySearch } from '../src/shared/domain/history';
import { HistoryDatabase, openFile } from '../src/main/store/history/history-database';
import { checkHistory } from '../src/main/store/history/check-history';
import type { CheckResult, HistoryWorkerData } from '../src/main/store/history/history-protocol';
import { searchExpression } from '../src/main/store/history/search-expression';
import { percentile, rowOf, type Bench, type Row } from './measure';
import { createHistoryFiller } from './support/history-filler';

const small = 10_000;
const large = Number(process.env['PARLEY_BENCH_MESSAGES'] ?? 1_000_000);
const runs = 5;
const searchesInRun = 400;
const limit = 50;
const key = 'ab'.repeat(32);

/** What one run found, in ms. */
interface Run {
  readonly parley: number[];
  readonly bare: number[];
}

export const historySearch: Bench = {
  name: 'history-search',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
    const file = join(folder, 'history.db');
    const database = new HistoryDatabase(file, key);
    const beside = openFile(file, key);
    const { fill, word } = createHistoryFiller(database);
    const bareSearch = bareQueryOf(beside);

    /** Two words, the beginning of one, one, and one that was said with a certain person. */
    const searchOf = (at: number): HistorySearch & { readonly text: string } => ({
      text: at % 4 === 0 ? `${word()} ${word()}` : at % 4 === 1 ? word().slice(0, 3) : word(),
      limit,
      ...(at % 4 === 3 && { person: `sip:p${at % 50}@example.com` }),
    });

    function run(): Run {
      const found: Run = { parley: [], bare: [] };
      for (let at = 0; at < searchesInRun; at++) {
        const search = searchOf(at);
        const searches = [
          () => found.bare.push(msOf(() => bareSearch(search))),
          () => found.parley.push(msOf(() => database.search(search))),
        ];
        // Whoever is first reads from the disk for both.
        for (const each of at % 2 === 0 ? searches : searches.reverse()) each();
      }
      return found;
    }

    function measured(): readonly Run[] {
      run(); // Nothing is in memory yet.
      return Array.from({ length: runs }, run);
    }

    try {
      fill(small);
      const short = measured();
      const opened = [await opening(file)];
      fill(large);
      const long = measured();
      opened.push(await opening(file));
      const [openedShort, openedLong] = opened as [Opening, Opening];
      const p99 = (of: readonly Run[], whose: keyof Run): number[] => of.map((each) => percentile(each[whose], 0.99));
      const total = (of: readonly Run[], whose: keyof Run): number[] =>
        of.map((each) => each[whose].reduce((sum, ms) => sum + ms, 0) / searchesInRun);
      const messages = large.toLocaleString('en');
      const beforeThat = small.toLocaleString('en');
      const grown = (name: string, parley: readonly number[], values: readonly number[]): Row =>
        rowOf({ name, unit: 'ms', parley, reference: { what: `with ${beforeThat}`, values } });
      return [
        rowOf({
          name: `search in ${messages} messages, mean`,
          unit: 'ms',
          goal: { atMost: 2, of: 'ratio' },
          parley: total(long, 'parley'),
          reference: { what: 'the bare query', values: total(long, 'bare') },
        }),
        rowOf({
          name: `search in ${messages} messages, p99`,
          unit: 'ms',
          goal: { atMost: 2, of: 'ratio' },
          parley: p99(long, 'parley'),
          reference: { what: 'the bare query', values: p99(long, 'bare') },
        }),
        grown(`search in ${messages} messages, p99, grown`, p99(long, 'parley'), p99(short, 'parley')),
        grown(`history of ${messages} messages opened`, openedLong.opened, openedShort.opened),
        grown(`history of ${messages} messages looked through for damage`, openedLong.checked, openedShort.checked),
      ];
    } finally {
      beside.close();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** What SQLite needs for it, and no look at what it found: no snippet, no conversation, no subjects. */
function bareQueryOf(database: Database.Database): (search: HistorySearch & { readonly text: string }) => unknown {
  const sql = (condition = ''): string =>
    `SELECT m.* FROM message_words CROSS JOIN messages m ON m.number = message_words.rowid
     WHERE message_words MATCH ? ${condition} ORDER BY message_words.rowid DESC LIMIT ?`;
  const byWords = database.prepare(sql());
  const withPerson = database.prepare(
    sql('AND m.conversation_id IN (SELECT conversation_id FROM participants WHERE uri = ?)'),
  );
  return ({ text, person }) => {
    const words = searchExpression(text);
    return person === undefined ? byWords.all(words, limit) : withPerson.all(words, person, limit);
  };
}

interface Opening {
  readonly opened: number[];
  readonly checked: number[];
}

async function opening(file: string): Promise<Opening> {
  const found: Opening = { opened: [], checked: [] };
  for (let at = 0; at < runs; at++) {
    const start = performance.now();
    const reopened = new HistoryDatabase(file, key);
    reopened.load();
    const loaded = performance.now();
    const { kind } = await checked({ task: 'check', file, key });
    if (kind !== 'sound') throw new Error(`the history is ${kind}`);
    found.opened.push(loaded - start);
    found.checked.push(performance.now() - loaded);
    reopened.close();
  }
  return found;
}

function msOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function checked(data: HistoryWorkerData): Promise<CheckResult> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.on('message', resolve);
    checkHistory(port2, data);
  });
}
