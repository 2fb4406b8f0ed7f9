// The client of a recording once more, at another server.
import { endpoints } from '../main/uc/http/endpoints';
import type { NodeTransport } from '../main/uc/http/node/node-transport';
import type { WireAnswer } from '../main/uc/http/transport';
import { servicePathOf } from '../recording/channels';
import { serviceDocument, type Answered } from '../recording/compare/answers';
import type { SaidNow } from '../recording/compare/comparison';
import { EventStream, type ToldEvent } from '../recording/compare/events';
import { goodbye } from '../recording/compare/goodbye';
import { encodingOf } from '../recording/encodings';
import type { Ask } from '../recording/format';

const requestTimeoutMs = 10_000;

export interface Patience {
  /** Between two polls. */
  readonly pollMs: number;
  /** For what does not come. */
  readonly wholeMs: number;
}

/** Asks what was asked then, under the ticket and the number of the session of now. */
export class CompareClient implements SaidNow {
  readonly stream = new EventStream();
  readonly polled: Answered[] = [];
  private readonly wantedSoFar = new Map<string, number>();
  /** What was waited for in vain once is not waited for again. */
  private readonly missed = new Set<string>();
  private readonly lost = new Set<string>();
  private ticket = '';
  private sid = '';
  private ackId = '0';

  constructor(
    private readonly serverUrl: string,
    private readonly transport: NodeTransport,
    private readonly password: string,
    private readonly patience: Patience,
  ) {}

  async ask({ method, path, body = '', channel }: Ask): Promise<Answered> {
    const isSignIn = channel === 'sign-in';
    const mine = isSignIn
      ? body.replace(/<password>[^<]*<\/password>/u, `<password>${this.password}</password>`)
      : body.replace(/^([^>]*\ssid=")\d+"/u, `$1${this.sid}"`);
    const answer = await this.exchange(method === 'GET' ? 'GET' : 'POST', servicePathOf(path), mine);
    const sid = body.includes('<terminateSession') ? '' : (/<sid>(\d+)<\/sid>/u.exec(answer.body)?.[1] ?? this.sid);
    if (sid !== this.sid) this.ackId = '0';
    this.sid = sid;
    return answer;
  }

  /** `then`: the number of a session that was lost then. It is over here, too: others see that they are gone. */
  async lose(then: string): Promise<void> {
    if (this.lost.has(then) || this.sid === '') return;
    this.lost.add(then);
    await this.exchange('POST', endpoints.command, goodbye(this.sid));
    this.sid = '';
  }

  /** Until all has come as often as it had come then, or will not come any more. With the first answer. */
  async listen(expected: readonly ToldEvent[]): Promise<Answered | undefined> {
    const wanted = new Map<string, number>();
    for (const { pair } of expected) wanted.set(pair, (wanted.get(pair) ?? 0) + 1);
    const isMissing = (): readonly string[] =>
      [...this.wantedSoFar].flatMap(([pair, count]) =>
        wanted.has(pair) && !this.missed.has(pair) && (this.stream.counts.get(pair) ?? 0) < count ? [pair] : [],
      );
    for (const [pair, count] of wanted) this.wantedSoFar.set(pair, (this.wantedSoFar.get(pair) ?? 0) + count);
    const deadline = performance.now() + this.patience.wholeMs;
    let first: Answered | undefined;
    while (this.sid !== '') {
      const query = `Sid=${this.sid}&AckID=${this.ackId}&UA=false`;
      const answer = await this.exchange('GET', `${endpoints.data}?${query}`);
      first ??= answer;
      this.polled.push(answer);
      const document = serviceDocument(answer, 'data');
      if (document) this.stream.add(document);
      this.ackId = document?.attributes['ackId'] ?? this.ackId;
      const missing = isMissing();
      if (missing.length === 0) break;
      if (performance.now() >= deadline) {
        for (const pair of missing) this.missed.add(pair);
        break;
      }
      await new Promise((done) => setTimeout(done, this.patience.pollMs));
    }
    return first;
  }

  private async exchange(method: 'GET' | 'POST', path: string, body?: string): Promise<Answered> {
    let wire: WireAnswer | undefined;
    const response = await this.transport.request({
      method,
      url: this.serverUrl + path,
      headers: { 'Content-Type': 'text/xml; charset=utf-8', ...(this.ticket !== '' && { 'CWA-Ticket': this.ticket }) },
      ...(method === 'POST' && { body: body ?? '' }),
      timeoutMs: requestTimeoutMs,
      onWire: (answer) => (wire = answer),
    });
    this.ticket = response.headers['cwa-ticket'] ?? this.ticket;
    const { status, rawHeaders, text, bytes } = wire ?? { ...response, rawHeaders: [], text: response.body };
    const encoding = bytes && encodingOf(text, bytes);
    return {
      status,
      headers: rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : [])),
      body: text,
      ...(encoding !== undefined && { encoding }),
    };
  }
}
