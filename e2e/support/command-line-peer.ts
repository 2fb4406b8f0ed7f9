// Somebody without a window, through the command line: accepts every invitation and notes what is said, in the order of hearing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';

export interface Peer {
  readonly heard: readonly string[];
  stop(): Promise<void>;
}

/** Resolves when it is online. */
export async function startPeer(server: string, person: PersonRecord): Promise<Peer> {
  const child = spawn(process.execPath, ['out/cli/index.js', 'connect', '--server', server, '--user', person.user], {
    env: { ...process.env, PARLEY_PASSWORD: person.password },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(child, 'close');
  const heard: string[] = [];
  await new Promise<void>((online, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told = JSON.parse(line) as { event: string; conversation?: string; text?: string };
      if (told.event === 'signed-in') online();
      if ((told.event === 'invitation' || told.event === 'message') && told.text !== undefined) heard.push(told.text);
      if (told.event === 'invitation') {
        child.stdin.write(`${JSON.stringify({ do: 'accept', conversation: told.conversation })}\n`);
      }
    });
    void ended.then(() => fail(new Error(`the peer ended: ${complaints}`)));
  });
  return {
    heard,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
