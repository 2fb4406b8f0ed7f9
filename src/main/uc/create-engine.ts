// The UC engine: everything of `engine.ts`, in plain Node and in Electron's main process alike. It checks what it is asked and hands
// it to the account that is signed in.
import { toXmlText } from '../../protocol/xml-text';
import type { AccessLevel, AccessMember } from '../../shared/domain/contact';
import type { Model } from '../../shared/domain/model';
import type { ConversationId } from '../../shared/domain/conversation';
import type { MessageBody } from '../../shared/domain/message';
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
  hasEdit,
  requireOwnGroup,
  updateContactRequest,
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
import { checkedPersonUri, contactUri, personUri } from './people/person-uri';
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

/** No page tells the server's limit (section 8); a book chapter is no message. */
const maxTextLength = 64_000;
/** What was asked of the contact list shows up in an event of its own (3.18): a new group must, the rest should. */
const newGroupTimeoutMs = 15_000;
const listTimeoutMs = 5_000;

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

  function checkedSubject(subject: string): string {
    return cleanText(inOneLine(subject).trim());
  }

  function checkedBody(body: MessageBody): MessageBody {
    if (body.text.trim() === '') throw new FailureError('empty-text', 'a message needs words');
    if (body.text.length > maxTextLength) throw new FailureError('too-long', `${body.text.length} characters`);
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

  function bringBack(asked: ConversationId): ConversationId | undefined {
    const id = account?.state.conversations.joined.get(asked) ?? asked;
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
      if (!current.state.conversations.joined.has(id) && !store.model.conversations.has(id))
        throw new FailureError('not-found', 'no such conversation');
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
    bringBack,
    noteErased: (id) => void account?.converse({ kind: 'erased', ...(id !== undefined && { id }) }),
    async run(given) {
      const isSaidInPassing = given.kind === 'markRead' || given.kind === 'typing';
      if (isSaidInPassing && !(account && store.model.conversations.has(given.id))) return;
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
      const checked = { ...contact, uri: checkedPersonUri(contact.uri), name: personName(contact.name) };
      await signedIn().request((rid) => addContactRequest(rid, checked, store.model));
      await listed(({ contacts }) => contacts.has(checked.uri));
    },
    async updateContact(edit) {
      const checked = {
        ...edit,
        uri: contactUri(store.model, edit.uri),
        ...(edit.name !== undefined && { name: personName(edit.name) }),
      };
      await signedIn().request((rid) => updateContactRequest(rid, checked, store.model));
      await listed(({ contacts }) => hasEdit(contacts.get(checked.uri), checked));
    },
    async removeContact(uri) {
      const current = signedIn();
      const checked = contactUri(store.model, uri);
      if (!store.model.contacts.has(checked)) throw new FailureError('not-found', 'not in the contact list');
      await current.request((rid) => ({ kind: 'deleteContact', rid, uri: checked }));
      await listed(({ contacts }) => !contacts.has(checked));
    },
    async addGroup(name) {
      const checked = cleanText(inOneLine(checkedGroupName(name)));
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
      const checked = cleanText(inOneLine(checkedGroupName(name)));
      const group = requireOwnGroup(id, store.model);
      if (group.isDistribution) throw new FailureError('not-allowed', 'a group of the directory');
      await signedIn().request((rid) => ({ kind: 'updateGroup', rid, id, name: checked }));
      await listed(({ groups }) => groups.get(id)?.name === checked);
    },
    async removeGroup(id) {
      requireOwnGroup(id, store.model);
      await signedIn().request((rid) => ({ kind: 'deleteGroup', rid, id }));
      await listed(({ groups }) => !groups.has(id));
    },
    setAccessLevel: (uri, level) => setAccess({ type: 'uri', value: uri }, level),
    setAccess,
    async acknowledgeSubscribers(uris) {
      const current = signedIn();
      await Promise.all(checkedUris(uris).map((uri) => current.subscribers.answer(uri)));
    },
  };

  async function setAccess(member: AccessMember, level: AccessLevel | null): Promise<void> {
    const checked = checkedMember(member);
    const current = signedIn();
    const requests = accessLevelRequests(checked, level, store.model);
    const asked = await Promise.allSettled(requests.map(({ build }) => current.request(build)));
    const refused = asked.find((each) => each.status === 'rejected');
    if (!refused) return;
    // Somebody who was taken off one level and not let onto another would see what nobody wanted them to see.
    const done = requests.filter((_each, at) => asked[at]?.status === 'fulfilled');
    await Promise.allSettled(done.map(({ back }) => current.request(back)));
    throw refused.reason;
  }

  /**
   * The list follows in an event of its own, before or after the success (3.18); what is asked for next builds upon it. A server
   * that never tells it has said that it is done, so that is no failure.
   */
  async function listed(isTold: (model: Model) => boolean): Promise<void> {
    await store.waitFor((model) => isTold(model) || undefined, listTimeoutMs);
  }
}
