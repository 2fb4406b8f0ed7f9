// `compare`: what a recording's client asked is asked of our own server, and what both said is held against each other. Whoever else is
// in the recording is there too, and accepts and writes as they did.
import { createEngine } from '../main/uc/create-engine';
import type { UcEngine } from '../main/uc/engine';
import { createNodeTransport, type NodeTransport } from '../main/uc/http/node/node-transport';
import { servicePathOf } from '../recording/channels';
import { actorsIn, deedsIn, peopleOf, type OthersDeed, type RecordedPerson } from '../recording/compare/people-of';
import { compareSaid, saidIn, type Said } from '../recording/compare/said';
import type { Ask, Entry } from '../recording/format';
import type { ServerOptions } from '../server/options';
import { startServer, type RunningServer } from '../server/server';
import { readFileOption, UsageError } from './command-line';
import type { JsonOutput } from './json-output';
import { readRecordingFile } from './replay';

const password = 'compare';
const requestTimeoutMs = 10_000;
/** What others do shows up after a few of their polls. */
const pollWaitMs = 20;
const patienceMs = 2_000;

/** Resolves with the exit code: 0, nothing differs; 1, something does. Throws `UsageError`. */
export async function compare(args: readonly string[], output: JsonOutput): Promise<number> {
  const { file } = readFileOption(args, {});
  const { entries } = readRecordingFile(file);
  const { self, others } = peopleOf(entries);
  if (!self) throw new UsageError(`${file} is of nobody: there is no sign-in by name and password in it`);
  const differences = await differencesFromOurs(entries, self, others);
  for (const what of differences) output.write({ event: 'difference', what });
  output.write({ event: 'compared', differences: differences.length });
  return differences.length === 0 ? 0 : 1;
}

/** `start`: what is compared with. */
export async function differencesFromOurs(
  entries: readonly Entry[],
  self: RecordedPerson,
  others: readonly RecordedPerson[],
  start: (options: ServerOptions) => Promise<Pick<RunningServer, 'url' | 'stop'>> = startServer,
): Promise<readonly string[]> {
  const people = [self, ...others].map((person) => ({ ...person, password }));
  const server = await start({ people, pollWaitMs }).catch(() => {
    throw new UsageError('the people of the recording cannot be those of a server');
  });
  const transport = createNodeTransport();
  const crowd = new Map<string, UcEngine>();
  try {
    const actors = actorsIn(entries);
    for (const other of others) {
      if (!actors.has(other.uri)) continue;
      const engine = await join(server.url, transport, other).catch(() => {
        throw new UsageError('somebody in the recording cannot sign in at a server');
      });
      crowd.set(other.uri, engine);
    }
    const client = new Client(server.url, transport);
    const theirs: Said[] = [];
    for (const entry of entries) {
      if ('answer' in entry) {
        const said = saidIn(entry.answer.body);
        for (const each of said) theirs.push(each);
        for (const deed of deedsIn(entry.answer.body)) await act(deed, self.uri, crowd);
        await client.listen(said);
      } else if ('ask' in entry && entry.ask.channel !== 'data') await client.ask(entry.ask);
    }
    return compareSaid(theirs, client.said);
  } finally {
    for (const engine of crowd.values()) engine.dispose();
    transport.close();
    await server.stop();
  }
}

const nextPoll = (): Promise<void> => new Promise((done) => setTimeout(done, pollWaitMs));

/** Somebody else at our server: takes every invitation. */
async function join(serverUrl: string, transport: NodeTransport, { user }: RecordedPerson): Promise<UcEngine> {
  const engine = createEngine({ transport });
  engine.onSignal((signal) => {
    if (signal.kind !== 'invitationReceived') return;
    engine.run({ kind: 'accept', id: signal.conversationId }).catch(() => undefined);
  });
  await engine.signIn({
    serverUrl,
    method: 'forms',
    user,
    password,
    isPublicComputer: false,
    availability: 'available',
    localeId: 1033,
  });
  return engine;
}

/** What cannot be done now shows as a difference. */
async function act(deed: OthersDeed, selfUri: string, crowd: ReadonlyMap<string, UcEngine>): Promise<void> {
  const engine = crowd.get(deed.uri.toLowerCase());
  if (!engine) return;
  const open = (): string | undefined =>
    [...engine.snapshot().model.conversations.values()].find(({ state }) => state === 'connected')?.id;
  const deadline = performance.now() + patienceMs;
  while (deed.kind === 'send' && open() === undefined && performance.now() < deadline) await nextPoll();
  const conversation = open();
  try {
    if (deed.kind === 'send' && conversation !== undefined) await engine.sendMessage(conversation, { text: deed.text });
    if (deed.kind === 'invite')
      await engine.startConversation({ to: [selfUri], subject: deed.subject, body: { text: deed.text } });
  } catch {
    // They cannot.
  }
}

/** Asks what was asked then, under the ticket and the number of the session of now. */
class Client {
  readonly said: Said[] = [];
  private readonly labels = new Set<string>();
  private ticket = '';
  private sid = '';
  private ackId = '0';

  constructor(
    private readonly serverUrl: string,
    private readonly transport: NodeTransport,
  ) {}

  async ask({ method, path, body = '', channel }: Ask): Promise<void> {
    const isSignIn = channel === 'sign-in';
    const mine = isSignIn
      ? body.replace(/<password>[^<]*<\/password>/u, `<password>${password}</password>`)
      : body.replace(/^([^>]*\ssid=")\d+"/u, `$1${this.sid}"`);
    const answer = await this.exchange(method === 'GET' ? 'GET' : 'POST', servicePathOf(path), mine);
    this.sid = body.includes('<terminateSession') ? '' : (/<sid>(\d+)<\/sid>/u.exec(answer)?.[1] ?? this.sid);
  }

  /** Until all has come that came then, or will not come any more. */
  async listen(expected: readonly Said[]): Promise<void> {
    const isMissing = ({ label }: Said): boolean => !this.labels.has(label);
    const deadline = performance.now() + patienceMs;
    if (this.sid === '') return;
    do {
      const query = `Sid=${this.sid}&AckID=${this.ackId}&UA=false`;
      const answer = await this.exchange('GET', `/cwa/AsyncDataChannel.ashx?${query}`);
      this.ackId = /^<[^>]*\sackId="(\d+)"/u.exec(answer)?.[1] ?? this.ackId;
      if (!expected.some(isMissing)) return;
      await nextPoll();
    } while (performance.now() < deadline);
  }

  private async exchange(method: 'GET' | 'POST', path: string, body?: string): Promise<string> {
    const response = await this.transport.request({
      method,
      url: this.serverUrl + path,
      headers: { 'Content-Type': 'text/xml; charset=utf-8', ...(this.ticket !== '' && { 'CWA-Ticket': this.ticket }) },
      ...(method === 'POST' && { body: body ?? '' }),
      timeoutMs: requestTimeoutMs,
    });
    this.ticket = response.headers['cwa-ticket'] ?? this.ticket;
    for (const each of saidIn(response.body)) {
      this.said.push(each);
      this.labels.add(each.label);
    }
    return response.body;
  }
}
