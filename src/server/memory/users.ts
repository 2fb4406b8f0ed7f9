// The state of all people of the embedded world, and what they are to each other: same enterprise or partners, and at which access level
// (protocol.md 5.3, 5.4).
import type { SourceNetwork } from '../../protocol/presence/presence-user';
import type { SipUri } from '../../protocol/sip-uri';
import { wireTime } from '../base/clock';
import type { Directory, DirectoryPerson } from './directory/directory';
import type { Limits } from '../base/limits';
import { accessLevel, containersOf, type AccessLevel } from '../people/access';
import { defaultGroupName } from '../people/contact-list';
import { UserState } from './user-state';

export class Users {
  private readonly states = new Map<string, UserState>();
  private readonly since: string;

  constructor(
    readonly directory: Directory,
    limits: Limits,
    now: () => number,
  ) {
    this.since = wireTime(now());
    for (const person of directory.all) this.states.set(person.key, new UserState(person, limits, this.since));
    for (const person of directory.all) this.fillContacts(person);
  }

  get all(): Iterable<UserState> {
    return this.states.values();
  }

  of(person: DirectoryPerson): UserState {
    const state = this.states.get(person.key);
    if (!state) throw new Error('a person of the directory has a state');
    return state;
  }

  byUri(uri: SipUri): UserState | undefined {
    const person = this.directory.byUri(uri);
    return person && this.of(person);
  }

  byKey(key: string): UserState | undefined {
    return this.states.get(key);
  }

  /** People of one SIP domain are of one enterprise; others are partners. Section 5.4 does not say where the border runs. */
  network(viewer: DirectoryPerson, owner: DirectoryPerson): SourceNetwork {
    return viewer.domain === owner.domain ? 'sameEnterprise' : (viewer.record.network ?? 'federated');
  }

  level(viewer: UserState, owner: UserState): AccessLevel {
    if (viewer === owner) return 'self';
    return accessLevel(owner.containers.all, viewer.person, this.network(viewer.person, owner.person));
  }

  standsIn(viewer: UserState, owner: UserState): ReadonlySet<number> {
    if (viewer === owner) return new Set(owner.published.rawCategories.map((raw) => Number(raw.container ?? 0)));
    return containersOf(owner.containers.all, viewer.person, this.network(viewer.person, owner.person));
  }

  /** The lists of the people file: they were there before the server started, so nobody has to be told of them. */
  private fillContacts(person: DirectoryPerson): void {
    const { contacts } = this.of(person);
    const { groups = {}, contacts: ungrouped = [] } = person.record;
    for (const [name, uris] of Object.entries(groups)) {
      contacts.addGroup(name);
      const group = contacts.groupNamed(name);
      if (!group) throw new Error(`${person.uri} has too many groups`);
      for (const uri of uris) this.addKnownContact(person, uri, group.id);
    }
    for (const uri of ungrouped) this.addKnownContact(person, uri, contacts.groupNamed(defaultGroupName)?.id);
  }

  private addKnownContact(owner: DirectoryPerson, uri: SipUri, groupId: number | undefined): void {
    const { contacts } = this.of(owner);
    const person = this.directory.byUri(uri);
    const before = contacts.contact(uri);
    const groups = [...(before?.groups ?? []), ...(groupId === undefined ? [] : [groupId])];
    const name = person?.name ?? uri.replace(/^sip:/u, '');
    const result = contacts.addContact({ uri: person?.uri ?? uri, name, subscribed: true, tag: false, groups });
    if ('error' in result) throw new Error(`${owner.uri} has too many contacts`);
    if (person && person !== owner) this.of(person).watchers.addKnown(owner);
  }
}
