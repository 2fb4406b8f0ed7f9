// Carries out what a file would add to the list, one person after the other. What can be done is done: a group that cannot be made keeps
// nobody off the list, and what was not done is told with the reason. No Vue in here.
import type { AccessLevel, Group, GroupId } from '../../shared/domain/contact';
import { failureOfError, type Failure } from '../../shared/domain/failure';
import type { PersonUri } from '../../shared/domain/person';
import { groupNameKey } from '../../shared/group-name';
import { groupNamed, type ImportPlan } from '../../shared/transfer/import-plan';
import type { ListReason } from '../contacts/list-reason';
import { failureOf, leadsNowhere, type StepsHand } from '../contacts/run-steps';

/** What is asked of the server. */
export interface ImportAsks {
  readonly addGroup: (name: string) => Promise<GroupId>;
  readonly addContact: (contact: {
    readonly uri: PersonUri;
    readonly name: string;
    readonly groupIds: GroupId[];
  }) => Promise<unknown>;
  readonly updateContact: (edit: { readonly uri: PersonUri; readonly into: GroupId[] }) => Promise<unknown>;
  readonly setLevel: (uri: PersonUri, level: AccessLevel) => Promise<unknown>;
}

/** The list as it is at any moment. */
export interface ImportList {
  readonly groups: () => ReadonlyMap<GroupId, Group>;
}

/** `people`: whom it concerns, the same reason together. */
export type ImportProblem = { readonly people: readonly string[]; readonly why: ListReason | Failure } & (
  | { readonly of: 'person' }
  /** They are on the list, and not in this group. */
  | { readonly of: 'group'; readonly group: string }
  | { readonly of: 'level'; readonly level: AccessLevel }
);

export interface ImportResult {
  readonly added: number;
  readonly changed: number;
  readonly problems: readonly ImportProblem[];
}

export async function runImport(
  { add, change }: Pick<ImportPlan, 'add' | 'change'>,
  asks: ImportAsks,
  list: ImportList,
  onProgress: (count: number) => void,
  { isStopped, givenUp }: StepsHand,
): Promise<ImportResult> {
  const problems = new Problems();
  /** Made just now: this window may hear of them a moment later. */
  const made = new Map<string, GroupId>();
  const notMade = new Map<string, Failure>();
  let isGivenUp = false;
  void givenUp?.then(() => (isGivenUp = true));
  let hopeless: Failure | undefined;
  let [added, changed, count] = [0, 0, 0];

  /** Undefined: it cannot be made, and will not be asked for again. */
  async function groupId(name: string, person: string): Promise<GroupId | undefined> {
    const key = groupNameKey(name);
    const known = made.get(key) ?? groupNamed(name, list.groups().values())?.id;
    if (known !== undefined) return known;
    try {
      const failure = notMade.get(key);
      if (!failure) {
        const id = await asks.addGroup(name);
        made.set(key, id);
        return id;
      }
      problems.add({ of: 'group', group: name, people: [person], why: failure });
    } catch (error) {
      const failure = failureOfError(error);
      // Then nothing comes of the person either.
      if (leadsNowhere(failure)) throw error;
      notMade.set(key, failure);
      problems.add({ of: 'group', group: name, people: [person], why: failure });
    }
    return undefined;
  }

  async function groupIds(names: readonly string[], person: string): Promise<GroupId[]> {
    const ids: GroupId[] = [];
    for (const name of names) {
      const id = await groupId(name, person);
      if (id !== undefined && !ids.includes(id)) ids.push(id);
    }
    return ids;
  }

  async function setLevel(uri: PersonUri, person: string, level: AccessLevel | undefined): Promise<boolean> {
    if (!level || isGivenUp) return false;
    try {
      await asks.setLevel(uri, level);
      return true;
    } catch (error) {
      const why = failureOfError(error);
      problems.add({ of: 'level', level, people: [person], why });
      if (leadsNowhere(why)) hopeless = why;
      return false;
    }
  }

  /** Nobody waits for the end any more: what was begun goes no further. */
  const mayGoOn = (): boolean => !isGivenUp;

  async function attempt(name: string, act: () => Promise<unknown>): Promise<void> {
    if (hopeless || isStopped()) {
      problems.add({ of: 'person', people: [name], why: hopeless ?? 'stopped' });
      return;
    }
    const why = await failureOf(act(), givenUp);
    if (why) problems.add({ of: 'person', people: [name], why });
    if (why && leadsNowhere(why)) hopeless = why;
    count += 1;
    onProgress(count);
  }

  for (const { uri, name, groups, level } of add) {
    await attempt(name, async () => {
      const ids = await groupIds(groups, name);
      if (!mayGoOn()) return;
      const fallback = [...list.groups().values()].find(({ isDefault }) => isDefault);
      await asks.addContact({ uri, name, groupIds: ids.length > 0 || !fallback ? ids : [fallback.id] });
      if (mayGoOn()) added += 1;
      // On the list, whatever becomes of the level: that is said by itself.
      await setLevel(uri, name, level);
    });
  }
  for (const { contact, missing, level } of change) {
    const { uri, name } = contact;
    await attempt(name, async () => {
      const ids = await groupIds(missing, name);
      if (!mayGoOn()) return;
      if (ids.length > 0) await asks.updateContact({ uri, into: ids });
      const isSet = await setLevel(uri, name, level);
      if (mayGoOn() && (ids.length > 0 || isSet)) changed += 1;
    });
  }
  return { added, changed, problems: problems.all };
}

/** Those of one kind with the same reason are one: a list that is full refuses a thousand people. */
class Problems {
  private readonly found = new Map<string, ImportProblem>();

  add(problem: ImportProblem): void {
    const code = typeof problem.why === 'string' ? problem.why : problem.why.code;
    const about = problem.of === 'group' ? problem.group.toLowerCase() : problem.of === 'level' ? problem.level : '';
    const key = `${problem.of} ${code} ${about}`;
    const known = this.found.get(key);
    this.found.set(key, known ? { ...known, people: [...known.people, ...problem.people] } : problem);
  }

  get all(): readonly ImportProblem[] {
    return [...this.found.values()];
  }
}
