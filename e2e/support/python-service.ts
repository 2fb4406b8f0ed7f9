// A helper in Python (D-Bus is at home there), driven by JSON lines both ways.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

interface Line {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: string;
  readonly event?: string;
}

/** The system's own: another Python on the path lacks the D-Bus modules. */
const python = '/usr/bin/python3';

export class PythonService {
  private readonly waiting = new Map<number, { done(result: unknown): void; fail(error: Error): void }>();
  private lastId = 0;
  private complaints = '';
  private readonly ready: Promise<void>;

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    onEvent: (event: unknown) => void,
  ) {
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.complaints += text));
    this.ready = new Promise((done, fail) => {
      createInterface({ input: child.stdout }).on('line', (text) => {
        const line = JSON.parse(text) as Line;
        if (line.event === 'ready') done();
        else if (line.event !== undefined) onEvent(line);
        else this.settle(line);
      });
      const end = (): void => {
        const error = new Error(`${child.spawnargs.join(' ')} ended: ${this.complaints}`);
        fail(error);
        for (const { fail: failOne } of this.waiting.values()) failOne(error);
      };
      child.on('error', end).on('exit', end);
    });
    // Whoever starts it waits for it; after that an end on purpose is no error.
    this.ready.catch(() => {});
  }

  static async start(
    script: string,
    onEvent: (event: unknown) => void,
    args: readonly string[] = [],
  ): Promise<PythonService> {
    const service = new PythonService(spawn(python, ['-B', script, ...args]), onEvent);
    await service.ready;
    return service;
  }

  request(command: Readonly<Record<string, unknown>> & { readonly do: string }): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((done, fail) => {
      this.waiting.set(id, { done, fail });
      this.child.stdin.write(`${JSON.stringify({ ...command, id })}\n`);
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.stdin.end();
    await ended;
  }

  private settle({ id = 0, result, error }: Line): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) waiting?.done(result);
    else waiting?.fail(new Error(error));
  }
}
