// A year's talk, straight into the history file of a Parley that runs: nobody types that much in a test.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HistoryDatabase } from '../../src/main/store/history/history-database';
import { sampleConversation } from '../../src/shared/testing/sample-conversation';
import type { Parley } from './launch';
import { lee } from './people';
import { profileFiles } from './profile';

/** The file's path in the profile. */
export function historyFileIn(profile: string): string {
  const name = profileFiles(profile).find((each) => /^history\/[0-9a-f]{24}\.db$/u.test(each));
  if (name === undefined) throw new Error('there is no history');
  return name;
}

/** Messages of Lee, a year old; `others`: people who were talked with since. */
export async function fillHistory(parley: Parley, profile: string, count: number, others = 0): Promise<void> {
  const sealed = (JSON.parse(readFileSync(join(profile, 'history-key.json'), 'utf8')) as { key: string }).key;
  const key = await parley.app.evaluate(
    ({ safeStorage }, base64) => safeStorage.decryptString(Buffer.from(base64, 'base64')),
    sealed,
  );
  const database = new HistoryDatabase(join(profile, historyFileIn(profile)), key);
  const at = Date.now() - 365 * 86_400_000;
  const conversation = sampleConversation({
    id: 'c1000',
    direction: 'incoming',
    state: 'ended',
    end: 'peer-left',
    subject: 'A long year',
    peer: lee.uri,
    participants: [{ uri: lee.uri, name: lee.name, role: 'attendee' }],
    inviter: lee.uri,
    startedAt: at,
    lastActivityAt: at,
  });
  database.write([{ kind: 'conversation', conversation }]);
  for (let start = 0; start < count; start += 10_000) {
    database.write(
      Array.from({ length: Math.min(10_000, count - start) }, (_, index) => ({
        kind: 'message',
        message: {
          id: `m${100_000 + start + index}`,
          conversationId: 'c1000',
          direction: 'incoming',
          from: lee.uri,
          body: { text: `Message ${start + index} of a long year` },
          at,
        },
      })),
    );
  }
  for (let index = 0; index < others; index += 1) {
    const uri = `sip:other${index}@example.com`;
    const [id, since] = [`c${2_000 + index}`, at + 1_000 + index];
    const participants = [{ uri, name: `Other ${index}`, role: 'attendee' as const }];
    database.write([
      {
        kind: 'conversation',
        conversation: {
          ...conversation,
          id,
          peer: uri,
          participants,
          inviter: uri,
          startedAt: since,
          lastActivityAt: since,
        },
      },
    ]);
  }
  database.close();
}
