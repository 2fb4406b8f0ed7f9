// Standard output: one JSON object a line, handed to the system at once.
import type { Writable } from 'node:stream';

export type EventName =
  | 'listening'
  | 'due'
  | 'difference'
  | 'replayed'
  | 'compared'
  | 'disturbed'
  | 'connection'
  | 'signed-in'
  | 'contacts'
  | 'presence'
  | 'self'
  | 'invitation'
  | 'conversation'
  | 'message'
  | 'delivery'
  | 'typing'
  | 'search'
  | 'subscribers'
  | 'access'
  | 'call'
  | 'notice'
  | 'warning'
  | 'error'
  | 'done'
  | 'failed';

/** A field that does not apply is absent or undefined; both are left out on the wire. */
export interface CliEvent {
  readonly event: EventName;
  readonly [field: string]: unknown;
}

export class JsonOutput {
  private isClosed = false;
  private readonly onClosed = new Set<() => void>();

  constructor(private readonly stream: Writable) {
    // Whoever read this has gone (EPIPE): there is nobody left to tell.
    stream.on('error', () => {
      this.isClosed = true;
      for (const listener of this.onClosed) listener();
    });
  }

  write(event: CliEvent): void {
    if (!this.isClosed) this.stream.write(`${lineOf(event)}\n`);
  }

  /** When nobody reads any more. */
  whenClosed(listener: () => void): void {
    this.onClosed.add(listener);
  }

  /** Resolves when the system has everything. */
  flush(): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    return new Promise((done) => this.stream.write('', () => done()));
  }
}

/** Some readers take U+2028 and U+2029 for line ends; JSON lets them be escaped. */
export function lineOf(event: CliEvent): string {
  return JSON.stringify(event).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
