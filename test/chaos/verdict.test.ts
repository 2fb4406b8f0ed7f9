// The judge must see what went wrong: journals written by hand, each with one thing amiss.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HistoryDatabase } from '../../src/main/store/history/history-database';
import { sampleConversation } from '../../src/shared/testing/sample-conversation';
import type { DeliveryState, Message } from '../../src/shared/domain/message';
import { judge, type Verdict } from './verdict';

const dana = 'sip:dana@example.com';
const lee = 'sip:lee@example.com';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-verdict-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type HandedIn = readonly [text: string, thread?: string];
type Sent = readonly [text: string, delivery: DeliveryState];

/** Dana's messages of one thread as her journal has them, and the texts in the order in which Lee got them. */
function verdictOn(
  sent: readonly Sent[],
  arrived: readonly string[],
  handed: readonly HandedIn[] = sent.map(([text]) => [text]),
): Verdict {
  const danas = join(folder, 'dana.db');
  const lees = join(folder, 'lee.db');
  keep(
    danas,
    lee,
    sent.map(([text, delivery]) => ({ text, direction: 'outgoing', delivery })),
  );
  keep(
    lees,
    dana,
    arrived.map((text) => ({ text, direction: 'incoming' })),
  );
  return judge(
    [
      {
        name: 'dana',
        uri: dana,
        journalFile: danas,
        handed: handed.map(([text, thread]) => ({ text, isFirm: true, ...(thread && { thread }) })),
      },
      { name: 'lee', uri: lee, journalFile: lees, handed: [] },
    ],
    'everybody',
  );
}

interface Kept {
  readonly text: string;
  readonly direction: Message['direction'];
  readonly delivery?: DeliveryState;
}

function keep(file: string, peer: string, messages: readonly Kept[]): void {
  const participants = [{ uri: peer, name: peer, role: 'attendee' }] as const;
  const conversation = sampleConversation({ state: 'ended', end: 'left', participants });
  const database = new HistoryDatabase(file);
  database.write([
    { kind: 'conversation', conversation },
    ...messages.map(({ text, direction, delivery }, index) => ({
      kind: 'message' as const,
      message: {
        id: `m${index + 2}`,
        conversationId: 'c1',
        direction,
        from: direction === 'outgoing' ? dana : peer,
        body: { text },
        at: index,
        ...(delivery && { delivery }),
        ...((delivery === 'failed' || delivery === 'unknown') && { failure: 'unknown-outcome' as const }),
      },
    })),
  ]);
  database.close();
}

const clean = { lost: [], duplicated: [], reordered: [], silent: [] };

describe('the judge of a chaos run', () => {
  it('has nothing to say where all is accounted for', () => {
    const verdict = verdictOn(
      [
        ['one', 'confirmed'],
        ['two', 'unknown'],
        ['three', 'failed'],
        ['four', 'unknown'],
        ['five', 'sent'],
      ],
      ['one', 'four', 'five'],
    );
    expect(verdict).toMatchObject({ ...clean, confirmed: 1, sent: 1, failed: 1, unknown: 2, unknownArrived: 1 });
  });

  it.each(['sent', 'confirmed'] as const)('calls lost what is shown as %s and never came', (delivery) => {
    expect(verdictOn([['one', delivery]], [])).toMatchObject({ ...clean, lost: [expect.stringContaining('one')] });
  });

  it('sees what came twice', () => {
    expect(verdictOn([['one', 'confirmed']], ['one', 'one']).duplicated).toHaveLength(1);
  });

  it('sees what came although its sender is told that it failed, and would send it again', () => {
    expect(verdictOn([['one', 'failed']], ['one']).duplicated).toHaveLength(1);
  });

  it('sees what came in another order', () => {
    const sent: Sent[] = [
      ['one', 'confirmed'],
      ['two', 'confirmed'],
    ];
    expect(verdictOn(sent, ['two', 'one']).reordered).toHaveLength(1);
    const apart: HandedIn[] = [
      ['one', 'c1'],
      ['two', 'c9'],
    ];
    expect(verdictOn(sent, ['two', 'one'], apart).reordered).toEqual([]);
  });

  it('calls silent what never comes to an end, and what is not in the journal of its sender', () => {
    expect(verdictOn([['one', 'sending']], ['one']).silent).toHaveLength(1);
    rmSync(folder, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), 'parley-verdict-'));
    expect(verdictOn([], [], [['one']]).silent).toHaveLength(1);
  });
});
