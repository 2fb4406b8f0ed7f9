// `compare`: what a recording's client asked is asked of our own server, and what both said is held against each other. Whoever else is
// in the recording is there too, and accepts, writes, comes and goes as they did.
import { createEngine } from '../main/uc/create-engine';
import type { UcEngine } from '../main/uc/engine';
import { createNodeTransport, type NodeTransport } from '../main/uc/http/node/node-transport';
import type { WireAnswer } from '../main/uc/http/transport';
import { servicePathOf } from '../recording/channels';
import { answerDifferences, disturbanceOf, ridsIn, serviceDocument, type Answered } from '../recording/compare/answers';
import { attendanceIn, deedsIn, type OthersDeed } from '../recording/compare/deeds';
import { eventDifferences, EventStream, type ToldEvent } from '../recording/compare/events';
import { peopleOf, type RecordedPerson } from '../recording/compare/people-of';
import { writingDifferences, writingOf } from '../recording/compare/writing';
import { encodingOf } from '../recording/encodings';
import { outcomesOf, type Ask, type Channel, type Entry } from '../recording/format';
import { kindOf } from '../recording/request-kinds';
import type { ServerOptions } from '../server/options';
import { startServer, type RunningServer } from '../server/server';
import type { MessageBody } from '../shared/domain/message';
import type { SettableAvailability } from '../shared/domain/person';
import { readFileOption, UsageError } from './command-line';
import type { JsonOutput } from './json-output';
import { readRecordingFile } from './replay';

const password = 'compare';
const requestTimeoutMs = 10_000;
/** What others do shows up after a few of their polls. */
const pollWaitMs = 20;
const patienceMs = 2_000;

export interface Compared {
  readonly differences: readonly string[];
  /** What came in the place of answers, and could not be compared. */
  readonly disturbances: readonly string[];
}

/** Resolves with the exit code: 0, nothing differs; 1, something does. Throws `UsageError`. */
export async function compare(args: readonly string[], output: JsonOutput): Promise<number> {
  const { file } = readFileOption(args, {});
  const { entries } = readRecordingFile(file);
  const { self, others } = peopleOf(entries);
  if (!self) throw new UsageError(`${file} is of nobody: there is no sign-in by name and password in it`);
  const { differences, disturbances } = await compareWithOurs(entries, self, others);
  for (const what of disturbances) output.write({ event: 'disturbed', what });
  for (const what of differences) output.write({ event: 'difference', what });
  output.write({ event: 'compared', differences: differences.length, disturbed: disturbances.length });
  return differences.length === 0 ? 0 : 1;
}

/** `start`: what is compared with. */
export async function compareWithOurs(
  entries: readonly Entry[],
  self: RecordedPerson,
  others: readonly RecordedPerson[],
  start: (options: ServerOptions) => Promise<Pick<RunningServer, 'url' | 'stop'>> = startServer,
): Promise<Compared> {
  const people = [self, ...others].map((person) => ({ ...person, password }));
  const server = await start({ people, pollWaitMs }).catch(() => {
    throw new UsageError('the people of the recording cannot be those of a server');
  });
  const transport = createNodeTransport();
  const crowd = new Crowd(server.url, transport, entries, others, self.uri);
  try {
    await crowd.gather();
    const client = new Client(server.url, transport);
    const comparison = new Comparison(entries);
    const outcomes = outcomesOf(entries);
    for (const entry of entries) {
      if ('ask' in entry) {
        if (entry.ask.channel === 'data' || !comparison.isToBeAsked(entry.n, entry.ask)) continue;
        comparison.note(entry.n, await client.ask(entry.ask));
      } else if ('answer' in entry && outcomes.get(entry.n) === entry) {
        const heard = comparison.hear(entry.n, entry.answer);
        if (!heard) continue;
        for (const deed of deedsIn(entry.answer.body)) await crowd.act(deed);
        const polled = await client.listen(heard);
        if (polled) comparison.note(entry.n, polled);
      }
    }
    return { differences: comparison.differences(client), disturbances: comparison.disturbances };
  } finally {
    crowd.dispose();
    transport.close();
    await server.stop();
  }
}

