// The history's worker in the test's own thread: the real database behind the real messages, and it can die.
import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { checkHistory } from '../history/check-history';
import type { HistoryWorker } from '../history/history';
import type { HistoryRequest, HistoryWorkerData } from '../history/history-protocol';
import { serveHistory } from '../history/serve-history';

export class LocalWorker extends EventEmitter implements HistoryWorker {
  readonly #channel = new MessageChannel();
  /** Requests that this one takes before it hears nothing more. */
  #patience = Infinity;

  /** `broken`: dies as soon as it has started. */
  constructor(data: HistoryWorkerData, broken = false) {
    super();
    this.#channel.port1.on('message', (reply) => this.emit('message', reply));
    const fail = (error: unknown): void => void setImmediate(() => this.emit('error', error));
    try {
      if (broken) throw new Error('out of memory');
      (data.task === 'check' ? checkHistory : serveHistory)(this.#channel.port2, data);
    } catch (error) {
      fail(error);
    }
  }

  postMessage(request: HistoryRequest): void {
    if (this.#patience-- > 0) this.#channel.port1.postMessage(request);
  }

  /** Takes so many requests more, and does nothing with those after. */
  deafAfter(requests: number): void {
    this.#patience = requests;
  }

  /** Ends as a crash does, with whatever it had not got to. */
  die(): void {
    this.#channel.port1.close();
    this.emit('exit');
  }

  async terminate(): Promise<void> {
    this.#channel.port1.close();
    await new Promise((resolve) => setImmediate(resolve));
    this.emit('exit');
  }
}
