// A person at a computer that crashes: the engine on the real history, and someone who answers invitations, writes, and presses Retry
// on what failed and on nothing else.
import { createEngine } from '../../src/main/uc/create-engine';
import type { UcEngine } from '../../src/main/uc/engine';
import { Recording } from '../../src/main/uc/testing/recording';
import { createNodeTransport, type NodeTransport } from '../../src/main/uc/http/node/node-transport';
import type { Conversation } from '../../src/shared/domain/conversation';
import type { Message, MessageBody } from '../../src/shared/domain/message';
import type { Change, Model } from '../../src/shared/domain/model';
import { pick, type Random } from '../../src/server/base/seeded-random';
import { CrashJournal } from './crash-journal';
import type { FastClock } from './fast-clock';

export const password = 'correct horse';

/** A text that was handed to the engine. `isFirm`: the engine has said that it has it. */
interface Written {
  readonly messageId: string;
  /** Of what begins a conversation. */
  readonly conversationId?: string;
}

export interface Handed {
  readonly text: string;
  isFirm: boolean;
  /** The thread that it was written in, which may have been folded into another since. */
  thread?: string;
}

export interface SeatOptions {
  readonly name: string;
  readonly uri: string;
  readonly peers: readonly string[];
  /** Talks to all of them at once, in one thread. */
  readonly isConference: boolean;
  /** Begins some conferences with one, and asks the others in while messages are under way. */
  readonly escalates: boolean;
  readonly journalFile: string;
  readonly clock: FastClock;
  readonly random: Random;
  readonly url: () => string;
  readonly log: (line: string) => void;
}

/** Threads that a person keeps open, and messages that wait in all of them. */
const maxThreads = 4;
const maxWaiting = 24;
/** How often somebody writes: so often that several messages are under way at a time, and not all of them. */
const writesInMoment = 0.25;

export class Seat {
  readonly handed: Handed[] = [];
  crashes = 0;
  restarts = 0;
  /** Sessions of the server that this person's program found gone, or gave up. */
  sessionsLost = 0;
  /** Signed out by itself although it had been online: a person would have been asked. */
  askedAgain = 0;
  /** What this person's engines have heard, and what did not come out the same once more. */
  inputs = 0;
  readonly diverged: string[] = [];
  /** Who has confirmed a message of this person, between two: from then on silence says something (protocol.md 4.8). */
  private readonly confirmedBy = new Set<string>();
  private engine: UcEngine | undefined;
  private transport: NodeTransport | undefined;
  private journal: CrashJournal | undefined;
  private recording = new Recording();
  private isSigningIn = false;
  private hasBeenOnline = false;
  /** Outgoing messages that are not at rest, by id. */
  private readonly unsettled = new Map<string, Message>();
  private readonly acting = new Set<string>();

  constructor(private readonly options: SeatOptions) {}

  get name(): string {
    return this.options.name;
  }

  get uri(): string {
    return this.options.uri;
  }

  get journalFile(): string {
    return this.options.journalFile;
  }

  get isOnline(): boolean {
    return this.model?.connection.kind === 'online';
  }

  get isKnownToAll(): boolean {
    return this.options.peers.every((uri) => this.confirmedBy.has(uri));
  }

  get isInConference(): boolean {
    const all = [...(this.model?.conversations.values() ?? [])];
    return all.some(
      ({ isConference, state, participants }) =>
        isConference && state === 'connected' && participants.length === this.options.peers.length,
    );
  }

  get isUp(): boolean {
    return this.engine !== undefined;
  }

  get model(): Model | undefined {
    return this.engine?.snapshot().model;
  }

