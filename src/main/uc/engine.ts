// The port of the UC engine: all that a window, the tray or the command line can ask of it. Implemented by `create-engine.ts`.
// Methods reject with `FailureError`; what happens on its own comes through `onChanges` and `onSignal`.
import type { AccessLevel, AccessMember, GroupId, PendingSubscriber, SearchResults } from '../../shared/domain/contact';
import type { CallAction, Conversation, ConversationId } from '../../shared/domain/conversation';
import type { Failure } from '../../shared/domain/failure';
import type { MessageBody, MessageId } from '../../shared/domain/message';
import type { ChangeBatch, ModelSnapshot } from '../../shared/domain/model';
import type { ChosenAvailability, MachineActivity, PersonUri, SettableAvailability } from '../../shared/domain/person';
import type { ConversationCommand } from './conversations/conversation-command';

export type Unsubscribe = () => void;

export interface SignInOptions {
  /** Base URL, `https://host[:port][/path]`; what a person typed has been made one by `server-address.ts`. */
  readonly serverUrl: string;
  readonly method: 'forms' | 'integrated' | 'sso';
  readonly user?: string;
  readonly password?: string;
  /** A computer that others use too (`securityMode` public). */
  readonly isPublicComputer: boolean;
  readonly availability: SettableAvailability;
  /** LCID. */
  readonly localeId: number;
}

/** Something worth telling a person at once: data that the shell (toast, sound, badge) or the command line carries out. */
export type Signal =
  | { readonly kind: 'signedIn'; readonly uri: PersonUri; readonly name: string }
  | { readonly kind: 'invitationReceived'; readonly conversationId: ConversationId }
  /** The invitation is no longer open: answered, declined, withdrawn, taken elsewhere. */
  | { readonly kind: 'invitationClosed'; readonly conversationId: ConversationId }
  | { readonly kind: 'messageReceived'; readonly conversationId: ConversationId; readonly messageId: MessageId }
  | {
      readonly kind: 'messageFailed';
      readonly conversationId: ConversationId;
      readonly messageId: MessageId;
      readonly failure: Failure;
    }
  | { readonly kind: 'callReceived'; readonly conversationId: ConversationId }
  | { readonly kind: 'callEnded'; readonly conversationId: ConversationId }
  | { readonly kind: 'contactAlert'; readonly uri: PersonUri; readonly online: boolean }
  | {
      readonly kind: 'inviteFailed';
      readonly conversationId: ConversationId;
      readonly uri: PersonUri;
      readonly failure: Failure;
    }
  /** A notice of the administrator. */
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'warning'; readonly code: string; readonly message: string };

export interface ContactEdit {
  readonly uri: PersonUri;
  readonly name?: string;
  /** The complete new list; absent: keep. */
  readonly groupIds?: readonly GroupId[];
  /** In place of the list: into these and out of those, whatever the list has come to be when it is carried out. */
  readonly into?: readonly GroupId[];
  readonly outOf?: readonly GroupId[];
  readonly tag?: boolean;
}

export interface UcEngine {
  snapshot(): ModelSnapshot;
  /** Once a tick, in batches of limited size; the snapshot already holds all of them. */
  onChanges(listener: (batch: ChangeBatch) => void): Unsubscribe;
  onSignal(listener: (signal: Signal) => void): Unsubscribe;

  /** Resolves when online. */
  signIn(options: SignInOptions): Promise<void>;
  /**
   * The answer when the connection asks (`asks`), with the password it asks for. Resolves when that was taken, rejects when it
   * was not; everything that is open stays open either way.
   */
  signInAgain(password?: string): Promise<void>;
  /** Ends the session as far as it can; never rejects. */
  signOut(): Promise<void>;
  /** Cuts a back-off short. */
  retryNow(): void;
  /** Real user activity since the last call (the `UA` of the next poll). */
  noteUserActivity(): void;
  /** Stops everything at once, without a word to the server. */
  dispose(): void;

