// `parley-cli serve` as it is handed out: a process of its own, which can be killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { until } from '../xmpp/rig/service-process';

const program = 'out/cli/index.js';

export class GatewayProcess {
  private child: ChildProcess | undefined;
  private words = '';

  constructor(
    readonly name: string,
    private readonly port: number,
    private readonly metricsPort: number,
    private readonly args: readonly string[],
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Also after it was killed: at the same port. */
  async start(): Promise<void> {
    const ports = ['--port', String(this.port), '--metrics', String(this.metricsPort)];
    const child = spawn(process.execPath, [program, 'serve', ...ports, ...this.args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.words += text));
    let isListening = false;
    createInterface(child.stdout).on('line', () => (isListening = true));
    await until(`${this.name}: ${this.words}`, () => {
      if (child.exitCode !== null) throw new Error(`${this.name}: ${this.words}`);
      return isListening;
    });
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const ended = once(child, 'close') as Promise<[number | null]>;
    child.kill(signal);
    return (await ended)[0];
  }

  /** What it has said on standard error: warnings, and what ended it. */
  get complaints(): string {
    return this.words;
  }

  /** The samples of `/metrics` by name and labels; empty while it is down. */
  async figures(): Promise<ReadonlyMap<string, number>> {
    const text = await fetch(`http://127.0.0.1:${this.metricsPort}/metrics`).then(
      (response) => response.text(),
      () => '',
    );
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))] as const;
      }),
    );
  }
}
