// Who has subscribed to a user's presence, and of whom the user knows (protocol.md 3.24, 4.12, 7.14).
import type { DirectoryPerson } from './directory';

export class Watchers {
  private readonly byKey = new Map<string, { readonly person: DirectoryPerson; isAcknowledged: boolean }>();

  /** True: somebody new, of whom the user is to be told. */
  add(person: DirectoryPerson): boolean {
    if (this.byKey.has(person.key)) return false;
    this.byKey.set(person.key, { person, isAcknowledged: false });
    return true;
  }

  /** Known before the server started: a contact list of the people file. */
  addKnown(person: DirectoryPerson): void {
    this.byKey.set(person.key, { person, isAcknowledged: true });
  }

  get pending(): readonly DirectoryPerson[] {
    return [...this.byKey.values()].filter((watcher) => !watcher.isAcknowledged).map(({ person }) => person);
  }

  /** Undefined: nobody of this key has ever subscribed. */
  acknowledge(key: string): DirectoryPerson | undefined {
    const watcher = this.byKey.get(key);
    if (watcher) watcher.isAcknowledged = true;
    return watcher?.person;
  }
}