/** What was said then, and what was said now to the same. */
class Comparison {
  private readonly asks = new Map<number, Ask>();
  private readonly then = new Map<number, Answered>();
  private readonly now = new Map<number, Answered>();
  private readonly stream = new EventStream();
  private readonly disturbed = new Map<number, string>();
  /** Whether they had arrived nobody knows. */
  private readonly unsettled = new Set<number>();
  /** Requests whose outcome was told, by their numbers. */
  private readonly known: ReadonlySet<string>;

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) if ('ask' in entry) this.asks.set(entry.n, entry.ask);
    for (const [n, outcome] of outcomesOf(entries)) {
      const channel = this.channelOf(n);
      const why =
        'answer' in outcome ? disturbanceOf(outcome.answer, channel) : 'failure' in outcome && outcome.failure;
      if (!why) continue;
      // What the client itself gave up was no trouble.
      if (why !== 'cancelled') this.disturbed.set(n, why);
      if (!('answer' in outcome && outcome.answer.status === 200)) this.unsettled.add(n);
    }
    this.known = new Set(
      [...outcomesOf(entries).values()].flatMap((outcome) =>
        'answer' in outcome && this.channelOf(outcome.n) === 'data'
          ? [...outcome.answer.body.matchAll(/\srid="(\d{1,10})"/gu)].map(([, rid]) => rid ?? '')
          : [],
      ),
    );
  }

  /** In words, each once. */
  get disturbances(): readonly string[] {
    return [...new Set([...this.disturbed].map(([n, why]) => `${this.whatOf(n)}: ${why}`))];
  }

  /** What came to no answer is asked where it had arrived: rubbish in the place of its answer says so, or what was told of it later. */
  isToBeAsked(n: number, ask: Ask): boolean {
    return !this.unsettled.has(n) || ridsIn(ask.body).some((rid) => this.known.has(rid));
  }

  /** What was told by it, to listen for; undefined: it told nothing. */
  hear(n: number, answer: Answered): readonly ToldEvent[] | undefined {
    if (this.disturbed.has(n)) return undefined;
    this.then.set(n, answer);
    const document = this.channelOf(n) === 'data' ? serviceDocument(answer, 'data') : undefined;
    return document && this.stream.add(document);
  }

  note(n: number, answer: Answered): void {
    if (!this.now.has(n)) this.now.set(n, answer);
  }

  differences({ stream, polled }: Client): readonly string[] {
    const found = new Set<string>();
    const pairs = [...this.then].flatMap(([n, then]) => {
      const now = this.now.get(n);
      return now ? [{ n, then, now }] : [];
    });
    for (const { n, then, now } of pairs) {
      for (const line of answerDifferences(this.whatOf(n), this.channelOf(n), then, now)) found.add(line);
    }
    for (const line of eventDifferences(this.stream.events, stream.events)) found.add(line);
    for (const channel of ['sign-in', 'command', 'data'] as const) {
      const own = pairs.filter(({ n }) => this.channelOf(n) === channel);
      const written = (answers: readonly Answered[]): readonly string[] =>
        answers.flatMap((answer) => (serviceDocument(answer, channel) ? answer.body : []));
      const then = writingOf(written(own.map((pair) => pair.then)));
      const now = writingOf(written(channel === 'data' ? polled : own.map((pair) => pair.now)));
      for (const line of writingDifferences(channel, then, now)) found.add(line);
    }
    return [...found];
  }

  private channelOf(n: number): Channel {
    return this.asks.get(n)?.channel ?? 'command';
  }

  private whatOf(n: number): string {
    const ask = this.asks.get(n);
    return ask ? kindOf(ask) : '';
  }
}

const nextPoll = (): Promise<void> => new Promise((done) => setTimeout(done, pollWaitMs));

/** Whoever else is there at our server. */
class Crowd {
  private readonly engines = new Map<string, UcEngine>();
  /** As they were told to be last. */
  private readonly availabilities: Map<string, SettableAvailability>;
  private readonly notes: Map<string, string>;
  private readonly accepting: ReadonlySet<string>;
  private readonly users: ReadonlyMap<string, string>;

  constructor(
    private readonly serverUrl: string,
    private readonly transport: NodeTransport,
    entries: readonly Entry[],
    others: readonly RecordedPerson[],
    private readonly selfUri: string,
  ) {
    const { present, notes, accepting } = attendanceIn(entries);
    this.notes = new Map(notes);
    this.availabilities = new Map(present);
    this.accepting = accepting;
    this.users = new Map(others.map(({ uri, user }) => [uri, user]));
  }

  async gather(): Promise<void> {
    for (const [uri, availability] of this.availabilities) await this.join(uri, availability);
    for (const [uri, note] of this.notes) if (note !== '') await this.engines.get(uri)?.setNote(note);
  }

