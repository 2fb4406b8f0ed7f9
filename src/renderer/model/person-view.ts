// How a person is shown: which of several names, which presence. Pure.
import type { Model } from '../../shared/domain/model';
import { unknownPerson, type Person, type PersonUri, type Presence } from '../../shared/domain/person';
import { i18n } from '../i18n';

export interface PersonView {
  readonly uri: PersonUri;
  /** Never empty; see `displayName`. */
  readonly name: string;
  readonly presence: Presence;
  readonly isSelf: boolean;
  readonly isContact: boolean;
  /** The card, if the server has told one. */
  readonly card?: Person;
}

const unknownPresence: Presence = { availability: 'unknown' };

/** `sip:dana@example.com` and `tel:+15550100` as people write them: `dana@example.com`, `+15550100`. */
export function plainAddress(uri: PersonUri): string {
  return uri.replace(/^(?:sips?|tel):/iu, '');
}

/**
 * The name of the contact list first (the user may have chosen it), then the person's own, then what the conversation
 * or search said (`hint`), then the address. An address in the place of a name counts as no name.
 */
export function displayName(model: Model, uri: PersonUri, hint?: string): string {
  if (uri === unknownPerson) return i18n.global.t('conversation.somebody');
  const address = plainAddress(uri);
  const own = model.self?.uri === uri ? model.self.name : undefined;
  const candidates = [own, model.contacts.get(uri)?.name, model.people.get(uri)?.name, hint];
  for (const candidate of candidates) {
    const name = candidate?.trim();
    if (name && plainAddress(name).toLowerCase() !== address) return name;
  }
  return address;
}

export function presenceOf(model: Model, uri: PersonUri): Presence {
  if (model.self?.uri === uri) return { availability: model.self.availability, note: model.self.note };
  return model.people.get(uri)?.presence ?? unknownPresence;
}

export function personView(model: Model, uri: PersonUri, hint?: string): PersonView {
  const card = model.people.get(uri);
  return {
    uri,
    name: displayName(model, uri, hint),
    presence: presenceOf(model, uri),
    isSelf: model.self?.uri === uri,
    isContact: model.contacts.has(uri),
    ...(card && { card }),
  };
}
