// Listens in between the engine and a server, and hands on each half of an exchange when it happens, as plain data that nothing has been
// taken out of yet: so that it can be masked (`masked-lines.ts`) at once, or in another thread.
import type { HttpRequest, HttpResponse, Transport, WireAnswer } from '../main/uc/http/transport';
import { failureOfError } from '../shared/domain/failure';

export type AskedRequest = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>;

/** `at`: milliseconds since the beginning. `n`: which exchange, from 1. */
export type Heard =
  | { readonly at: number; readonly n: number; readonly asked: AskedRequest }
  /** An exchange may have several: those that ask for a sign-in, and then the last. */
  | { readonly at: number; readonly n: number; readonly answered: WireAnswer }
  | { readonly at: number; readonly n: number; readonly failed: string }
  /** What was asked of the engine, as a command of the command line. */
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
    let isTold = false;
    const onWire = (answered: WireAnswer): void => {
      isTold = true;
      this.tell({ at: this.at, n, answered });
    };
    try {
      const response = await inner.request({ ...request, onWire });
      if (!isTold) onWire(withoutWire(response));
      return response;
    } catch (error) {
      const { code } = failureOfError(error);
      // A redirect is an answer, for us alone it is a failure.
      if (!(isTold && code === 'redirected')) this.tell({ at: this.at, n, failed: code });
      throw error;
    }
  }
}

/** From a stack that tells nothing of the wire. */
function withoutWire({ status, headers, body }: HttpResponse): WireAnswer {
  return { status, rawHeaders: Object.entries(headers).flat(), text: body };
}
