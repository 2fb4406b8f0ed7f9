// From what the engine tells to lines on standard output. Remembers what was told, so that a change that shows in no field of an
// event makes no line.
import type { Signal } from '../main/uc/engine';
import type { Connection } from '../shared/domain/connection';
import type { SearchResults } from '../shared/domain/contact';
import type { Conversation, ConversationId } from '../shared/domain/conversation';
import type { Message } from '../shared/domain/message';
import type { Change, Model } from '../shared/domain/model';
import type { Person, PersonUri } from '../shared/domain/person';
import { describeFailure } from './failure-words';
import type { CliEvent } from './json-output';

export class EventMapper {
  private readonly told = new Map<string, string>();
  private readonly composing = new Map<ConversationId, readonly PersonUri[]>();
  /** Invitations that are open and were told. */
  private readonly invited = new Set<ConversationId>();
  /** Invitations that are not told yet: their message is told with them. */
  private readonly untold = new Map<
    ConversationId,
    { readonly conversation: Conversation; readonly messages: Message[] }
  >();
  private readonly heard = new Set<string>();

  /** `model`: after the changes. */
  fromChanges(changes: readonly Change[], model: Model): CliEvent[] {
    const changed = changes.flatMap((change) => this.fromChange(change));
    const events = [...changed, ...[...this.untold.keys()].flatMap((id) => this.invitation(id))];
    // Lists are told whole, once a batch.
    if (changes.some(({ kind }) => listChanges.has(kind))) events.push(contactsEvent(model));
    if (changes.some(({ kind }) => kind === 'subscriber' || kind === 'subscriberRemoved')) {
      events.push({
        event: 'subscribers',
        people: [...model.subscribers.values()].map(({ uri, name }) => ({ uri, name })),
      });
    }
    return events;
  }

  fromSignal(signal: Signal): CliEvent[] {
    switch (signal.kind) {
      case 'signedIn':
        return [{ event: 'signed-in', self: signal.uri, name: signal.name }];
      case 'messageFailed':
        return [warning(signal.failure.code, describeFailure(signal.failure), { conversation: signal.conversationId })];
      case 'inviteFailed':
        return [
          warning(signal.failure.code, describeFailure(signal.failure), {
            conversation: signal.conversationId,
            uri: signal.uri,
          }),
        ];
      case 'notice':
        return [{ event: 'notice', text: signal.text }];
      case 'warning':
        return [warning(signal.code, signal.message)];
      // The changes tell these.
      case 'invitationReceived':
      case 'invitationClosed':
      case 'messageReceived':
      case 'callReceived':
      case 'callEnded':
      case 'contactAlert':
        return [];
    }
  }

  /** What is told of these people next is news, even when it is what was told before. */
  forgetPresence(uris: readonly PersonUri[]): void {
    for (const uri of uris) this.told.delete(`presence ${uri}`);
  }

  /** The presence of those of whom nothing was told since it was forgotten. */
  untoldPresence(uris: readonly PersonUri[], model: Model): CliEvent[] {
    return uris
      .filter((uri) => !this.told.has(`presence ${uri}`))
      .flatMap((uri) => this.presence(model.people.get(uri) ?? { uri, presence: { availability: 'unknown' } }));
  }

  private fromChange(change: Change): CliEvent[] {
    switch (change.kind) {
      case 'connection':
        return this.news('connection', connectionEvent(change.connection));
      case 'self': {
        if (!change.self) return [];
        const { availability, note } = change.self;
        return this.news('self', { event: 'self', availability, note });
      }
      case 'person':
        return this.presence(change.person);
      case 'accessLevels':
        return [{ event: 'access', levels: change.accessLevels }];
      case 'conversation':
        return this.conversation(change.conversation);
      case 'conversationRemoved':
        this.forgetConversation(change.id);
        return [];
      case 'message':
        return this.message(change.message);
      case 'call': {
        const { conversationId, from, name, state, reason } = change.call;
        return this.news(`call ${conversationId}`, {
          event: 'call',
          conversation: conversationId,
          from,
          name,
          state,
          reason,
        });
      }
      case 'reset':
        this.reset();
        return [];
      case 'policy':
      case 'group':
      case 'groupRemoved':
      case 'contact':
      case 'contactRemoved':
      case 'contactsCleared':
      case 'outdated':
      case 'subscriber':
      case 'subscriberRemoved':
      case 'messageRemoved':
      case 'threadCleared':
      case 'threadJoined':
      case 'callRemoved':
      // The changes of conversations and the signals have told it.
      case 'event':
        return [];
    }
  }

  private presence({ uri, presence }: Pick<Person, 'uri' | 'presence'>): CliEvent[] {
    const { availability, note, activity } = presence;
    return this.news(`presence ${uri}`, { event: 'presence', uri, availability, note, activity });
  }

