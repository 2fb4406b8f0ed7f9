// The draft of conversations: one step of their reducer, which collects what changes, shows it at once, and gives it out as data.
import type { ConferenceAction } from '../../../protocol/conference-actions';
import { FailureError, type Failure } from '../../../shared/domain/failure';
import type { Conversation, ConversationId } from '../../../shared/domain/conversation';
import type { DeliveryState, Message, MessageId } from '../../../shared/domain/message';
import type { Change } from '../../../shared/domain/model';
import type { ThreadNews } from '../../../shared/domain/thread-event';
import type { Signal } from '../engine';
import type { Confirmer } from '../journal';
import type { Context, Effect, Reduced } from '../reduced';
import { CopyOnWriteMap } from './copy-on-write-map';
import type { ConversationsState, Over, RidUse, Stray, Thread, Wire } from './conversations-state';
import { newThread } from './new-thread';
import { hasTwin, type Known } from './whose-thread';
import type { ConversationTimer } from './timers';

/** Something that happened in a thread. */
export interface Told {
  readonly conversationId: ConversationId;
  readonly at: number;
  readonly news: ThreadNews;
}

export interface ReducedConversations extends Reduced<ConversationsState> {
  readonly told: readonly Told[];
}

/** Answers to older requests than these are not expected any more. */
const rememberedRids = 2_000;
/** More than a server tells once more, beside all that an earlier run is restored from (thirty conversations of two hundred messages). */
const rememberedHeard = 8_000;

export class ConversationsDraft {
  readonly threads: CopyOnWriteMap<ConversationId, Thread>;
  readonly byConfId: CopyOnWriteMap<number, ConversationId>;
  readonly over: CopyOnWriteMap<number, Over>;
  readonly rids: CopyOnWriteMap<string, RidUse>;
  readonly strays: CopyOnWriteMap<number, Stray>;
  readonly dormant: CopyOnWriteMap<string, Conversation>;
  readonly joined: CopyOnWriteMap<ConversationId, ConversationId>;
  readonly heard: CopyOnWriteMap<string, ConversationId>;
  session: number;
  confirming: ReadonlySet<Confirmer>;
  private readonly before: ConversationsState['threads'];
  private readonly messages = new Map<MessageId, Message>();
  private readonly messageChanges: Change[] = [];
  private readonly told: Told[] = [];
  private readonly signals: Signal[] = [];
  private readonly effects: Effect[] = [];

  constructor(
    state: ConversationsState,
    readonly context: Context,
  ) {
    this.before = state.threads;
    this.threads = new CopyOnWriteMap(state.threads);
    this.byConfId = new CopyOnWriteMap(state.byConfId);
    this.over = new CopyOnWriteMap(state.over);
    this.rids = new CopyOnWriteMap(state.rids);
    this.strays = new CopyOnWriteMap(state.strays);
    this.dormant = new CopyOnWriteMap(state.dormant);
    this.joined = new CopyOnWriteMap(state.joined);
    this.heard = new CopyOnWriteMap(state.heard);
    this.session = state.session;
    this.confirming = state.confirming;
  }

  get known(): Known {
    return { threads: this.threads.value, dormant: this.dormant.value };
  }

  /** Throws `not-found`. */
  thread(id: ConversationId): Thread {
    const thread = this.threads.get(id);
    if (!thread) throw new FailureError('not-found', 'no such conversation');
    return thread;
  }

  addThread(conversation: Conversation): void {
    this.threads.set(conversation.id, newThread(conversation));
  }

  /** `from` is part of `into` from now on, with all that was said; what still comes for it comes there. */
  joinThread(from: ConversationId, into: ConversationId): void {
    this.threads.delete(from);
    for (const [old, next] of this.joined.value) if (next === from) this.joined.set(old, into);
    this.joined.set(from, into);
    for (const [confId, over] of this.over.value)
      if (over.threadId === from) this.over.set(confId, { ...over, threadId: into });
    for (const [rid, use] of this.rids.value) if (use.threadId === from) this.rids.set(rid, { ...use, threadId: into });
    this.messageChanges.push({ kind: 'threadJoined', from, into });
  }

  edit(id: ConversationId, part: Partial<Omit<Thread, 'conversation'>>): void {
    this.threads.set(id, { ...this.thread(id), ...part });
  }

  editWire(id: ConversationId, part: Partial<Wire>): void {
    const { wire } = this.thread(id);
    if (wire) this.edit(id, { wire: { ...wire, ...part } });
  }

  /** Takes what is not true any more off the thread. */
  drop(id: ConversationId, name: 'wire' | 'sending' | 'composingSentAt'): void {
    const { [name]: _, ...rest } = this.thread(id);
    this.threads.set(id, rest);
  }

  /** The conference is no more: nobody can join it again. */
  forgetFocus(id: ConversationId): void {
    const thread = this.thread(id);
    const { focusUri: _, ...conversation } = thread.conversation;
    this.threads.set(id, { ...thread, conversation });
  }

