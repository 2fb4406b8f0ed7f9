// `replay` as a real process, and `connect` before it: the client that was recorded differs in nothing, another one is told where.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCli, type CliProcess, type Line } from './testing/process';

const recording = 'test/recordings/two-people.jsonl';

let started: CliProcess[];
beforeEach(() => (started = []));
afterEach(() => {
  for (const each of started) each.kill('SIGKILL');
});

function start(args: readonly string[]): CliProcess {
  const cli = startCli(args, { PARLEY_PASSWORD: 'anything' });
  started.push(cli);
  return cli;
}

/** Does what is due, when it is due, as somebody would; `change` may have them do it otherwise. */
async function playBoth(
  change: (command: object) => object = (command) => command,
): Promise<{ replay: CliProcess; code: number | null; last: Line | undefined }> {
  const replay = start(['replay', recording, '--fast', '--patience', '3']);
  const url = (await replay.until({ event: 'listening' }))['url'] as string;
  const client = start(['connect', '--server', url, '--user', 'EXAMPLE\\anybody']);
  let told: Line | undefined;
  const follow = async (): Promise<void> => {
    for (;;) {
      const due: Line | undefined = (await replay.until({ event: 'due' }, told).catch(() => undefined)) ?? undefined;
      if (!due) return;
      told = due;
      client.say(change(due['command'] as object));
    }
  };
  void follow();
  const code = await replay.ended;
  return { replay, code, last: replay.events.at(-1) };
}

describe('replay', () => {
  it('answers a client that does what was done then, and has nothing to tell', async () => {
    const { code, last, replay } = await playBoth();
    expect(replay.events.filter(({ event }) => event === 'difference')).toEqual([]);
    expect(last).toEqual({ event: 'replayed', whole: true, differences: 0 });
    expect(code).toBe(0);
  });

  it('tells where a client differs', async () => {
    const { code, last, replay } = await playBoth((command) =>
      'subject' in command ? { ...command, subject: 'Something else' } : command,
    );
    const differences = replay.events.filter(({ event }) => event === 'difference');
    expect(differences).toEqual([
      {
        event: 'difference',
        exchange: expect.any(Number) as number,
        what: expect.stringMatching(
          /^command conference\/initiateImSession: cwaRequests\/conference\/initiateImSession\/subject: "\w+ \w+" in the recording, "Something else" now$/u,
        ) as string,
      },
    ]);
    expect(last).toEqual({ event: 'replayed', whole: true, differences: 1 });
    expect(code).toBe(1);
  });
});
