// The server in a thread of its own: what it does when it is told to start and to stop. Without people of its own it has one
// account, for who tries the demo, whose password nobody else ever learns.
import { demoVisitor } from './memory/demo/demo-people';
import { newVisitorPassword } from './memory/demo/visitor-password';
import type { ServerOptions } from './options';
import { startServer, type RunningServer } from './server';

/** What is used of the port to who started the thread. */
export interface OrderPort {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  postMessage(message: unknown): void;
}

type Order =
  | {
      readonly kind: 'start';
      readonly options: Partial<ServerOptions>;
      /** Of a server that died: who was signed in there comes back with it. */
      readonly visitorPassword?: string;
    }
  | { readonly kind: 'stop' };

/**
 * It wakes up for nothing else while nobody says anything: who counts as idle, what a session that is gone leaves, an invitation that nobody
 * answers may all come some seconds later. As often as Node's server looks at its connections (`http-server.ts`): both are done in one.
 */
const tickMs = 5_000;

/** `exit` ends the thread. */
export function serveOrders(port: OrderPort, exit: () => void): void {
  let running: Promise<RunningServer> | undefined;

  port.on('message', (message) => {
    const order = readOrder(message);
    if (order?.kind === 'start' && !running) void start(order);
    if (order?.kind === 'stop') void stop();
  });

  async function start({ options, visitorPassword }: Extract<Order, { kind: 'start' }>): Promise<void> {
    const password = visitorPassword ?? newVisitorPassword();
    const visitor = demoVisitor(password);
    try {
      running = startServer({ ...options, people: options.people ?? [visitor] }, { tickMs });
      const { url } = await running;
      port.postMessage({
        kind: 'listening',
        url,
        ...(!options.people && { demo: { user: visitor.user, password } }),
      });
    } catch (error) {
      running = undefined;
      port.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  async function stop(): Promise<void> {
    try {
      await (await running)?.stop();
    } finally {
      exit();
    }
  }
}

/** Whoever can send here has started this thread; only the shape is looked at. */
function readOrder(data: unknown): Order | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return undefined;
  if (data.kind === 'stop') return { kind: 'stop' };
  if (data.kind !== 'start') return undefined;
  const options = 'options' in data && typeof data.options === 'object' && data.options !== null ? data.options : {};
  const password = 'visitorPassword' in data ? data.visitorPassword : undefined;
  return { kind: 'start', options, ...(typeof password === 'string' && { visitorPassword: password }) };
}