  unpin(id: ConversationId): void {
    const thread = this.thread(id);
    const { isPinned: _, ...conversation } = thread.conversation;
    this.threads.set(id, { ...thread, conversation });
  }

  editConversation(id: ConversationId, part: Partial<Conversation>): void {
    const thread = this.thread(id);
    this.threads.set(id, { ...thread, conversation: { ...thread.conversation, ...part } });
  }

  /** A new state; `end` belongs to `ended` alone. */
  setState(id: ConversationId, state: Exclude<Conversation['state'], 'ended'>): void {
    const thread = this.thread(id);
    if (thread.conversation.state === state) return;
    const { end: _, ...conversation } = thread.conversation;
    this.threads.set(id, { ...thread, conversation: { ...conversation, state } });
  }

  message(id: ConversationId, messageId: MessageId): Message | undefined {
    const known = this.messages.get(messageId);
    if (known) return known;
    return this.context.model.messages.get(id)?.findLast((message) => message.id === messageId);
  }

  messagesOf(id: ConversationId): readonly Message[] {
    const stored = this.context.model.messages.get(id) ?? [];
    const fresh = [...this.messages.values()].filter(
      (message) => message.conversationId === id && !stored.some((each) => each.id === message.id),
    );
    return [...stored.map((message) => this.messages.get(message.id) ?? message), ...fresh];
  }

  putMessage(message: Message): void {
    this.messages.set(message.id, message);
    this.messageChanges.push({ kind: 'message', message });
    if (message.wireId !== undefined) this.rememberHeard(message.wireId, message.conversationId);
  }

  removeMessage(conversationId: ConversationId, id: MessageId): void {
    this.messages.delete(id);
    this.messageChanges.push({ kind: 'messageRemoved', conversationId, id });
  }

  /** All but those to keep. */
  clearMessages(id: ConversationId, isToKeep: (message: Message) => boolean): void {
    this.thread(id);
    const messages = this.messagesOf(id);
    for (const message of messages) this.messages.delete(message.id);
    this.messageChanges.push({ kind: 'threadCleared', conversationId: id });
    for (const message of messages.filter(isToKeep)) this.putMessage(message);
  }

  setDelivery(id: ConversationId, messageId: MessageId, delivery: DeliveryState, failure?: Failure): void {
    const message = this.message(id, messageId);
    if (!message || (message.delivery === delivery && message.failure === failure?.code)) return;
    const { failure: _, ...rest } = message;
    this.putMessage({ ...rest, delivery, ...(failure && { failure: failure.code }) });
    if (failure) this.signal({ kind: 'messageFailed', conversationId: id, messageId, failure });
  }

  private rememberHeard(wireId: string, id: ConversationId): void {
    if (this.heard.has(wireId)) return;
    this.heard.set(wireId, id);
    if (this.heard.size > rememberedHeard) this.heard.deleteOldest();
  }

  /** What the difference of two states of the thread does not show. `at`: when it was, if not now. */
  tell(conversationId: ConversationId, news: ThreadNews, at = this.context.now): void {
    this.told.push({ conversationId, news, at });
  }

  signal(signal: Signal): void {
    this.signals.push(signal);
  }

  /** Of what has happened in this step nobody is told aloud. */
  dropSignals(): void {
    this.signals.length = 0;
  }

  waitFor(timer: ConversationTimer, delayMs: number): void {
    this.effects.push({ kind: 'timer', timer, delayMs });
  }

  /** Looked for when all that has just been heard has been taken in. */
  waitForTwin(id: ConversationId): void {
    if (hasTwin(this.known, this.thread(id))) this.waitFor({ kind: 'twin', id }, 0);
  }

  stopWaiting(timer: ConversationTimer): void {
    this.effects.push({ kind: 'stopTimer', timer });
  }

  request(
    confId: number,
    action: ConferenceAction,
    use: Omit<RidUse, 'session' | 'at'>,
    rid = this.context.newRid(),
  ): string {
    this.effects.push({ kind: 'request', request: { kind: 'conference', rid, confId, action } });
    this.rids.set(rid, { ...use, session: this.session, at: this.context.monotonicNow });
    if (this.rids.size > rememberedRids) this.rids.deleteOldest();
    return rid;
  }

  finish(): ReducedConversations {
    const changes: Change[] = [];
    const removed: Change[] = [];
    if (this.threads.value !== this.before) {
      for (const [id, { conversation }] of this.threads.value) {
        if (this.before.get(id)?.conversation !== conversation) changes.push({ kind: 'conversation', conversation });
      }
      for (const id of this.before.keys()) {
        if (!this.threads.has(id)) removed.push({ kind: 'conversationRemoved', id });
      }
    }
    return {
      state: {
        threads: this.threads.value,
        byConfId: this.byConfId.value,
        over: this.over.value,
        rids: this.rids.value,
        strays: this.strays.value,
        dormant: this.dormant.value,
        joined: this.joined.value,
        session: this.session,
        confirming: this.confirming,
        heard: this.heard.value,
      },
      changes: [...changes, ...this.messageChanges, ...removed],
      told: this.told,
      signals: this.signals,
      effects: this.effects,
    };
  }
}
