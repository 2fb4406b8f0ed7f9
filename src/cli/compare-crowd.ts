// Whoever else is in a recording, at our server: they are there, and do what they did (`deeds.ts`).
import { createEngine } from '../main/uc/create-engine';
import type { UcEngine } from '../main/uc/engine';
import type { NodeTransport } from '../main/uc/http/node/node-transport';
import { attendanceIn } from '../recording/compare/attendance';
import type { ConversationDeed } from '../recording/compare/courses';
import type { OthersDeed, RawDeed } from '../recording/compare/deeds';
import type { RecordedPerson } from '../recording/compare/people-of';
import type { Conversation, ConversationId } from '../shared/domain/conversation';
import type { MessageBody } from '../shared/domain/message';
import type { SettableAvailability } from '../shared/domain/person';
import { UsageError } from './command-line';
import type { Patience } from './compare-client';

export interface CrowdParts {
  readonly serverUrl: string;
  readonly transport: NodeTransport;
  /** Everybody's. */
  readonly password: string;
  readonly patience: Patience;
  readonly others: readonly RecordedPerson[];
  /** Whose client it was. */
  readonly self: string;
}

type Invitation = Extract<ConversationDeed, { readonly kind: 'invite' }>;

/** Addresses in lower case. */
export class CompareCrowd {
  private readonly engines = new Map<string, UcEngine>();
  /** As they were told to be last. */
  private readonly availabilities = new Map<string, SettableAvailability>();
  private readonly notes = new Map<string, string>();
  /** By person, name and namespace. */
  private readonly raw = new Map<string, string>();
  /** Who takes the invitation of somebody else that is under way. */
  private readonly accepting = new Set<string>();
  private readonly users: ReadonlyMap<string, string>;

  constructor(private readonly parts: CrowdParts) {
    this.users = new Map(parts.others.map(({ uri, user }) => [uri.toLowerCase(), user]));
  }

  /** Whoever was there when the client came. `deeds`: all that they do, in order. */
  async gather(deeds: readonly OthersDeed[]): Promise<void> {
    const { present, notes, raw, watching } = attendanceIn(deeds);
    for (const [uri, availability] of present) await this.change(uri, availability);
    for (const [uri, note] of notes) await this.write(uri, note);
    for (const each of raw) await this.publish(each);
    for (const uri of watching) {
      const isThere = this.engines.has(uri);
      if (!isThere) await this.change(uri, 'available');
      await this.watch(uri);
      if (!isThere) await this.change(uri, 'offline');
    }
  }

  /** What cannot be done now shows as a difference. */
  async act(deed: OthersDeed): Promise<void> {
    try {
      await this.attempt(deed);
    } catch (error) {
      if (error instanceof UsageError) throw error;
    }
  }

  dispose(): void {
    for (const engine of this.engines.values()) engine.dispose();
  }

  private async attempt(deed: OthersDeed): Promise<void> {
    switch (deed.kind) {
      case 'presence':
        return this.change(deed.uri, deed.availability);
      case 'note':
        return this.write(deed.uri, deed.text);
      case 'raw':
        return this.publish(deed);
      case 'watch':
        return deed.isEarlier ? undefined : this.watch(deed.uri);
      case 'answer':
        return this.answer(deed.uri, deed.isAccepting);
      case 'invite':
        return this.invite(deed);
      default:
        return this.converse(deed);
    }
  }

  private async converse(deed: Exclude<ConversationDeed, { readonly kind: 'answer' | 'invite' }>): Promise<void> {
    const engine = this.engines.get(deed.uri);
    if (!engine) return;
    const { self } = this.parts;
    const { id } = await this.conversation(engine, ({ state, isConference, participants }) => {
      if (!participants.some(({ uri }) => uri.toLowerCase() === self.toLowerCase())) return false;
      return deed.kind === 'leave' ? state !== 'ended' : state === 'connected' && isConference === deed.isConference;
    });
    switch (deed.kind) {
      case 'send':
        await engine.sendMessage(id, bodyOf(deed));
        return;
      case 'typing':
        return engine.run({ kind: 'typing', id, isTyping: deed.isTyping });
      case 'leave':
        return engine.run({ kind: 'leave', id });
      case 'add':
        return this.call(engine, id, deed.others.length > 0 ? deed.others : [nobody]);
      case 'eject':
      case 'promote':
        return engine.run({ kind: deed.kind, id, uri: deed.whom });
      case 'lock':
        return engine.run({ kind: 'lock', id, locked: deed.isLocked });
    }
  }