  start(): void {
    const { journalFile, clock, log, name } = this.options;
    const journal = new CrashJournal(journalFile);
    const transport = createNodeTransport();
    const recording = new Recording();
    const engine = createEngine({
      transport,
      journal,
      now: clock.now,
      random: Math.random,
      timers: clock,
      log: (line, facts) => {
        if (facts && 'event' in facts && facts.event === 'sessionLost') this.sessionsLost += 1;
        log(`${name}: ${line}`);
      },
      onHeard: recording.onHeard,
    });
    engine.onChanges(({ changes }) => changes.forEach((change) => this.note(change)));
    engine.onSignal((signal) => {
      if (signal.kind === 'warning') log(`${name}: warning ${signal.code}`);
    });
    Object.assign(this, { engine, journal, transport, recording, isSigningIn: false, hasBeenOnline: false });
  }

  /** `kill -9`, or the end in good order. */
  stop(how: 'crash' | 'end'): void {
    if (this.model) this.replay(this.model);
    this.engine?.dispose();
    this.transport?.close();
    if (how === 'crash') {
      this.crashes += 1;
      this.journal?.pull();
    } else {
      this.restarts += 1;
      this.journal?.close();
    }
    this.engine = undefined;
    this.unsettled.clear();
    this.acting.clear();
  }

  private replay(model: Model): void {
    const { recording, name } = this;
    this.inputs += recording.inputs;
    this.diverged.push(...recording.differences(model).map((difference) => `${name}: ${difference}`));
  }

  /** What a person does in a moment. */
  act(mayWrite: boolean): void {
    const { engine } = this;
    if (!engine) return;
    const { model } = engine.snapshot();
    if (model.connection.kind === 'signed-out') return this.signIn(engine);
    if (model.connection.kind === 'online') this.hasBeenOnline = true;
    for (const { id, state } of model.conversations.values()) {
      if (state === 'invited') this.once(`accept ${id}`, () => engine.run({ kind: 'accept', id }));
    }
    if (mayWrite && this.options.escalates) this.askOthersIn(engine, model);
    for (const { id, conversationId, delivery } of this.unsettled.values()) {
      if (delivery === 'failed') this.once(`retry ${id}`, () => this.retry(engine, conversationId, id));
    }
    const { random } = this.options;
    if (mayWrite && this.hasBeenOnline && this.waiting < maxWaiting && random() < writesInMoment)
      this.write(engine, model);
  }

  /** A word with each of the others, between two, until they have confirmed one. */
  greet(): void {
    const { engine, model } = this;
    if (!engine || model?.connection.kind !== 'online' || this.waiting > 0) return;
    for (const uri of this.options.peers.filter((each) => !this.confirmedBy.has(each))) {
      const thread = [...model.conversations.values()].find(
        ({ isConference, state, participants }) => !isConference && state !== 'ended' && participants[0]?.uri === uri,
      );
      // Of two one begins.
      if (thread?.state === 'connected') this.hand((body) => engine.sendMessage(thread.id, body), thread.id);
      else if (!thread && this.uri < uri)
        this.hand((body) => engine.startConversation({ to: [uri], subject: '', body }));
    }
  }

  /** All the others, into one conference. */
  callTogether(): void {
    const { engine } = this;
    const { peers } = this.options;
    if (engine) this.hand((body) => engine.startConversation({ to: peers, subject: '', body }));
  }

  retryNow(): void {
    this.engine?.retryNow();
  }

  get waiting(): number {
    return this.unsettled.size;
  }

  /** A conference whose focus is not known any more takes nothing: what failed stays where it is, for all to see. */
  private async retry(engine: UcEngine, conversationId: string, id: string): Promise<void> {
    try {
      await engine.run({ kind: 'retry', id: conversationId, messageId: id });
    } catch (error) {
      if (this.options.isConference) this.unsettled.delete(id);
      throw error;
    }
  }

