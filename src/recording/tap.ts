// Listens in between the engine and a server, and hands on each half of an exchange when it happens, as plain data that nothing has been
// taken out of yet: so that it can be masked (`masked-lines.ts`) at once, or in another thread.
import type { HttpRequest, HttpResponse, Transport, WireAnswer } from '../main/uc/http/transport';
import { failureOfError } from '../shared/domain/failure';

export type AskedRequest = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>;

/** `at`: milliseconds since the beginning. `n`: which exchange, from 1. */
export type Heard =
  | { readonly at: number; readonly n: number; readonly asked: AskedRequest }
  | {
      readonly at: number;
      readonly n: number;
      readonly answered: HttpResponse;
      readonly wire?: WireAnswer;
    }
  | { readonly at: number; readonly n: number; readonly failed: string }
  /** A command of the command line, as it was read. */
  | { readonly at: number; readonly did: Readonly<Record<string, unknown>> };

export class Tap {
  private readonly startedAt: number;
  private exchanges = 0;

  /** `now`: milliseconds of a clock that only goes forward. */
  constructor(
    private readonly now: () => number,
    private readonly tell: (heard: Heard) => void,
  ) {
    this.startedAt = now();
  }

  get at(): number {
    return Math.round(this.now() - this.startedAt);
  }

  noteCommand(command: Readonly<Record<string, unknown>>): void {
    this.tell({ at: this.at, did: command });
  }

  async exchange(inner: Transport, request: HttpRequest): Promise<HttpResponse> {
    const n = (this.exchanges += 1);
    const { method, url, headers, body } = request;
    this.tell({ at: this.at, n, asked: { method, url, headers, ...(body !== undefined && { body }) } });
    let wire: WireAnswer | undefined;
    try {
      const answered = await inner.request({ ...request, onWire: (answer) => (wire = answer) });
      this.tell({ at: this.at, n, answered, ...(wire && { wire }) });
      return answered;
    } catch (error) {
      this.tell({ at: this.at, n, failed: failureOfError(error).code });
      throw error;
    }
  }
}
