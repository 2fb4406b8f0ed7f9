// The one way the model moves on, in the main process and in every window alike. Pure.
import { emptyModel, type Change, type Model } from './model';
import type { Message } from './message';

type Draft = { -readonly [K in keyof Model]: Model[K] };

/** The model after a batch. Collections that no change touches keep their identity; touched ones are copied once a batch. */
export function applyChanges(model: Model, changes: readonly Change[]): Model {
  let draft: Draft = { ...model };
  const copied = new Set<unknown>();

  function edit<K extends 'groups' | 'contacts' | 'people' | 'subscribers' | 'conversations' | 'messages' | 'calls'>(
    key: K,
  ): Map<Parameters<Model[K]['get']>[0], NonNullable<ReturnType<Model[K]['get']>>> {
    let collection: unknown = draft[key];
    if (!copied.has(collection)) {
      collection = new Map(draft[key] as ReadonlyMap<never, never>);
      copied.add(collection);
      (draft as Record<string, unknown>)[key] = collection;
    }
    return collection as never;
  }

  function editThread(conversationId: string): Message[] {
    const threads = edit('messages');
    let thread = threads.get(conversationId) as Message[] | undefined;
    if (!thread || !copied.has(thread)) {
      thread = [...(thread ?? [])];
      copied.add(thread);
      threads.set(conversationId, thread);
    }
    return thread;
  }

  for (const change of changes) {
    switch (change.kind) {
      case 'connection':
        draft.connection = change.connection;
        break;
      case 'self':
        draft.self = change.self;
        break;
      case 'policy':
        draft.policy = change.policy;
        break;
      case 'group':
        edit('groups').set(change.group.id, change.group);
        break;
      case 'groupRemoved':
        edit('groups').delete(change.id);
        break;
      case 'contact':
        edit('contacts').set(change.contact.uri, change.contact);
        break;
      case 'contactRemoved':
        edit('contacts').delete(change.uri);
        break;
      case 'contactsCleared':
        draft.groups = new Map();
        draft.contacts = new Map();
        break;
      case 'person':
        edit('people').set(change.person.uri, change.person);
        break;
      case 'subscriber':
        edit('subscribers').set(change.subscriber.uri, change.subscriber);
        break;
      case 'subscriberRemoved':
        edit('subscribers').delete(change.uri);
        break;
      case 'accessLevels':
        draft.accessLevels = change.accessLevels;
        break;
      case 'conversation':
        edit('conversations').set(change.conversation.id, change.conversation);
        break;
      case 'conversationRemoved':
        edit('conversations').delete(change.id);
        edit('messages').delete(change.id);
        break;
      case 'message': {
        const thread = editThread(change.message.conversationId);
        // Searched from the end: what changes is nearly always recent.
        const index = thread.findLastIndex((message) => message.id === change.message.id);
        if (index < 0) thread.push(change.message);
        else thread[index] = change.message;
        break;
      }
      case 'messageRemoved': {
        const thread = editThread(change.conversationId);
        const index = thread.findLastIndex((message) => message.id === change.id);
        if (index >= 0) thread.splice(index, 1);
        break;
      }
      case 'call':
        edit('calls').set(change.call.conversationId, change.call);
        break;
      case 'callRemoved':
        edit('calls').delete(change.conversationId);
        break;
      case 'reset':
        draft = { ...emptyModel };
        break;
      default:
        return assertNever(change);
    }
  }
  return draft;
}

function assertNever(change: never): never {
  throw new Error(`unknown change ${JSON.stringify(change)}`);
}