  private async answer(uri: string, isAccepting: boolean): Promise<void> {
    const engine = this.engines.get(uri);
    if (!engine) return;
    const { id } = await this.conversation(engine, ({ state }) => state === 'invited');
    await engine.run({ kind: isAccepting ? 'accept' : 'decline', id });
  }

  private async invite(deed: Invitation): Promise<void> {
    const engine = this.engines.get(deed.uri);
    if (!engine) return;
    const { self } = this.parts;
    for (const uri of deed.others) this.accepting.add(uri);
    const start = async (to: readonly string[], body: MessageBody): Promise<ConversationId> =>
      (await engine.startConversation({ to, subject: deed.subject, body })).conversationId;
    if (!deed.isConference) return void (await start([self], bodyOf(deed)));
    // One is made of two only where there is a third.
    const others = deed.others.length > 0 ? deed.others : [nobody];
    if (deed.text !== '') return void (await start([self, ...others], bodyOf(deed)));
    const id = await start(others, { text: '.' });
    await this.conversation(engine, (each) => each.id === id && each.state === 'connected');
    await this.call(engine, id, [self]);
  }

  private async call(engine: UcEngine, id: ConversationId, uris: readonly string[]): Promise<void> {
    for (const uri of uris) this.accepting.add(uri);
    await engine.run({ kind: 'invite', id, uris });
  }

  /** The latest one that is so, once there is one. */
  private async conversation(engine: UcEngine, isIt: (each: Conversation) => boolean): Promise<Conversation> {
    const { pollMs, wholeMs } = this.parts.patience;
    for (const deadline = performance.now() + wholeMs; performance.now() < deadline;) {
      const found = [...engine.snapshot().model.conversations.values()].filter(isIt).at(-1);
      if (found) return found;
      await new Promise((done) => setTimeout(done, pollMs));
    }
    throw new Error('they have none');
  }

  private async publish({ uri, name, namespace, xml }: RawDeed): Promise<void> {
    const key = [uri, name, namespace].join('\n');
    if (this.raw.get(key) === xml) return;
    this.raw.set(key, xml);
    await this.engines.get(uri)?.publishRaw({ name, namespace, xml });
  }

  private async watch(uri: string): Promise<void> {
    await this.engines.get(uri)?.subscribePresence([this.parts.self]);
  }

  private async write(uri: string, note: string): Promise<void> {
    if ((this.notes.get(uri) ?? '') === note) return;
    this.notes.set(uri, note);
    await this.engines.get(uri)?.setNote(note);
  }

  private async change(uri: string, availability: SettableAvailability): Promise<void> {
    const isGone = availability === 'offline';
    if (this.availabilities.get(uri) === availability || (isGone && !this.engines.has(uri))) return;
    this.availabilities.set(uri, availability);
    const engine = this.engines.get(uri);
    if (!engine) return this.join(uri, availability);
    if (!isGone) return engine.setAvailability(availability);
    this.engines.delete(uri);
    await engine.signOut();
    engine.dispose();
  }

  private async join(uri: string, availability: SettableAvailability): Promise<void> {
    const user = this.users.get(uri);
    if (user === undefined) return;
    const { transport, serverUrl, password } = this.parts;
    const engine = createEngine({ transport });
    engine.onSignal((signal) => {
      if (signal.kind !== 'invitationReceived' || !this.accepting.delete(uri)) return;
      engine.run({ kind: 'accept', id: signal.conversationId }).catch(() => undefined);
    });
    this.engines.set(uri, engine);
    await engine
      .signIn({ serverUrl, method: 'forms', user, password, isPublicComputer: false, availability, localeId: 1033 })
      .catch(() => {
        throw new UsageError('somebody in the recording cannot sign in at a server');
      });
  }
}

/** Of nobody who is at the server. */
const nobody = 'sip:nobody@example.invalid';

function bodyOf({ text, isFormatted }: { readonly text: string; readonly isFormatted: boolean }): MessageBody {
  if (!isFormatted) return { text };
  return { text, style: { bold: true, italic: false, underline: false, strike: false } };
}