  /**
   * To one person it goes into the one thread with them, and begins a session there if none goes on. Resolves when the message has its
   * place in the outbox, on disk; `delivery` tells the rest.
   */
  startConversation(request: {
    readonly to: readonly PersonUri[];
    readonly subject: string;
    readonly body: MessageBody;
  }): Promise<{ readonly conversationId: ConversationId; readonly messageId: MessageId }>;
  /** As `startConversation`. `subject`: of the session that begins with it, where none goes on. */
  sendMessage(
    conversationId: ConversationId,
    body: MessageBody,
    subject?: string,
  ): Promise<{ readonly messageId: MessageId }>;
  /** The thread with this person, from now on in the model, also where only the history had it. Undefined: there is none. */
  threadWith(uri: PersonUri): ConversationId | undefined;
  /** Itself, or the thread that it has become part of. */
  threadOf(conversationId: ConversationId): ConversationId;
  /**
   * Has a conversation in the model from now on that only the history had. @returns its id, which is another one if it has become part of
   * another. Undefined: it has ended for good, or nobody knows it.
   */
  bringBack(conversationId: ConversationId): ConversationId | undefined;
  /** The history has got threads that nobody here knew: what is said next with the same people goes on there. */
  noteThreads(threads: readonly Conversation[]): void;
  /** The history has forgotten this conversation, or all: it does not come back. */
  noteErased(conversationId?: ConversationId): void;
  /** Of a conversation that is not there, nobody has read anything and nobody types: `markRead` and `typing` never reject. */
  run(command: ConversationCommand): Promise<void>;
  /** Resolves with the conversation that it became, if it did. */
  answerCall(conversationId: ConversationId, action: CallAction, to?: string): Promise<ConversationId | undefined>;
  /** A missed call has been looked at. */
  markCallSeen(conversationId: ConversationId): void;

  /** `automatic`: what was set is taken back. `by`: why, to be told. */
  setAvailability(availability: ChosenAvailability, by?: 'here' | 'timer'): Promise<void>;
  /** Nobody is at this computer, or somebody is again, as far as can be told here. Nothing where there is no session. */
  setMachineActivity(activity: MachineActivity): Promise<void>;
  setNote(text: string): Promise<void>;
  publishRaw(category: { readonly name: string; readonly namespace: string; readonly xml: string }): Promise<void>;

  searchDirectory(text: string): Promise<SearchResults>;
  queryPresence(uris: readonly PersonUri[]): Promise<void>;
  subscribePresence(uris: readonly PersonUri[]): Promise<void>;
  unsubscribePresence(uris: readonly PersonUri[]): Promise<void>;

  addContact(contact: {
    readonly uri: PersonUri;
    readonly name: string;
    readonly groupIds: readonly GroupId[];
  }): Promise<void>;
  updateContact(edit: ContactEdit): Promise<void>;
  removeContact(uri: PersonUri): Promise<void>;
  /** Resolves with the id that the server gave. */
  addGroup(name: string): Promise<GroupId>;
  renameGroup(id: GroupId, name: string): Promise<void>;
  removeGroup(id: GroupId): Promise<void>;
  /** `null`: no level of their own. */
  setAccessLevel(uri: PersonUri, level: AccessLevel | null): Promise<void>;
  /** Likewise of a whole kind of people. */
  setAccess(member: AccessMember, level: AccessLevel | null): Promise<void>;
  /** Resolves with those to whom the answer could not be given yet: it is, by itself, in the next session. */
  acknowledgeSubscribers(uris: readonly PersonUri[]): Promise<readonly PersonUri[]>;
  /** They are decided about: nobody is asked, and the server hears nothing of it before `acknowledgeSubscribers`, in no session. */
  holdSubscriber(uri: PersonUri): void;
  /** What was answered could not be done after all: the person is asked once more. */
  askAboutSubscriber(subscriber: PendingSubscriber): void;
}
