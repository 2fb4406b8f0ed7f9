// The UC engine: everything of `engine.ts`, in plain Node and in Electron's main process alike. It checks what it is asked and hands
// it to the account that is signed in.
import { toXmlText } from '../../protocol/xml-text';
import type { AccessLevel, AccessMember, Group } from '../../shared/domain/contact';
import type { Model, SessionPart } from '../../shared/domain/model';
import type { ConversationId } from '../../shared/domain/conversation';
import { maxMessageLength, type MessageBody } from '../../shared/domain/message';
import { FailureError } from '../../shared/domain/failure';
import { inOneLine } from '../../shared/line-breaks';
import type { Log } from '../../shared/log';
import type { PersonUri } from '../../shared/domain/person';
import { Account, type OnHeard } from './account';
import { searchRequest, searchResults } from './contacts/directory-search';
import {
  accessLevelRequests,
  addContactRequest,
  checkedGroupName,
  checkedMember,
  groupRequest,
  hasEdit,
  requireFreeName,
  requireOwnGroup,
  updateContactRequest,
  type ListNow,
} from './contacts/contact-requests';
import type { ConversationCommand } from './conversations/conversation-command';
import { conferenceIdOf, ownerOfDormant, threadIdOf } from './conversations/whose-thread';
import type { Traffic } from './http/cwa-http';
import type { UcEngine } from './engine';
import type { EventDecoder } from './decoding/event-decoder';
import { createEnvironment, type Environment, type Timers } from './environment';
import { firstIds, laterOf } from './ids';
import { forgetfulJournal, type Journal } from './journal';
import { ModelStore } from './model-store';
import { personName } from './people/person-name';
import { addableUri, checkedPersonUri, contactUri, personUri } from './people/person-uri';
import { machineRequest, noteRequest, rawCategoryRequest } from './presence/publishing';
import type { SingleSignOn } from './session/sign-in';
import type { Transport } from './http/transport';

export interface EngineOptions {
  readonly transport: Transport;
  /** Shows the provider's pages and resolves with the ticket (protocol.md 1.3). */
  readonly singleSignOn?: SingleSignOn;
  /** After a sign-out that began with single sign-on: the page to visit (6.9). */
  readonly onSignOffPage?: (url: string) => void;
  /** Not used on a public computer. Default: remembers nothing. */
  readonly journal?: Journal;
  /** Whom this user answered in an earlier run, so that it may not have arrived: they are not asked about again. Default: nobody. */
  readonly answeredBefore?: (self: PersonUri) => readonly PersonUri[];
  /** Groups of this user's list as an earlier run knew them; they are asked for when a session begins. Default: none. */
  readonly groupsBefore?: (self: PersonUri) => readonly Group[];
  /** Reads big documents elsewhere (`remote-decoder.ts`). Default: in this thread. */
  readonly decodeEvents?: EventDecoder;
  /** How long somebody who asks rings here, in milliseconds. Default: 0, until they give up. */
  readonly ringMs?: () => number;
  readonly now?: () => number;
  /** Default: `now`, or the monotonic clock. */
  readonly monotonicNow?: () => number;
  readonly random?: () => number;
  readonly timers?: Timers;
  readonly log?: Log;
  readonly onTraffic?: (traffic: Traffic) => void;
  /** Is told of all that the accounts hear: replayed, it gives the same model. */
  readonly onHeard?: OnHeard;
}

/** What was asked of the contact list shows up in an event of its own (3.18): a new group must, the rest should. */
const newGroupTimeoutMs = 15_000;
const listTimeoutMs = 5_000;
/** A session that is lost is back by then, or the person had better know that it is not. */
const toldTimeoutMs = 15_000;

