// How a person is shown: name, presence, card. Pure.
import type { Model } from '../../shared/domain/model';
import type { Person, PersonUri, Presence } from '../../shared/domain/person';
import { nameIn, nameOf, type WithParticipants } from '../../shared/domain/person-name';
import { i18n } from '../i18n';

export interface PersonView {
  readonly uri: PersonUri;
  /** Never empty. */
  readonly name: string;
  readonly presence: Presence;
  readonly isSelf: boolean;
  readonly isContact: boolean;
  /** The card, if the server has told one. */
  readonly card?: Person;
}

const unknownPresence: Presence = { availability: 'unknown' };

/** Never empty; see `nameOf`. */
export function displayName(model: Model, uri: PersonUri, heard?: string): string {
  return nameOf(model, uri, heard) || i18n.global.t('conversation.somebody');
}

/** Likewise, of somebody in a conversation. */
export function displayNameIn(model: Model, conversation: WithParticipants, uri: PersonUri): string {
  return nameIn(model, conversation, uri) || i18n.global.t('conversation.somebody');
}

export function presenceOf(model: Model, uri: PersonUri): Presence {
  if (model.self?.uri === uri) return { availability: model.self.availability, note: model.self.note };
  return model.people.get(uri)?.presence ?? unknownPresence;
}

export function personView(model: Model, uri: PersonUri, heard?: string): PersonView {
  const card = model.people.get(uri);
  return {
    uri,
    name: displayName(model, uri, heard),
    presence: presenceOf(model, uri),
    isSelf: model.self?.uri === uri,
    isContact: model.contacts.has(uri),
    ...(card && { card }),
  };
}
