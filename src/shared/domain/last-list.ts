// The contact list as it was told last on this computer: shown when Parley starts and signs in by itself, until the session tells it anew.
// Of anybody's presence nothing is in it: that would be untrue by now.
import { applyChanges } from './apply-changes';
import type { Contact, Group } from './contact';
import { emptyModel, type Change, type Model } from './model';
import type { Self } from './person';

export interface LastList {
  readonly self: Pick<Self, 'uri' | 'name'>;
  readonly groups: readonly Group[];
  readonly contacts: readonly Contact[];
}

/** With a list told and empty there is nothing either, but it was told: both collections are others then than before. */
export function isListTold({ groups, contacts }: Pick<Model, 'groups' | 'contacts'>): boolean {
  return groups !== emptyModel.groups || contacts !== emptyModel.contacts;
}

/** The parts of a model that it stands for, made once. */
export interface ListToShow extends Pick<Model, 'groups' | 'contacts'> {
  readonly self: LastList['self'];
  /** As the history has them; absent: not known yet. */
  readonly talks?: Talks;
}

export type Talks = Pick<Model, 'conversations' | 'messages' | 'events' | 'calls'>;

/** `changes`: those that lead to them from the empty model. */
export function talksToShow(changes: readonly Change[]): Talks {
  const { conversations, messages, events, calls } = applyChanges(emptyModel, changes);
  return { conversations, messages, events, calls };
}

export function listToShow({ self, groups, contacts }: LastList): ListToShow {
  return {
    self,
    groups: new Map(groups.map((group) => [group.id, group])),
    contacts: new Map(contacts.map((contact) => [contact.uri, contact])),
  };
}

/** The model with that list in place of its own, said to be of an earlier session. As it is where somebody else signs in. */
export function withLastList(model: Model, list: ListToShow | undefined): Model {
  if (!list) return model;
  const { self, outdated } = model;
  if (self && self.uri !== list.self.uri) return model;
  return {
    ...model,
    // Told all at once, as soon as a session begins.
    ...(model.conversations === emptyModel.conversations && list.talks),
    self: self
      ? { ...self, name: self.name || list.self.name }
      : { ...list.self, availability: 'unknown', note: '', phones: [] },
    groups: list.groups,
    contacts: list.contacts,
    outdated: new Set([...outdated, 'contacts']),
  };
}
