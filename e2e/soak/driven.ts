// A packaged Parley that does what it is told (probe.ts).
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { packageParley, startPackaged } from '../support/packaged';
import { probe } from './probe';

export interface Driven {
  /** Runs in the main process; hands back what can be written as JSON. */
  run<T>(code: string): Promise<T>;
  /** Runs in the window whose address has `part`. */
  page<T>(part: string, code: string): Promise<T | undefined>;
  /** Waits until it is true there, and is worth something. */
  until(what: string, part: string, code: string): Promise<void>;
  write(part: string, words: string): Promise<void>;
  stop(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

const patienceMs = 60_000;

export async function startDriven(folder: string, args: readonly string[]): Promise<Driven> {
  const packaged = await packageParley(folder, probe);
  const path = join(folder, 'probe.sock');
  const server = createServer();
  const connected = once(server, 'connection') as Promise<[Socket]>;
  server.listen(path);
  const env = { PARLEY_SOAK_SOCKET: path, PARLEY_USER_DATA: join(folder, 'profile') };
  const started = startPackaged(packaged, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args], { env });
  const ended = once(started.child, 'exit').then(() => {
    throw new Error(`Parley ended: ${started.said()}`);
  });
  ended.catch(() => undefined);
  const [socket] = await Promise.race([connected, ended]);
  const asked = new Map<number, (answer: Answer) => void>();
  let rest = '';
  socket.setEncoding('utf8').on('error', () => undefined);
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const answer = JSON.parse(line) as Answer;
      asked.get(answer.id)?.(answer);
      asked.delete(answer.id);
    }
  });
  let last = 0;

  async function run<T>(code: string): Promise<T> {
    last += 1;
    const id = last;
    const answered = new Promise<Answer>((take) => asked.set(id, take));
    socket.write(`${JSON.stringify({ id, code })}\n`);
    const { value, error } = await Promise.race([answered, ended]);
    if (error !== undefined) throw new Error(error);
    return value as T;
  }
  const page = <T>(part: string, code: string): Promise<T | undefined> =>
    run<T | undefined>(`return inPage(${JSON.stringify(part)}, ${JSON.stringify(code)})`);

  return {
    run,
    page,
    async until(what, part, code) {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        // A page that is just being loaded or closed answers with an error.
        if (await page<unknown>(part, code).catch(() => undefined)) return;
        if (Date.now() > deadline) throw new Error(`not in time: ${what}`);
        await new Promise((next) => setTimeout(next, 50));
      }
    },
    write: (part, words) => run(`return write(${JSON.stringify(part)}, ${JSON.stringify(words)})`),
    async stop() {
      await started.stop();
      socket.destroy();
      server.close();
    },
  };
}
