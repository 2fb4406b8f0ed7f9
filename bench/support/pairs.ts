// Pairs of people who talk through a server, each with a session and a poll that is held: through the embedded server, and through the
// least that can stand in its place. Both clients read and write the same documents, so that what differs is the server.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startServer } from '../../e2e/support/embedded-server';
import { decodeEvents } from '../../src/protocol/events';
import { decodeReplies } from '../../src/protocol/replies';
import { LoadClient, type Ask } from '../../test/gateway/load/load-client';
import { startAsking } from './ask';
import { inTime } from './waits';

export interface Pairs {
  readonly count: number;
  /** Of the server's process. */
  readonly pid: number;
  /** One of the pair says something; resolves when that is answered. */
  say(pair: number): Promise<void>;
  /** Called whenever one of a pair has heard something, in the order in which it was said. */
  onHeard: (pair: number) => void;
  stop(): Promise<void>;
}

/** What goes over the wire for one message. */
export interface Wire {
  readonly said: string;
  readonly reply: string;
  readonly news: string;
}

const password = 'correct horse';
const holdMs = 25_000;
const signInsAtOnce = 16;
/** More connections than one address may have. */
const addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4'];

/** `measureIdle`: called when the server runs, before anybody is there. */
export async function startPairs(
  count: number,
  measureIdle: (pid: number) => Promise<void> = () => Promise.resolve(),
): Promise<Pairs & { readonly wire: Wire }> {
  const names = Array.from({ length: count * 2 }, (_, at) => `p${at}`);
  const uriOf = (name: string): string => `sip:${name}@example.com`;
  const server = await startServer(
    names.map((name) => ({ uri: uriOf(name), user: `EXAMPLE\\${name}`, name: `Person ${name}`, password })),
    ['--hold', String(holdMs), '--poll-wait', '20'],
  );
  const askings = addresses.map(startAsking);
  const wire = { said: '', reply: '', news: '' };
  const clients: LoadClient[] = [];
  const pairs = {
    count,
    pid: server.pid,
    wire,
    say: (pair: number) => clients[pair * 2]!.say(`message of pair ${pair}`),
    onHeard: (_pair: number): void => undefined,
    async stop() {
      // Nobody says goodbye: a thousand of that is nobody's figure.
      for (const client of clients) client.abandon();
      await server.kill();
      for (const asking of askings) asking.stop();
    },
  };
  let trouble: string | undefined;
  try {
    await measureIdle(server.pid);
    for (const [at, name] of names.entries()) {
      const pair = Math.floor(at / 2);
      const hooks = {
        onHeard: () => pairs.onHeard(pair),
        onConfirmed: () => undefined,
        onTrouble: (words: string) => (trouble ??= words),
      };
      const { ask } = askings[at % askings.length]!;
      clients.push(new LoadClient(server.url, `EXAMPLE\\${name}`, hooks, at < 2 ? keeping(ask, wire) : ask));
    }
    await inTurns(clients, (client) => client.start(password));
    const callers = clients.map((client, at) => ({ client, to: at + 1 })).filter((_, at) => at % 2 === 0);
    await inTurns(callers, ({ client, to }) => client.call(uriOf(names[to]!)));
    await inTime(
      soon(() => trouble !== undefined || clients.every(({ confId }) => confId !== undefined)),
      'everybody’s conversation',
    );
    if (trouble !== undefined) throw new Error(trouble);
    const heard = new Promise<void>((done) => (pairs.onHeard = () => done()));
    await pairs.say(0);
    await inTime(heard, 'the first message');
    return pairs;
  } catch (error) {
    await pairs.stop();
    throw error;
  }
}

/** The same number, through a server that does nothing but pass on these bytes. */
export async function startBarePairs(
  count: number,
  wire: Wire,
  measureIdle: (pid: number) => Promise<void> = () => Promise.resolve(),
): Promise<Pairs> {
  const child = fork('bench/bare/relay.mjs', { execArgv: [] });
  child.send({ reply: wire.reply, news: wire.news });
  const [port] = (await once(child, 'message')) as [number];
  await measureIdle(child.pid ?? 0);
  const askings = addresses.map(startAsking);
  const urlOf = (who: number): string => `http://127.0.0.1:${port}/${who}`;
  let isOver = false;
  const pairs: Pairs = {
    count,
    pid: child.pid ?? 0,
    async say(pair) {
      const { text } = await askings[pair % askings.length]!.ask(urlOf(pair * 2 + 1), { headers: {}, body: wire.said });
      decodeReplies(text);
    },
    onHeard: () => undefined,
    async stop() {
      isOver = true;
      await ended(child);
      for (const asking of askings) asking.stop();
    },
  };
  const poll = async (who: number): Promise<void> => {
    const { ask } = askings[who % askings.length]!;
    while (!isOver) {
      const { text } = await ask(urlOf(who), { headers: {} });
      decodeEvents(text);
      pairs.onHeard(Math.floor(who / 2));
    }
  };
  // They end with the server.
  for (let who = 0; who < count * 2; who += 1) poll(who).catch(() => undefined);
  return pairs;
}

function keeping(ask: Ask, wire: { said: string; reply: string; news: string }): Ask {
  return async (url, request) => {
    const answer = await ask(url, request);
    if (request.body?.includes('message of pair')) {
      wire.said = request.body;
      wire.reply = answer.text;
    } else if (request.body === undefined && answer.text.includes('message of pair')) wire.news = answer.text;
    return answer;
  };
}

async function inTurns<T>(all: readonly T[], run: (each: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: signInsAtOnce }, work));
}

async function soon(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((next) => setTimeout(next, 20));
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}
