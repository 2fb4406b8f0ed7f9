// What somebody does with a group of the list: its place, its name, and removing it. Done, told in one line, and can be taken back.
import { useI18n } from 'vue-i18n';
import type { Group, GroupId } from '../../shared/domain/contact';
import { failureOfError, type Failure } from '../../shared/domain/failure';
import { invoke } from '../bridge';
import { useModelStore } from '../model/model-store';
import { whenSo } from '../model/when-so';
import { useSettingsStore } from '../settings/settings-store';
import type { ListReason } from './list-reason';
import type { Outcome } from './outcomes';
import { stepsOf, type Step } from './people-change';
import { isFinal, nothingDone } from './people-outcome';
import type { Work, WorkResult } from './steps-work';
import type { BackSteps, TakeBack } from './undo-history';

export interface GroupActionsParts {
  readonly show: (outcome: Outcome) => void;
  readonly inTurn: <Result>(act: () => Promise<Result>) => Promise<Result>;
  readonly work: <Item>(work: Work<Item>) => Promise<WorkResult<Item>>;
  readonly remember: (back: TakeBack) => void;
  readonly backSteps: BackSteps;
}

export function useGroupActions({ show, inTurn, work, remember, backSteps }: GroupActionsParts) {
  const store = useModelStore();
  const preferences = useSettingsStore();
  const { t } = useI18n({ useScope: 'global' });

  const changing = (): string => t('contacts.done.working');
  const undoing = (): string => t('contacts.done.undoing');
  const undone = (what: () => string) => (): string => t('contacts.done.undone', { n: 1, what: what() }, 1);

  function showNotDone(name: string, why: ListReason | Failure): void {
    const isUnsure = typeof why !== 'string' && why.code === 'unknown-outcome';
    const text = (): string => t(nothingDone(isUnsure ? 1 : 0));
    show({ text, problems: [{ names: [name], why }], canUndo: false });
  }

  /** Why it has not happened. */
  async function one(text: () => string, run: () => Promise<unknown>): Promise<ListReason | Failure | undefined> {
    const { done, refused } = await work({ items: [run], text, run: (act) => act() });
    return done.length > 0 ? undefined : (refused[0]?.failure ?? 'stopped');
  }

  const mayGoAnotherTime = (why: ListReason | Failure): boolean => typeof why === 'string' || !isFinal(why);

  // ---- Its name

  /** Resolves with why it could not be done. */
  const rename = ({ id, name: before }: Group, name: string): Promise<Failure | undefined> =>
    inTurn(async () => {
      try {
        await invoke('group:rename', { id, name });
      } catch (error) {
        return failureOfError(error);
      }
      const text = (): string => t('contacts.done.groupRenamed', { before, name });
      remember(() => nameBack(id, name, before, text));
      show({ text, problems: [], canUndo: true });
      await whenSo(() => store.groups.get(id)?.name === name);
      return undefined;
    });

  async function nameBack(
    id: GroupId,
    name: string,
    before: string,
    what: () => string,
  ): Promise<TakeBack | undefined> {
    const group = store.groups.get(id);
    if (group?.name !== name) {
      showNotDone(name, group ? 'changed-since' : 'group-gone');
      return undefined;
    }
    const why = await one(undoing, () => invoke('group:rename', { id, name: before }));
    if (why !== undefined) {
      showNotDone(name, why);
      return mayGoAnotherTime(why) ? () => nameBack(id, name, before, what) : undefined;
    }
    show({ text: undone(what), problems: [], canUndo: false });
    await whenSo(() => store.groups.get(id)?.name === before);
    return undefined;
  }

  // ---- Removing it

  const remove = (group: Group): Promise<void> =>
    inTurn(async () => {
      const { id, name, isDistribution } = group;
      if (!store.groups.has(id)) return show({ text: () => t('contacts.done.nothing'), problems: [], canUndo: false });
      const members = [...store.contacts.values()].filter(({ groupIds }) => groupIds.includes(id));
      const groups = [...store.groups.values()];
      const steps = stepsOf({ kind: 'toggle', group: id }, members, groups, store.model);
      const why = await one(changing, () => invoke('group:remove', id));
      if (why !== undefined) showNotDone(name, why);
      if (why !== undefined && (typeof why === 'string' || why.code !== 'unknown-outcome')) return;
      const text = (): string => t('contacts.done.groupRemoved', { name });
      // A group of the directory nobody makes here.
      if (!isDistribution) remember(() => rebuild(group, steps, text));
      if (why !== undefined) return;
      show({ text, problems: [], canUndo: !isDistribution });
      await whenSo(() => !store.groups.has(id) && steps.every((step) => step.isAsLeft(store.model)));
    });

  /** A group of the same name, and in it those who were in it. It has the same id then (`uc/contacts/group-numbers.ts`). */
  async function rebuild(group: Group, steps: readonly Step[], what: () => string): Promise<TakeBack | undefined> {
    const { id, name } = group;
    const why = store.groups.has(id) ? undefined : await one(undoing, () => invoke('group:add', name));
    if (why !== undefined) {
      showNotDone(name, why);
      return mayGoAnotherTime(why) ? () => rebuild(group, steps, what) : undefined;
    }
    await whenSo(() => store.groups.has(id));
    const names = new Map(steps.map(({ uri }) => [uri, store.nameOf(uri)]));
    const { problems, again, settled } = await backSteps(steps, [], names);
    show({ text: undone(what), problems, canUndo: again.length > 0 });
    await settled();
    return again.length > 0 ? () => rebuild(group, again, what) : undefined;
  }

  // ---- Its place: of oneself alone, the server knows no order

  const move = ({ name }: Group, order: readonly GroupId[]): Promise<void> =>
    inTurn(async () => {
      const before = preferences.settings.groupOrder;
      const isDone = await keepOrder(order, name, () => t('contacts.done.groupMoved', { name }), true);
      if (isDone) remember(() => placeBack(name, order, before));
    });

  async function placeBack(name: string, order: readonly GroupId[], before: readonly GroupId[]): Promise<undefined> {
    if (isSameOrder(preferences.settings.groupOrder, order))
      await keepOrder(before, name, () => t('contacts.done.groupBack', { name }), false);
    else showNotDone(name, 'changed-since');
  }

  async function keepOrder(
    groupOrder: readonly GroupId[],
    name: string,
    text: () => string,
    canUndo: boolean,
  ): Promise<boolean> {
    try {
      await preferences.update({ groupOrder: [...groupOrder] });
      show({ text, problems: [], canUndo });
      return true;
    } catch (error) {
      showNotDone(name, failureOfError(error));
      return false;
    }
  }

  return { rename, remove, move };
}

const isSameOrder = (some: readonly GroupId[], others: readonly GroupId[]): boolean =>
  some.length === others.length && some.every((id, at) => id === others[at]);