export function createEngine(options: EngineOptions): UcEngine {
  const environment: Environment = createEnvironment(options);
  const store = new ModelStore(environment);
  let account: Account | undefined;
  /** Of this engine, signed in or not. An account that has ended leaves nothing else behind. */
  let ids = firstIds;

  function signedIn(): Account {
    if (!account) throw new FailureError('not-signed-in');
    return account;
  }

  /** XML 1.0 has no way to write some characters: they are replaced, and the person is told. */
  function cleanText(text: string): string {
    const { text: clean, replaced } = toXmlText(text);
    if (replaced > 0) {
      const message = 'Characters that the protocol cannot carry were replaced.';
      store.apply([], [{ kind: 'warning', code: 'characters-replaced', message }]);
    }
    return clean;
  }

  const listNow = ({ state }: Account): ListNow => ({ model: store.model, numbers: state.groupNumbers });

  /** Nobody is their own contact, or on a level of their own. */
  function requireOther(uri: PersonUri): void {
    if (uri === store.model.self?.uri) throw new FailureError('oneself');
  }

  function checkedSubject(subject: string): string {
    return cleanText(inOneLine(subject).trim());
  }

  function checkedBody(body: MessageBody): MessageBody {
    if (body.text.trim() === '') throw new FailureError('empty-text', 'a message needs words');
    if (body.text.length > maxMessageLength) throw new FailureError('too-long', `${body.text.length} characters`);
    return { ...body, text: cleanText(body.text) };
  }

  function checkedUris(uris: readonly string[], self?: PersonUri): PersonUri[] {
    const checked = new Set(uris.map(checkedPersonUri));
    if (self !== undefined) checked.delete(self);
    if (checked.size === 0) throw new FailureError('no-recipient');
    return [...checked];
  }

  function checkedCommand(command: ConversationCommand): ConversationCommand {
    switch (command.kind) {
      case 'invite':
        return { ...command, uris: checkedUris(command.uris, store.model.self?.uri) };
      case 'eject':
      case 'promote':
        return { ...command, uri: checkedPersonUri(command.uri) };
      case 'info':
        if (command.text === '') throw new FailureError('empty-text');
        return { ...command, text: cleanText(command.text) };
      default:
        return command;
    }
  }

  const threadOf = (id: ConversationId): ConversationId => account?.state.conversations.joined.get(id) ?? id;

  function bringBack(asked: ConversationId): ConversationId | undefined {
    const id = threadOf(asked);
    if (store.model.conversations.has(id)) return id;
    const owner = account && ownerOfDormant(account.state.conversations, id);
    if (account && owner !== undefined) account.converse({ kind: 'wake', owner });
    return owner === undefined ? undefined : id;
  }

  async function signOut(): Promise<void> {
    const ending = account;
    if (!ending) return;
    await ending.session.stop();
    if (account === ending) account = undefined;
    if (ending.state.signOffUrl) options.onSignOffPage?.(ending.state.signOffUrl);
  }

  return {
    snapshot: () => store.snapshot(),
    onChanges: (listener) => store.onChanges(listener),
    onSignal: (listener) => store.onSignal(listener),

    async signIn(signInOptions) {
      await signOut();
      const next: Account = new Account({
        options: signInOptions,
        transport: options.transport,
        singleSignOn: options.singleSignOn,
        onTraffic: options.onTraffic,
        decodeEvents: options.decodeEvents,
        onHeard: options.onHeard,
        ringMs: options.ringMs ?? (() => 0),
        answeredBefore: options.answeredBefore ?? (() => []),
        groupsBefore: options.groupsBefore ?? (() => []),
        journal: signInOptions.isPublicComputer ? forgetfulJournal : (options.journal ?? forgetfulJournal),
        environment,
        store,
        ids,
        onIds: (drawn) => (ids = laterOf(ids, drawn)),
        onEnded: () => {
          if (account === next) account = undefined;
        },
      });
      account = next;
      await next.session.start();
    },
    signInAgain: async (password) => signedIn().session.answer(password),
    signOut,
    retryNow: () => account?.session.retryNow(),
    noteUserActivity: () => account?.session.noteUserActivity(),
    dispose() {
      account?.dispose();
      account = undefined;
      store.dispose();
    },

    async startConversation({ to, subject, body }) {
      const current = signedIn();
      const uris = checkedUris(to, store.model.self?.uri);
      const checked = checkedBody(body);
      const about = checkedSubject(subject);
      const [only, second] = uris;
      const { conversations } = current.state;
      const known =
        only !== undefined && second === undefined
          ? threadIdOf(conversations, only)
          : conferenceIdOf(conversations, uris, about);
      const conversationId = known ?? current.draw('conversation');
      const messageId = current.draw('message');
      current.converse({
        kind: 'start',
        id: conversationId,
        messageId,
        to: uris,
        subject: about,
        body: checked,
      });
      await current.journalFlushed();
      return { conversationId, messageId };
    },
    async sendMessage(id, body, subject = '') {
      const current = signedIn();
      if (!store.model.conversations.has(threadOf(id))) throw new FailureError('not-found', 'no such conversation');
      const checked = checkedBody(body);
      const messageId = current.draw('message');
      current.converse({ kind: 'send', id, messageId, subject: checkedSubject(subject), body: checked });
      await current.journalFlushed();
      return { messageId };
    },
    threadWith(uri) {
      const owner = personUri(uri);
      const id = account && threadIdOf(account.state.conversations, owner);
      if (id !== undefined) account?.converse({ kind: 'wake', owner });
      return id;
    },
    threadOf,
    bringBack,
    noteThreads: (dormant) =>
      void account?.converse({ kind: 'restore', conversations: [], dormant, messages: [], events: [], confirming: [] }),
    noteErased: (id) => void account?.converse({ kind: 'erased', ...(id !== undefined && { id }) }),
    async run(given) {
      const isSaidInPassing = given.kind === 'markRead' || given.kind === 'typing';
      if (isSaidInPassing && !(account && store.model.conversations.has(threadOf(given.id)))) return;
      const command = checkedCommand(given);
      await signedIn().command(command);
    },
    answerCall: async (id, action, to) => signedIn().calls.answer(id, action, to),
    markCallSeen: (id) => void account?.take({ kind: 'callSeen', id }),

    async setAvailability(availability, by = 'here') {
      const current = signedIn();
      if (availability === 'offline' && !store.model.policy.canAppearOffline) {
        throw new FailureError('not-allowed', 'the administrator does not allow to appear offline');
      }
      current.take({ kind: 'availabilityAsked', asked: { availability, by } });
      await current.presence.publish(availability);
    },
    async setMachineActivity(activity) {
      if (account?.session.isOnline) await account.request((rid) => machineRequest(rid, activity));
    },
    async setNote(text) {
      const clean = cleanText(text.trim());
      await signedIn().request((rid) => noteRequest(rid, clean));
    },
    async publishRaw(category) {
      if (!category.name || !category.namespace || !category.xml) throw new FailureError('bad-request');
      await signedIn().request((rid) => rawCategoryRequest(rid, category));
    },

    async searchDirectory(text) {
      const current = signedIn();
      const clean = cleanText(inOneLine(text));
      return searchResults(await current.search((rid) => searchRequest(rid, clean, current.state.searchDefaults)));
    },
    async queryPresence(uris) {
      const checked = checkedUris(uris);
      await signedIn().request((rid) => ({ kind: 'queryPresence', rid, uris: checked }));
    },
    subscribePresence: async (uris) => signedIn().presence.subscribe(checkedUris(uris)),
    unsubscribePresence: async (uris) => signedIn().presence.unsubscribe(checkedUris(uris)),

    async addContact(contact) {
      const current = signedIn();
      const uri = addableUri(current.takenOff, contact.uri);
      requireOther(uri);
      await toldAnew('contacts');
      const checked = { ...contact, uri, name: personName(contact.name) };
      await current.request((rid) => addContactRequest(rid, checked, listNow(current)));
      await listed(({ contacts }) => contacts.has(checked.uri));
    },
    async updateContact(edit) {
      const checked = {
        ...edit,
        uri: contactUri(store.model, edit.uri),
        ...(edit.name !== undefined && { name: personName(edit.name) }),
      };
      await toldAnew('contacts');
      const current = signedIn();
      await current.request((rid) => updateContactRequest(rid, checked, listNow(current)));
      await listed((model) => hasEdit(model, checked));
    },
    async removeContact(uri) {
      const current = signedIn();
      await toldAnew('contacts');
      const checked = contactUri(store.model, uri);
      if (!store.model.contacts.has(checked)) throw new FailureError('not-found', 'not in the contact list');
      current.takenOff.add(checked);
      await current.request((rid) => ({ kind: 'deleteContact', rid, uri: checked }));
      await listed(({ contacts }) => !contacts.has(checked));
    },
    async addGroup(name) {
      const checked = cleanText(checkedGroupName(name));
      await toldAnew('contacts');
      requireFreeName(checked, store.model);
      const before = new Set(store.model.groups.keys());
      await signedIn().request((rid) => ({ kind: 'addGroup', rid, name: checked }));
      const id = await store.waitFor(({ groups }) => {
        for (const group of groups.values()) if (group.name === checked && !before.has(group.id)) return group.id;
        return undefined;
      }, newGroupTimeoutMs);
      if (id === undefined) throw new FailureError('unknown-outcome', 'the group did not show up');
      return id;
    },
    async renameGroup(id, name) {
      const checked = cleanText(checkedGroupName(name));
      await toldAnew('contacts');
      const group = requireOwnGroup(id, store.model);
      if (group.isDistribution) throw new FailureError('not-allowed', 'a group of the directory');
      requireFreeName(checked, store.model, id);
      const current = signedIn();
      await current.request((rid) => groupRequest(rid, { kind: 'updateGroup', name: checked }, id, listNow(current)));
      await listed(({ groups }) => groups.get(id)?.name === checked);
    },
    async removeGroup(id) {
      await toldAnew('contacts');
      requireOwnGroup(id, store.model);
      const current = signedIn();
      await current.request((rid) => groupRequest(rid, { kind: 'deleteGroup' }, id, listNow(current)));
      await listed(({ groups }) => !groups.has(id));
    },
    setAccessLevel: (uri, level) => setAccess({ type: 'uri', value: uri }, level),
    setAccess,
    async acknowledgeSubscribers(uris) {
      const current = signedIn();
      const checked = checkedUris(uris);
      const areAnswered = await Promise.all(checked.map((uri) => current.subscribers.answer(uri)));
      return checked.filter((_, at) => areAnswered[at] === false);
    },
    holdSubscriber: (uri) => account?.subscribers.hold(uri),
    askAboutSubscriber: (subscriber) => account?.subscribers.askAgain(subscriber),
  };

  async function setAccess(member: AccessMember, level: AccessLevel | null): Promise<void> {
    const checked = checkedMember(member);
    const current = signedIn();
    if (level !== null && checked.type === 'uri') requireOther(checked.value ?? '');
    await toldAnew('accessLevels');
    const { levelsTold } = current;
    const requests = accessLevelRequests(checked, level, store.model);
    const asked = await Promise.allSettled(requests.map(({ build }) => current.request(build)));
    const refused = asked.find((each) => each.status === 'rejected');
    // What is asked for next takes them off the level that they are on by then: the server has said that it is so, on either channel. Only
    // where it tells of levels by events just now, one of those may be older than this.
    if (!refused && current.levelsTold === levelsTold)
      return void current.take({ kind: 'levelSet', member: checked, level });
    if (!refused) return listed((model) => accessLevelRequests(checked, level, model).length === 0);
    // Somebody who was taken off one level and not let onto another would see what nobody wanted them to see.
    const done = requests.filter((_each, at) => asked[at]?.status === 'fulfilled');
    await Promise.allSettled(done.map(({ back }) => current.request(back)));
    throw refused.reason;
  }

  /**
   * In a new session the numbers of groups may be others, and what another endpoint has changed meanwhile is not known before the list
   * has come: what is made of an old one would undo it. Rejects with `not-connected`. Of levels one member at a time is changed, and
   * somebody may have to be blocked: those of before will do where the session tells of none.
   */
  async function toldAnew(part: SessionPart): Promise<void> {
    if (!store.model.outdated.has(part)) return;
    const isTold = await store.waitFor(({ outdated }) => !outdated.has(part) || undefined, toldTimeoutMs);
    if (isTold || (part === 'accessLevels' && signedIn().session.isOnline)) return;
    throw new FailureError('not-connected', `the session has not told: ${part}`);
  }

  /**
   * The list follows in an event of its own, before or after the success (3.18); what is asked for next builds upon it. A server
   * that never tells it has said that it is done, so that is no failure.
   */
  async function listed(isTold: (model: Model) => boolean): Promise<void> {
    await store.waitFor((model) => isTold(model) || undefined, listTimeoutMs);
  }
}