  /** What cannot be done now shows as a difference. */
  async act(deed: OthersDeed): Promise<void> {
    if (deed.kind === 'presence') return this.change(deed.uri, deed.availability);
    if (deed.kind === 'note') return this.write(deed.uri, deed.text);
    const engine = this.engines.get(deed.uri);
    if (!engine) return;
    const open = (): string | undefined =>
      [...engine.snapshot().model.conversations.values()].find(({ state }) => state === 'connected')?.id;
    const deadline = performance.now() + patienceMs;
    while (deed.kind !== 'invite' && open() === undefined && performance.now() < deadline) await nextPoll();
    const conversation = open();
    try {
      if (deed.kind === 'send' && conversation !== undefined) await engine.sendMessage(conversation, bodyOf(deed));
      if (deed.kind === 'typing' && conversation !== undefined)
        await engine.run({ kind: 'typing', id: conversation, isTyping: deed.isTyping });
      if (deed.kind === 'invite')
        await engine.startConversation({ to: [this.selfUri], subject: deed.subject, body: bodyOf(deed) });
    } catch {
      // They cannot.
    }
  }

  dispose(): void {
    for (const engine of this.engines.values()) engine.dispose();
  }

  private async write(uri: string, note: string): Promise<void> {
    if ((this.notes.get(uri) ?? '') === note) return;
    this.notes.set(uri, note);
    await this.engines
      .get(uri)
      ?.setNote(note)
      .catch(() => undefined);
  }

  private async change(uri: string, availability: SettableAvailability): Promise<void> {
    const isGone = availability === 'offline';
    if (this.availabilities.get(uri) === availability || (isGone && !this.engines.has(uri))) return;
    this.availabilities.set(uri, availability);
    const engine = this.engines.get(uri);
    if (!engine) return this.join(uri, availability);
    if (!isGone) return engine.setAvailability(availability).catch(() => undefined);
    this.engines.delete(uri);
    await engine.signOut();
    engine.dispose();
  }

  private async join(uri: string, availability: SettableAvailability): Promise<void> {
    const user = this.users.get(uri);
    if (user === undefined) return;
    const engine = createEngine({ transport: this.transport });
    const answer = this.accepting.has(uri) ? 'accept' : 'decline';
    engine.onSignal((signal) => {
      if (signal.kind !== 'invitationReceived') return;
      engine.run({ kind: answer, id: signal.conversationId }).catch(() => undefined);
    });
    this.engines.set(uri, engine);
    await engine
      .signIn({
        serverUrl: this.serverUrl,
        method: 'forms',
        user,
        password,
        isPublicComputer: false,
        availability,
        localeId: 1033,
      })
      .catch(() => {
        throw new UsageError('somebody in the recording cannot sign in at a server');
      });
  }
}

function bodyOf({ text, isFormatted }: { readonly text: string; readonly isFormatted: boolean }): MessageBody {
  if (!isFormatted) return { text };
  return { text, style: { bold: true, italic: false, underline: false, strike: false } };
}

/** Asks what was asked then, under the ticket and the number of the session of now. */
class Client {
  readonly stream = new EventStream();
  readonly polled: Answered[] = [];
  private readonly wantedSoFar = new Map<string, number>();
  /** What was waited for in vain once is not waited for again. */
  private readonly missed = new Set<string>();
  private ticket = '';
  private sid = '';
  private ackId = '0';

  constructor(
    private readonly serverUrl: string,
    private readonly transport: NodeTransport,
  ) {}

  async ask({ method, path, body = '', channel }: Ask): Promise<Answered> {
    const isSignIn = channel === 'sign-in';
    const mine = isSignIn
      ? body.replace(/<password>[^<]*<\/password>/u, `<password>${password}</password>`)
      : body.replace(/^([^>]*\ssid=")\d+"/u, `$1${this.sid}"`);
    const answer = await this.exchange(method === 'GET' ? 'GET' : 'POST', servicePathOf(path), mine);
    const sid = body.includes('<terminateSession') ? '' : (/<sid>(\d+)<\/sid>/u.exec(answer.body)?.[1] ?? this.sid);
    if (sid !== this.sid) this.ackId = '0';
    this.sid = sid;
    return answer;
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
    const deadline = performance.now() + patienceMs;
    let first: Answered | undefined;
    while (this.sid !== '') {
      const query = `Sid=${this.sid}&AckID=${this.ackId}&UA=false`;
      const answer = await this.exchange('GET', `/cwa/AsyncDataChannel.ashx?${query}`);
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
      await nextPoll();
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