  private write(engine: UcEngine, model: Model): void {
    const { random, peers, isConference, escalates } = this.options;
    const all = [...model.conversations.values()];
    const threads = isConference ? all.filter(isLive) : all.filter(isOpen);
    const wantsNew = !isConference && threads.length < maxThreads && random() < 0.05;
    const thread = wantsNew ? undefined : pick(random, threads.slice(isConference ? -1 : -maxThreads));
    const first = Math.floor(random() * peers.length);
    const to = escalates && random() < 0.5 ? peers.slice(first, first + 1) : peers;
    if (thread) this.hand((body) => engine.sendMessage(thread.id, body), thread.id);
    else this.hand((body) => engine.startConversation({ to, subject: '', body }));
  }

  private hand(give: (body: MessageBody) => Promise<Written>, thread?: string): void {
    const { engine, options } = this;
    const text = `${options.name} ${this.handed.length + 1}`;
    const handed: Handed = { text, isFirm: false, ...(thread !== undefined && { thread }) };
    this.handed.push(handed);
    give({ text: handed.text }).then(
      ({ conversationId }) => {
        if (conversationId !== undefined) handed.thread = conversationId;
        if (this.engine === engine) handed.isFirm = true;
      },
      (error: unknown) => options.log(`${options.name}: not taken: ${String(error)}`),
    );
  }

  private askOthersIn(engine: UcEngine, { conversations }: Model): void {
    for (const { id, state, isConference, direction, participants } of conversations.values()) {
      if (state !== 'connected' || isConference || direction !== 'outgoing') continue;
      const others = this.options.peers.filter((uri) => !participants.some((each) => each.uri === uri));
      this.once(`invite ${id}`, () => engine.run({ kind: 'invite', id, uris: others }));
    }
  }

  private signIn(engine: UcEngine): void {
    if (this.isSigningIn) return;
    if (this.hasBeenOnline) this.askedAgain += 1;
    this.isSigningIn = true;
    const { url, name } = this.options;
    engine
      .signIn({
        serverUrl: url(),
        method: 'forms',
        user: `EXAMPLE\\${name}`,
        password,
        isPublicComputer: false,
        availability: 'available',
        localeId: 1033,
      })
      .catch((error: unknown) => this.options.log(`${name}: sign-in: ${String(error)}`))
      .finally(() => {
        if (this.engine === engine) this.isSigningIn = false;
      });
  }

  private once(key: string, run: () => Promise<unknown>): void {
    if (this.acting.has(key)) return;
    this.acting.add(key);
    run()
      .catch((error: unknown) => this.options.log(`${this.name}: ${key}: ${String(error)}`))
      .finally(() => this.acting.delete(key));
  }

  private note(change: Change): void {
    if (change.kind === 'conversation') {
      const { id, state, end, participants } = change.conversation;
      this.options.log(`${this.name}: ${id} ${state} ${end ?? ''} ${participants.map(({ uri }) => uri).join(' ')}`);
    }
    if (change.kind === 'messageRemoved') this.unsettled.delete(change.id);
    if (change.kind === 'reset') this.unsettled.clear();
    if (change.kind !== 'message' || change.message.direction !== 'outgoing') return;
    const { message } = change;
    this.options.log(`${this.name}: ${message.id} ${message.conversationId} ${message.body.text}: ${message.delivery}`);
    if (message.delivery === 'confirmed') this.noteConfirmation(message);
    const isAtRest = message.delivery === 'sent' || message.delivery === 'confirmed' || message.delivery === 'unknown';
    if (isAtRest) this.unsettled.delete(message.id);
    else this.unsettled.set(message.id, message);
  }

  private noteConfirmation({ conversationId }: Message): void {
    const conversation = this.model?.conversations.get(conversationId);
    const [first] = conversation?.participants ?? [];
    if (first && !conversation?.isConference) this.confirmedBy.add(first.uri);
  }
}

const isLive = ({ state }: Conversation): boolean => state !== 'invited' && state !== 'ended';

/** Somebody whom one can write to, whatever the wire does at the moment. */
const isOpen = ({ state, isConference }: Conversation): boolean => state !== 'invited' && !isConference;
