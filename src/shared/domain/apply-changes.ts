// The one way the model moves on, in the main process and in every window alike.
import { assertNever } from '../assert-never';
import { emptyModel, type Change, type Model } from './model';
import type { Message } from './message';
import type { ThreadEvent } from './thread-event';

type Writable = { -readonly [K in keyof Model]: Model[K] };
type CollectionName =
  'groups' | 'contacts' | 'people' | 'subscribers' | 'conversations' | 'messages' | 'events' | 'calls';
type CollectionOf<K extends CollectionName> =
  Model[K] extends ReadonlyMap<infer Key, infer Value> ? Map<Key, Value> : never;

type Entry<K extends 'messages' | 'events'> = K extends 'messages' ? Message : ThreadEvent;

/** The model after a batch; the one before stays as it was. Collections that no change touches keep their identity. */
export function applyChanges(model: Model, changes: readonly Change[]): Model {
  const draft = new ModelDraft(model);
  for (const change of changes) draft.apply(change);
  return draft.finish();
}

/**
 * A model in the making: takes changes one by one and copies each touched collection once, so that ten thousand
 * changes cost no more than ten thousand steps.
 */
export class ModelDraft {
  private draft: Writable;
  private readonly copied = new Set<unknown>();

  constructor(model: Model) {
    this.draft = { ...model };
  }

  /** As it stands now; its collections go on changing until `finish`. */
  get current(): Model {
    return this.draft;
  }

  /** The finished model, never written to again: later changes copy what they touch. */
  finish(): Model {
    const finished = this.draft;
    this.draft = { ...finished };
    this.copied.clear();
    return finished;
  }

  apply(change: Change): void {
    switch (change.kind) {
      case 'connection':
        this.draft.connection = change.connection;
        return;
      case 'self':
        if (change.self) this.draft.self = change.self;
        else delete this.draft.self;
        return;
      case 'policy':
        this.draft.policy = change.policy;
        return;
      case 'group':
        this.edit('groups').set(change.group.id, change.group);
        return;
      case 'groupRemoved':
        this.edit('groups').delete(change.id);
        return;
      case 'contact':
        this.edit('contacts').set(change.contact.uri, change.contact);
        return;
      case 'contactRemoved':
        this.edit('contacts').delete(change.uri);
        return;
      case 'contactsCleared':
        this.draft.groups = new Map();
        this.draft.contacts = new Map();
        return;
      case 'person':
        this.edit('people').set(change.person.uri, change.person);
        return;
      case 'subscriber':
        this.edit('subscribers').set(change.subscriber.uri, change.subscriber);
        return;
      case 'subscriberRemoved':
        this.edit('subscribers').delete(change.uri);
        return;
      case 'accessLevels':
        this.draft.accessLevels = change.accessLevels;
        return;
      case 'outdated':
        this.draft.outdated = new Set(change.parts);
        return;
      case 'conversation':
        this.edit('conversations').set(change.conversation.id, change.conversation);
        return;
      case 'conversationRemoved':
        this.edit('conversations').delete(change.id);
        this.edit('messages').delete(change.id);
        this.edit('events').delete(change.id);
        return;
      case 'message':
        put(this.editThread('messages', change.message.conversationId), change.message);
        return;
      case 'messageRemoved':
        remove(this.editThread('messages', change.conversationId), change.id);
        return;
      case 'threadCleared':
        this.edit('messages').delete(change.conversationId);
        this.edit('events').delete(change.conversationId);
        return;
      case 'threadJoined':
        this.join('messages', change.from, change.into);
        this.join('events', change.from, change.into);
        return;
      case 'event':
        put(this.editThread('events', change.event.conversationId), change.event);
        return;
      case 'call':
        this.edit('calls').set(change.call.conversationId, change.call);
        return;
      case 'callRemoved':
        this.edit('calls').delete(change.conversationId);
        return;
      case 'reset':
        this.draft = { ...emptyModel };
        return;
      default:
        assertNever(change);
    }
  }

  private join<K extends 'messages' | 'events'>(name: K, from: string, into: string): void {
    const threads = this.edit(name) as Map<string, readonly Entry<K>[]>;
    const moved = (threads.get(from) ?? []).map((entry) => ({ ...entry, conversationId: into }));
    threads.delete(from);
    if (moved.length > 0) threads.set(into, inTime(moved, threads.get(into) ?? []));
  }

  private edit<K extends CollectionName>(name: K): CollectionOf<K> {
    let collection: unknown = this.draft[name];
    if (!this.copied.has(collection)) {
      collection = new Map(this.draft[name] as ReadonlyMap<unknown, unknown>);
      this.copied.add(collection);
      (this.draft as Record<CollectionName, unknown>)[name] = collection;
    }
    return collection as CollectionOf<K>;
  }

  private editThread<K extends 'messages' | 'events'>(name: K, conversationId: string): Entry<K>[] {
    const threads = this.edit(name) as Map<string, readonly Entry<K>[]>;
    const before = threads.get(conversationId);
    if (before && this.copied.has(before)) return before as Entry<K>[];
    const thread = [...(before ?? [])];
    // The one before is never written to again.
    if (before) movePlaces(before, thread);
    this.copied.add(thread);
    threads.set(conversationId, thread);
    return thread;
  }
}

/** Each of both stays in its own order, also where a clock was set. */
function inTime<T extends { readonly at: number }>(one: readonly T[], other: readonly T[]): readonly T[] {
  const both: T[] = [];
  let next = 0;
  for (const entry of one) {
    for (let rival = other[next]; rival && rival.at < entry.at; rival = other[(next += 1)]) both.push(rival);
    both.push(entry);
  }
  return [...both, ...other.slice(next)];
}

interface HasId {
  readonly id: string;
}

/** Where each entry of a thread stands: with thousands of messages a search for every new one would take longer than all the rest. */
const placesOf = new WeakMap<readonly HasId[], Map<string, number>>();

function placesIn(thread: readonly HasId[]): Map<string, number> {
  let places = placesOf.get(thread);
  if (!places) placesOf.set(thread, (places = new Map(thread.map(({ id }, index) => [id, index]))));
  return places;
}

function movePlaces(from: readonly HasId[], to: readonly HasId[]): void {
  const places = placesOf.get(from);
  if (!places) return;
  placesOf.delete(from);
  placesOf.set(to, places);
}

function put<T extends HasId>(thread: T[], entry: T): void {
  const places = placesIn(thread);
  const index = places.get(entry.id);
  if (index !== undefined) {
    thread[index] = entry;
    return;
  }
  places.set(entry.id, thread.length);
  thread.push(entry);
}

function remove(thread: HasId[], id: string): void {
  const index = placesIn(thread).get(id);
  if (index === undefined) return;
  thread.splice(index, 1);
  // Everything after it has moved.
  placesOf.delete(thread);
}
