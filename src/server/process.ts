// The server as an Electron utilityProcess: told by messages to start and to stop. Without options of its own it has the people of
// the demo and one account for who tries it, whose password nobody else ever learns.
import { randomBytes } from 'node:crypto';
import { demoVisitor } from './demo/demo-people';
import { startServer, type RunningServer, type ServerOptions } from './server';

/** What is used of Electron's `process.parentPort`. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

type Order =
  | {
      readonly kind: 'start';
      readonly options: Partial<ServerOptions>;
      /** Of a run before this one that died, so that who was signed in stays so. */
      readonly visitorPassword?: string;
    }
  | { readonly kind: 'stop' };

const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
let running: Promise<RunningServer> | undefined;

port?.on('message', ({ data }) => {
  const order = readOrder(data);
  if (order?.kind === 'start' && !running) void start(port, order.options, order.visitorPassword);
  if (order?.kind === 'stop') void stop();
});

async function start(
  parent: ParentPort,
  options: Partial<ServerOptions>,
  password = randomBytes(18).toString('base64url'),
): Promise<void> {
  const visitor = demoVisitor(password);
  const people = options.people ?? [visitor];
  running = startServer({ ...options, people });
  try {
    const { url } = await running;
    parent.postMessage({
      kind: 'listening',
      url,
      ...(!options.people && { demo: { user: visitor.user, password } }),
    });
  } catch (error) {
    running = undefined;
    parent.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

async function stop(): Promise<void> {
  try {
    await (await running)?.stop();
  } finally {
    process.exit(0);
  }
}

/** Whoever can send here has started this process; only the shape is looked at. */
function readOrder(data: unknown): Order | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return undefined;
  if (data.kind === 'stop') return { kind: 'stop' };
  if (data.kind !== 'start') return undefined;
  const options = 'options' in data && typeof data.options === 'object' && data.options !== null ? data.options : {};
  const password = 'visitorPassword' in data ? data.visitorPassword : undefined;
  return { kind: 'start', options, ...(typeof password === 'string' && { visitorPassword: password }) };
}
