// Each recording beside this file as a person has it: `replay` in one process, `connect` in another, and the same done again when it is
// due, at the pace of then and as fast as it goes.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startCli, type CliProcess, type Line } from '../../src/cli/testing/process';

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
const timeoutMs = 120_000;

describe.concurrent.each([
  ['at the pace of then', []],
  ['as fast as it goes', ['--fast']],
])('played again on the command line %s', (_, options) => {
  it.each(files)(
    '%s: the same is asked',
    async (file) => {
      const replay = startCli(['replay', join(folder, file), ...options]);
      const { url } = await replay.until({ event: 'listening' });
      const client = startCli(['connect', '--server', String(url), '--user', 'EXAMPLE\\anybody', '--retry'], {
        PARLEY_PASSWORD: 'anything',
      });
      try {
        void follow(replay, client);
        const code = await replay.ended;
        expect(replay.events.filter(({ event }) => event === 'difference')).toEqual([]);
        expect(replay.events.at(-1)).toEqual({ event: 'replayed', whole: true, differences: 0 });
        expect(code).toBe(0);
      } finally {
        replay.kill('SIGKILL');
        client.kill('SIGKILL');
      }
    },
    timeoutMs,
  );
});

/** Asks for what is due, when it is, as somebody would. */
async function follow(replay: CliProcess, client: CliProcess): Promise<void> {
  let told = 0;
  const conversations = new Map<unknown, unknown>();
  const done = replay.ended.then(() => undefined);
  for (;;) {
    const due = replay.events.slice(told).find(({ event }) => event === 'due');
    if (!due) {
      if ((await Promise.race([done.then(() => 'done'), nap()])) === 'done') return;
      continue;
    }
    told = replay.events.indexOf(due) + 1;
    const command = due['command'] as Readonly<Record<string, unknown>>;
    const { conversation: then } = command;
    if (then !== undefined && !conversations.has(then))
      conversations.set(then, await newConversation(client, conversations));
    client.say({ ...command, ...(then !== undefined && { conversation: conversations.get(then) }) });
  }
}

/** Conversations have numbers of their own in each run. */
async function newConversation(client: CliProcess, known: ReadonlyMap<unknown, unknown>): Promise<unknown> {
  for (;;) {
    const used = new Set(known.values());
    const found = client.events.find(
      (event: Line) => ['conversation', 'invitation'].includes(event.event) && !used.has(event['conversation']),
    );
    if (found) return found['conversation'];
    await nap();
  }
}

const nap = (): Promise<void> => new Promise((done) => setTimeout(done, 10));
