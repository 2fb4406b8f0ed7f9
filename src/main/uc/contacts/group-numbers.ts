// By which id a group goes here, and which number the server's list has for it just now (protocol.md 4.11). A list that comes anew may
// number its groups anew: one of the same name keeps its id, and no id ever comes to mean another group, whatever was asked or kept
// with it before. Pure.
import type { GroupId } from '../../../shared/domain/contact';

export interface GroupNumbers {
  /** By the numbers of the list as it is. */
  readonly ids: ReadonlyMap<number, GroupId>;
  /** What each that was ever given is called, or was called last; the latest last. Empty: nobody has told. */
  readonly names: ReadonlyMap<GroupId, string>;
}

export const noGroupNumbers: GroupNumbers = { ids: new Map(), names: new Map() };

/** Of a list that is to be told anew nobody knows a number. */
export const withoutNumbers = ({ names }: GroupNumbers): GroupNumbers => ({ ids: new Map(), names });

/** What somebody may still see or mean of a list of an earlier run. */
export function groupsBefore(groups: readonly { readonly id: GroupId; readonly name: string }[]): GroupNumbers {
  return { ids: new Map(), names: new Map(groups.map(({ id, name }) => [id, name])) };
}

export function numberOf({ ids }: GroupNumbers, wanted: GroupId): number | undefined {
  for (const [number, id] of ids) if (id === wanted) return number;
  return undefined;
}

/** Numbers as one event tells them, in the making. */
export class GroupNumbersDraft {
  private readonly ids: Map<number, GroupId>;
  private readonly names: Map<GroupId, string>;
  /** Ids without a number, by name. */
  private readonly free: Map<string, GroupId>;

  constructor({ ids, names }: GroupNumbers) {
    this.ids = new Map(ids);
    this.names = new Map(names);
    const used = new Set(ids.values());
    this.free = new Map([...names].flatMap(([id, name]) => (name === '' || used.has(id) ? [] : [[name, id]])));
  }

  /** `name`: where it is told. */
  idOf(number: number, name = ''): GroupId {
    const id = this.ids.get(number) ?? this.free.get(name) ?? this.fresh(number);
    this.free.delete(name);
    this.ids.set(number, id);
    const called = name || this.nameOf(id);
    this.names.delete(id);
    this.names.set(id, called);
    return id;
  }

  nameOf(id: GroupId): string {
    return this.names.get(id) ?? '';
  }

  /** The id of a group that is no more, if it was one. */
  forget(number: number): GroupId | undefined {
    const id = this.ids.get(number);
    this.ids.delete(number);
    return id;
  }

  finish(): GroupNumbers {
    return { ids: this.ids, names: this.names };
  }

  /** The number itself where it never meant another group, so that what the settings keep of a list fits the same list again. */
  private fresh(number: number): GroupId {
    if (!this.names.has(number)) return number;
    let highest = 0;
    for (const id of this.names.keys()) highest = Math.max(highest, id);
    return highest + 1;
  }
}
