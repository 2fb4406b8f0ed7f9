// Fills a history with invented talk: a thousand conversations with fifty people, and words with a long tail, as in real talk: some are
// in every tenth message, most in very few.
import type { Conversation } from '../../src/shared/domain/conversation';
import type { Change } from '../../src/shared/domain/model';
import type { HistoryDatabase } from '../../src/main/store/history/history-database';
import { seededRandom } from '../../src/server/base/seeded-random';

const vocabulary = Array.from({ length: 20_000 }, (_, index) => `w${index.toString(36)}`);
const conversations = 1_000;
const people = 50;
const messagesInWrite = 5_000;

export interface HistoryFiller {
  /** Writes until it holds this many messages. */
  fill(upTo: number): void;
  /** One of the words, as often as it is in the messages. */
  word(): string;
}

export function createHistoryFiller(database: HistoryDatabase): HistoryFiller {
  const random = seededRandom(20260101);
  const word = (): string => vocabulary[Math.floor(vocabulary.length * random() ** 4)] ?? 'w0';
  let written = 0;
  return {
    word,
    fill(upTo) {
      const batch: Change[] = [];
      for (let id = 0; id < conversations && written === 0; id++)
        batch.push({ kind: 'conversation', conversation: conversation(id) });
      while (written < upTo) {
        const text = Array.from({ length: 8 }, word).join(' ');
        batch.push({
          kind: 'message',
          message: {
            id: `m${++written}`,
            conversationId: `c${written % conversations}`,
            direction: written % 2 === 0 ? 'incoming' : 'outgoing',
            from: `sip:p${written % people}@example.com`,
            body: { text },
            at: written * 1000,
          },
        });
        if (batch.length >= messagesInWrite) database.write(batch.splice(0));
      }
      database.write(batch);
    },
  };
}

function conversation(id: number): Conversation {
  const uri = `sip:p${id % people}@example.com`;
  return {
    id: `c${id}`,
    direction: 'outgoing',
    state: 'ended',
    end: 'left',
    subject: `Subject ${id}`,
    participants: [{ uri, name: `Person ${id % people}`, role: 'attendee' }],
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
