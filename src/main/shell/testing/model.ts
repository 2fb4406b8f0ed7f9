// Models for the tests of this folder.
import type { Conversation } from '../../../shared/domain/conversation';
import type { Message } from '../../../shared/domain/message';
import { emptyModel, type Model } from '../../../shared/domain/model';
import { sampleConversation } from '../../../shared/testing/sample-conversation';
import type { Availability, Person } from '../../../shared/domain/person';

export function onlineModel(parts: Partial<Model> = {}, availability: Availability = 'available'): Model {
  return {
    ...emptyModel,
    connection: { kind: 'online', since: 0 },
    self: { uri: 'sip:lee@example.com', name: 'Lee Park', availability, note: '', phones: [] },
    ...parts,
  };
}

export function conversation(parts: Partial<Conversation> = {}): Conversation {
  const participants = [{ uri: 'sip:dana@example.com', name: 'Dana Reyes', role: 'attendee' }] as const;
  return sampleConversation({ direction: 'incoming', participants, ...parts });
}

export function message(text: string, parts: Partial<Message> = {}): Message {
  return {
    id: 'm1',
    conversationId: 'c1',
    direction: 'incoming',
    from: 'sip:dana@example.com',
    body: { text },
    at: 0,
    ...parts,
  };
}

export function person(uri: string, name: string): Person {
  return { uri, name, phones: [], presence: { availability: 'available' } };
}

export function byId<T extends { readonly id: string }>(...items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
