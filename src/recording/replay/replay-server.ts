// A recording as a server on loopback: HTTP around the script. Each answer ends its connection, so that one that fails is not tried once
// more behind the client's back.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encoded } from '../encodings';
import type { Answer } from '../format';
import { channelOf } from '../channels';
import { onlyToLookAt, withoutWaysOut } from '../targets';
import { Script, type ScriptOptions } from './script';

export interface ReplayServer {
  readonly url: string;
  /** How many requests have arrived and are not done with. */
  readonly open: number;
  /** Resolves when all that was said then is said and has gone out. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export type ReplayOptions = Pick<ScriptOptions, 'entries' | 'isFast' | 'patienceMs' | 'onDue' | 'onDifference'> &
  /** Default: the time of this computer. */
  Partial<Pick<ScriptOptions, 'now' | 'setTimeout' | 'onOverdue'>> & { readonly port?: number };

const host = '127.0.0.1';
/** Set by who sends them. */
const ofTheLine: ReadonlySet<string> = new Set([
  ...[
    'connection',
    'content-encoding',
    'content-length',
    'keep-alive',
    'proxy-connection',
    'transfer-encoding',
    'upgrade',
  ],
]);

/** Rejects when the port cannot be had. */
export async function startReplay({ port = 0, ...options }: ReplayOptions): Promise<ReplayServer> {
  const owed = new Set<Promise<void>>();
  let end = (): void => undefined;
  const ended = new Promise<void>((done) => (end = done));
  let open = 0;
  const script = new Script({
    now: () => performance.now(),
    setTimeout: (run, delayMs) => void setTimeout(run, delayMs).unref(),
    ...options,
    // What was settled just now goes out first.
    onEnd: () => setImmediate(() => void Promise.all(owed).then(end)),
  });
  const server = createServer((request, response) => {
    const onOpen = (): void => {
      open += 1;
      response.once('close', () => (open -= 1));
    };
    const answered = serve(script, request, response, onOpen).catch(() => void response.destroy());
    owed.add(answered);
    void answered.finally(() => owed.delete(answered));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    ended,
    get open() {
      return open;
    },
    async stop() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  script: Script,
  request: IncomingMessage,
  response: ServerResponse,
  onOpen: () => void,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const path = request.url ?? '/';
  const body = Buffer.concat(chunks).toString('utf8');
  const left = new AbortController();
  response.once('close', () => left.abort());
  onOpen();
  const asked = { channel: channelOf(path), path, ...(request.method === 'POST' && { body }) };
  const outcome = await script.arrive(asked, left.signal);
  switch (outcome.kind) {
    case 'answer':
      return send(outcome.answer, response);
    case 'hang-up':
      return void response.destroy();
    case 'nothing-left':
      return void response.writeHead(503, { Connection: 'close' }).end();
    case 'hold':
  }
}

async function send({ status, headers, body, encoding }: Answer, response: ServerResponse): Promise<void> {
  const bytes = encoded(withoutWaysOut(body), encoding);
  response.writeHead(status, [
    ...onlyToLookAt,
    ...headers.filter(([name]) => !ofTheLine.has(name.toLowerCase())).flat(),
    ...['Connection', 'close', 'Content-Length', String(bytes.length)],
  ]);
  await new Promise<void>((done) => response.end(bytes, done));
}