  private conversation(conversation: Conversation): CliEvent[] {
    const { id, state, participants, subject, locked, end } = conversation;
    if (state === 'invited') {
      if (!this.invited.has(id)) this.untold.set(id, { conversation, messages: this.untold.get(id)?.messages ?? [] });
      return [];
    }
    const invitation = this.invitation(id);
    this.invited.delete(id);
    const isLive = state === 'connected' || state === 'escalating';
    // Of one that goes on, who is there; before and after it, whom it is with.
    const meant = isLive ? participants.filter(({ isInvited }) => !isInvited) : participants;
    const shown = meant.map(({ uri, name, role }) => ({ uri, name, role }));
    return [
      ...invitation,
      ...this.news(`conversation ${id}`, {
        event: 'conversation',
        conversation: id,
        state,
        participants: shown,
        subject,
        locked,
        reason: end,
      }),
      ...this.typing(conversation),
    ];
  }

  private typing({ id, composing }: Conversation): CliEvent[] {
    const before = this.composing.get(id) ?? [];
    this.composing.set(id, composing);
    const event = (uris: readonly PersonUri[], typing: boolean): CliEvent[] =>
      uris.length > 0 ? [{ event: 'typing', conversation: id, uris, typing }] : [];
    return [
      ...event(
        before.filter((uri) => !composing.includes(uri)),
        false,
      ),
      ...event(
        composing.filter((uri) => !before.includes(uri)),
        true,
      ),
    ];
  }

  /** Of one that is not told yet. What was written after its own message follows. */
  private invitation(id: ConversationId): CliEvent[] {
    const untold = this.untold.get(id);
    if (!untold) return [];
    this.untold.delete(id);
    this.invited.add(id);
    const { inviter, participants, subject } = untold.conversation;
    const [first, ...others] = untold.messages;
    return [
      {
        event: 'invitation',
        conversation: id,
        from: inviter,
        name: participants.find(({ uri }) => uri === inviter)?.name,
        subject,
        text: first?.body.text,
        style: first?.body.style,
      },
      ...others.map(messageEvent),
    ];
  }

  private message(message: Message): CliEvent[] {
    const { id, conversationId, direction, delivery } = message;
    if (direction === 'outgoing') {
      if (delivery === undefined) return [];
      return this.news(`delivery ${conversationId} ${id}`, {
        event: 'delivery',
        conversation: conversationId,
        message: id,
        state: delivery,
      });
    }
    const key = `${conversationId} ${id}`;
    if (this.heard.has(key)) return [];
    this.heard.add(key);
    const untold = this.untold.get(conversationId);
    if (!untold) return [messageEvent(message)];
    untold.messages.push(message);
    return [];
  }

  private news(key: string, event: CliEvent): CliEvent[] {
    const text = JSON.stringify(event);
    if (this.told.get(key) === text) return [];
    this.told.set(key, text);
    return [event];
  }

  private forgetConversation(id: ConversationId): void {
    this.composing.delete(id);
    this.invited.delete(id);
    this.untold.delete(id);
    this.told.delete(`conversation ${id}`);
  }

  private reset(): void {
    // What is told of the connection goes on: it is not the user's.
    const connection = this.told.get('connection');
    for (const memory of [this.told, this.composing, this.invited, this.untold, this.heard]) memory.clear();
    if (connection !== undefined) this.told.set('connection', connection);
  }
}

/** The changes that make the contact list another one. */
const listChanges: ReadonlySet<Change['kind']> = new Set([
  'group',
  'groupRemoved',
  'contact',
  'contactRemoved',
  'contactsCleared',
] as const);

export function searchEvent({ hits, more }: SearchResults): CliEvent {
  return { event: 'search', results: hits.map(({ uri, name, title, email }) => ({ uri, name, title, email })), more };
}

function connectionEvent(connection: Connection): CliEvent {
  switch (connection.kind) {
    case 'connecting':
    case 'online':
      return { event: 'connection', state: connection.kind };
    case 'reconnecting':
      return { event: 'connection', state: 'reconnecting', reason: connection.failure.code };
    case 'signed-out':
      return { event: 'connection', state: 'offline', reason: connection.failure?.code };
  }
}

function contactsEvent({ groups, contacts }: Model): CliEvent {
  const named = [...groups.values()].filter(({ isDefault }) => !isDefault);
  const nameOf = new Map(named.map(({ id, name }) => [id, name]));
  return {
    event: 'contacts',
    groups: named.map(({ name }) => ({ name })),
    contacts: [...contacts.values()].map(({ uri, name, groupIds, tag }) => ({
      uri,
      name,
      groups: groupIds.flatMap((id) => nameOf.get(id) ?? []),
      tag,
    })),
  };
}

function messageEvent({ id, conversationId, from, body }: Message): CliEvent {
  return { event: 'message', conversation: conversationId, message: id, from, text: body.text, style: body.style };
}

function warning(code: string, message: string, about: Readonly<Record<string, unknown>> = {}): CliEvent {
  return { event: 'warning', code, message, ...about };
}
