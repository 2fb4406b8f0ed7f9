// For tests: a conversations reducer with its model, fed by hand. Requests pile up in `requests` until the test answers them.
import type { ConferenceAction } from '../../../protocol/conference-actions';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ConferenceRequest } from '../../../protocol/requests/conference';
import { applyChanges } from '../../../shared/domain/apply-changes';
import type { Conversation } from '../../../shared/domain/conversation';
import type { Message } from '../../../shared/domain/message';
import { emptyModel, type Change, type Model } from '../../../shared/domain/model';
import type { Signal } from '../engine';
import type { Effect } from '../reduced';
import type { RequestOutcome } from '../request-outcome';
import { noConversations, type ConversationInput, type ConversationsState } from '../conversations/conversations-state';
import type { Told } from '../conversations/conversations-draft';
import { reduceConversations } from '../conversations/reduce-conversations';
import { nameOfTimer, type ConversationTimer } from '../conversations/timers';

export const dana = 'sip:dana@example.com';
export const lee = 'sip:lee@example.com';
export const kim = 'sip:kim@example.com';

export class ConversationBench {
  model: Model = emptyModel;
  state: ConversationsState = noConversations;
  isOnline = true;
  now = 1_000;
  monotonicNow = 500;
  /** How long somebody who asks rings; 0: until they give up. */
  ringMs = 0;
  readonly expectedBack = new Set<string>();
  readonly requests: ConferenceRequest[] = [];
  readonly signals: Signal[] = [];
  readonly effects: Effect[] = [];
  /** What the threads tell of themselves. */
  readonly told: Told[] = [];
  private nextEid = 1;
  private nextId = 1;

  dispatch(input: ConversationInput): void {
    const reduced = reduceConversations(this.state, input, {
      now: this.now,
      monotonicNow: this.monotonicNow,
      self: dana,
      model: this.model,
      isOnline: this.isOnline,
      ...(this.ringMs > 0 && { ringMs: this.ringMs }),
      isExpectedBack: (uri) => this.expectedBack.has(uri),
      newRid: () => `r${this.nextId++}`,
      newConversationId: () => `c${this.nextId++}`,
      newMessageId: () => `m${this.nextId++}`,
    });
    this.state = reduced.state;
    this.change(...reduced.changes);
    this.signals.push(...reduced.signals);
    this.effects.push(...reduced.effects);
    this.told.push(...reduced.told);
    for (const effect of reduced.effects) if (effect.kind === 'request') this.requests.push(effect.request);
  }

  change(...changes: Change[]): void {
    this.model = applyChanges(this.model, changes);
  }

  /** Events of one conversation, each in a document of its own, as servers send them. */
  hear(confId: number, ...updates: ConferenceUpdate[]): void {
    for (const update of updates) {
      this.dispatch({ kind: 'event', event: { kind: 'conference', eid: this.nextEid++, confId, updates: [update] } });
    }
  }

  accepted(rid: string, confId?: number): void {
    const reply = { kind: 'requestAccepted', rid, ...(confId !== undefined && { confId }) } as const;
    this.dispatch({ kind: 'accepted', rid, reply });
  }

  settled(rid: string, outcome: RequestOutcome): void {
    this.dispatch({ kind: 'outcome', rid, outcome });
  }

  /** The time of all timers of this kind that were ever set is up. */
  pass(kind: ConversationTimer['kind']): void {
    const timers = this.effects.flatMap((effect) => (effect.kind === 'timer' ? [effect.timer] : []));
    const latest = new Map(timers.map((timer) => [nameOfTimer(timer), timer]));
    for (const timer of latest.values()) if (timer.kind === kind) this.dispatch({ kind: 'timer', timer });
  }

  start(text = 'Is noon fine?', to = [lee], subject = ''): { id: string; messageId: string; rid: string } {
    const id = `c${this.nextId++}`;
    const messageId = `m${this.nextId++}`;
    this.dispatch({ kind: 'start', id, messageId, to, subject, body: { text } });
    return { id, messageId, rid: this.last?.rid ?? '' };
  }

  send(id: string, text: string): string {
    const messageId = `m${this.nextId++}`;
    this.dispatch({ kind: 'send', id, messageId, body: { text } });
    return messageId;
  }

  /** A one-to-one conversation with Lee on confId 3 in which messages pass. */
  connected(): { id: string; messageId: string } {
    const { id, messageId, rid } = this.start();
    this.accepted(rid, 3);
    this.hear(3, { kind: 'escalationMode', mode: 'peer' }, { kind: 'imSessionState', state: 'connected' });
    this.settled(rid, { kind: 'succeeded' });
    return { id, messageId };
  }

  /** A conference with Lee and Kim on confId 5, its focus known. */
  conference(confId = 5): string {
    const { id, rid } = this.start('All hands', [lee, kim]);
    this.accepted(rid, confId);
    this.hear(
      confId,
      { kind: 'escalationMode', mode: 'escalating' },
      { kind: 'confUri', uri: 'sip:dana@example.com;gruu;opaque=app:conf:focus:id:ABC' },
      { kind: 'role', role: 'presenter' },
      { kind: 'escalationMode', mode: 'escalated' },
      { kind: 'participant', uri: lee, name: 'Lee Park', role: 'attendee' },
      { kind: 'participant', uri: kim, name: 'Kim Cho', role: 'attendee' },
      { kind: 'imSessionState', state: 'connected' },
    );
    this.settled(rid, { kind: 'succeeded' });
    return id;
  }

  invited(confId = 4, text = 'Got a minute?'): string {
    this.hear(confId, {
      kind: 'imSessionReceived',
      inviter: { uri: 'sip:Lee@Example.com', name: 'Lee Park' },
      role: 'attendee',
      escalationMode: 'invitingPeer',
      subject: '',
      message: { content: text },
    });
    const signal = this.signals.findLast(({ kind }) => kind === 'invitationReceived');
    if (signal?.kind !== 'invitationReceived') throw new Error('no invitation');
    return signal.conversationId;
  }

  get last(): ConferenceRequest | undefined {
    return this.requests[this.requests.length - 1];
  }

  actions(): ConferenceAction['kind'][] {
    return this.requests.map(({ action }) => action.kind);
  }

  conversation(id: string): Conversation {
    const conversation = this.model.conversations.get(id);
    if (!conversation) throw new Error(`no conversation ${id}`);
    return conversation;
  }

  message(id: string, messageId: string): Message {
    const message = this.model.messages.get(id)?.find((each) => each.id === messageId);
    if (!message) throw new Error(`no message ${messageId}`);
    return message;
  }

  texts(id: string): string[] {
    return (this.model.messages.get(id) ?? []).map(({ body }) => body.text);
  }

  /** Texts of what went over the wire, in order. */
  sent(): string[] {
    return this.requests.flatMap(({ action }) =>
      action.kind === 'sendMessage' || action.kind === 'initiateImSession' ? [action.message.content] : [],
    );
  }

  kinds(): Signal['kind'][] {
    return this.signals.map(({ kind }) => kind);
  }
}
