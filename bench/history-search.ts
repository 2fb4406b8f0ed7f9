// How a search of the history grows with the history: p99 over 10,000 messages against p99 over 1,000,000.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Conversation } from '../src/shared/domain/conversation';
import type { Change } from '../src/shared/domain/model';
import { HistoryDatabase } from '../src/main/store/history/history-database';
import { percentile, seededRandom, type Bench } from './measure';

const small = 10_000;
const large = 1_000_000;
const queriesPerSize = 1000;
// A vocabulary with a long tail, as in real talk: some words are in every tenth message, most in very few.
const vocabulary = Array.from({ length: 20_000 }, (_, index) => `w${index.toString(36)}`);

export const historySearch: Bench = {
  name: 'history-search',
  async run(print) {
    const random = seededRandom(20260101);
    const word = (): string => vocabulary[Math.floor(vocabulary.length * random() ** 4)] ?? 'w0';
    const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
    const database = new HistoryDatabase(join(folder, 'history.db'), 'ab'.repeat(32));
    let written = 0;

    function fill(upTo: number): void {
      const batch: Change[] = [];
      for (let id = 0; id < 1000 && written === 0; id++)
        batch.push({ kind: 'conversation', conversation: conversation(id) });
      while (written < upTo) {
        const text = Array.from({ length: 8 }, word).join(' ');
        batch.push({
          kind: 'message',
          message: {
            id: `m${++written}`,
            conversationId: `c${written % 1000}`,
            direction: written % 2 === 0 ? 'incoming' : 'outgoing',
            from: `sip:p${written % 50}@example.com`,
            body: { text },
            at: written * 1000,
          },
        });
        if (batch.length >= 5000) database.write(batch.splice(0));
      }
      database.write(batch);
    }

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

function conversation(id: number): Conversation {
  const uri = `sip:p${id % 50}@example.com`;
  return {
    id: `c${id}`,
    direction: 'outgoing',
    state: 'ended',
    end: 'left',
    subject: `Subject ${id}`,
    participants: [{ uri, name: `Person ${id % 50}`, role: 'attendee' }],
    inviter: uri,
    isConference: false,
    ownRole: 'attendee',
    locked: false,
    composing: [],
    unread: 0,
    startedAt: id,
    lastActivityAt: id,
  };
}
