// What somebody does with people of the list, one or many: it is done, told in one line, and can be taken back for a while.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Group, GroupId } from '../../shared/domain/contact';
import { failureOfError, type Failure } from '../../shared/domain/failure';
import type { PersonUri } from '../../shared/domain/person';
import { invoke } from '../bridge';
import { useModelStore } from '../model/model-store';
import { useSettingsStore } from '../settings/settings-store';
import { useContactsStore } from './contacts-store';
import { isGone, stepsOf, stillThere, type Ask, type PeopleChange, type Step, type Taken } from './people-change';
import { runSteps, type Refused } from './run-steps';

/** How long something can be taken back. */
export const undoMs = 10_000;

/** One line about what was done last. */
export interface Outcome {
  /** Said anew where the language is changed. */
  readonly text: () => string;
  /** While it goes on. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** Why some of it did not happen, and to whom. */
  readonly problems: readonly OutcomeProblem[];
  readonly canUndo: boolean;
}

export interface OutcomeProblem {
  readonly names: readonly string[];
  /** Absent: it has been changed since by somebody else, so that it was left as it is. */
  readonly failure?: Failure;
}

export const usePeopleActions = defineStore('people-actions', () => {
  const store = useModelStore();
  const contacts = useContactsStore();
  const preferences = useSettingsStore();
  const { t } = useI18n({ useScope: 'global' });

  const outcome = shallowRef<Outcome>();
  /** People with whom something is being done. */
  const busy = shallowRef<ReadonlySet<PersonUri>>(new Set());
  let takeBack: (() => unknown) | undefined;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Somebody points at the line, or has the focus in it. */
  let isHeld = false;

  function show(next: Outcome | undefined, back?: () => unknown): void {
    clearTimeout(timer);
    outcome.value = next;
    takeBack = back;
    if (next && !next.progress) wait();
  }

  function wait(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = outcome.value;
      if (!now || isHeld) return;
      takeBack = undefined;
      // What did not happen stays until somebody has seen it.
      outcome.value = now.problems.length > 0 ? { ...now, canUndo: false } : undefined;
    }, undoMs);
  }

  function hold(holds: boolean): void {
    isHeld = holds;
    if (!holds && outcome.value && !outcome.value.progress) wait();
  }

  async function run(change: PeopleChange, people: readonly Taken[]): Promise<void> {
    if (outcome.value?.progress) return;
    const names = new Map(people.map(({ uri }) => [uri, store.nameOf(uri)]));
    if (isGone(change, contacts.groups)) {
      const problems = [{ names: [...names.values()], failure: { code: 'not-found' } as const }];
      show({ text: () => t('contacts.done.none'), problems, canUndo: false });
      return;
    }
    const steps = stepsOf(change, people, contacts.groups, store.model);
    if (steps.length === 0) {
      show({ text: () => t('contacts.done.nothing'), problems: [], canUndo: false });
      return;
    }
    const { done, refused, left } = await work(
      steps,
      () => t('contacts.done.working'),
      (step) => step.change,
    );
    const problems = problemsOf(refused, left, names);
    const one = done.length === 1 ? names.get(done[0]!.uri) : undefined;
    const group = change.kind === 'move' || change.kind === 'copy' ? groupOf(change.to) : undefined;
    const text = (): string =>
      done.length > 0 ? textOf(change, done.length, one ?? '', group) : t('contacts.done.none');
    // Nobody knows whether it happened: if it did, it is taken back with the others.
    const unsure = refused.filter(({ failure }) => failure.code === 'unknown-outcome').map(({ item }) => item);
    const canUndo = done.length + unsure.length > 0;
    show({ text, problems, canUndo }, canUndo ? () => undo(done, unsure, names) : undefined);
  }

  async function undo(
    done: readonly Step[],
    unsure: readonly Step[],
    names: ReadonlyMap<PersonUri, string>,
  ): Promise<void> {
    const asLeft = [...done, ...unsure].filter((step) => step.isAsLeft(store.model));
    const changed = done.filter((step) => !asLeft.includes(step));
    const result = await work(
      asLeft,
      () => t('contacts.done.undoing'),
      ({ back }) => back.map((ask) => stillThere(ask, store.model)),
    );
    const problems = [
      ...problemsOf(result.refused, result.left, names),
      ...(changed.length > 0 ? [{ names: changed.map(({ uri }) => names.get(uri) ?? '') }] : []),
    ];
    const n = result.done.length;
    show({
      text: () => (n > 0 ? t('contacts.done.undone', { n }, n) : t('contacts.done.none')),
      problems,
      canUndo: false,
    });
  }

  async function work(steps: readonly Step[], text: () => string, asksOf: (step: Step) => readonly Ask[]) {
    isStopped = false;
    const total = steps.length;
    const tell = (count: number): void => {
      show({ text, progress: { done: count, total }, problems: [], canUndo: false });
    };
    tell(0);
    busy.value = new Set(steps.map(({ uri }) => uri));
    const result = await runSteps(
      steps,
      async (step) => {
        for (const ask of asksOf(step)) await send(step.uri, ask);
      },
      tell,
      () => isStopped,
    );
    busy.value = new Set();
    return result;
  }

  function problemsOf(
    refused: readonly Refused<Step>[],
    left: readonly Step[],
    names: ReadonlyMap<PersonUri, string>,
  ): readonly OutcomeProblem[] {
    const byCode = new Map<string, { names: string[]; failure: Failure }>();
    const add = (uri: PersonUri, failure: Failure): void => {
      const known = byCode.get(failure.code);
      if (known) known.names.push(names.get(uri) ?? '');
      else byCode.set(failure.code, { names: [names.get(uri) ?? ''], failure });
    };
    for (const { item, failure } of refused) add(item.uri, failure);
    const why: Failure = isStopped ? { code: 'cancelled' } : (refused.at(-1)?.failure ?? { code: 'cancelled' });
    for (const { uri } of left) add(uri, why);
    return [...byCode.values()];
  }

  function textOf(change: PeopleChange, n: number, name: string, into: Group | undefined): string {
    const group = !into || into.isDefault ? t('contacts.otherContacts') : into.name;
    switch (change.kind) {
      case 'move':
        return t('contacts.done.moved', { n, name, group }, n);
      case 'copy':
        return t('contacts.done.copied', { n, name, group }, n);
      case 'toggle':
        return t('contacts.done.groups', { name });
      case 'tag':
        return change.tag ? t('contacts.done.tagged', { n, name }, n) : t('contacts.done.untagged', { n, name }, n);
      case 'access':
        return t('contacts.done.access', { n, name, level: t(`contacts.access.${change.level}.name`) }, n);
      case 'remove':
        return t('contacts.done.removed', { n, name }, n);
    }
  }

  /** As it is called now: it may be gone before the line is. */
  function groupOf(id: GroupId): Group | undefined {
    return contacts.groups.find((each) => each.id === id);
  }

  /** Of oneself alone: the server knows no order. */
  async function moveGroup({ name }: Group, order: readonly GroupId[]): Promise<void> {
    const before = preferences.settings.groupOrder;
    const back = (): Promise<void> => keepOrder(before, name, () => t('contacts.done.groupBack', { name }));
    await keepOrder(order, name, () => t('contacts.done.groupMoved', { name }), back);
  }

  async function keepOrder(
    groupOrder: readonly GroupId[],
    name: string,
    text: () => string,
    back?: () => Promise<void>,
  ): Promise<void> {
    try {
      await preferences.update({ groupOrder: [...groupOrder] });
      show({ text, problems: [], canUndo: back !== undefined }, back);
    } catch (error) {
      const problems = [{ names: [name], failure: failureOfError(error) }];
      show({ text: () => t('contacts.done.none'), problems, canUndo: false });
    }
  }

  return {
    outcome,
    busy,
    run,
    moveGroup,
    hold,
    undo: (): boolean => {
      const back = takeBack;
      takeBack = undefined;
      if (!back || outcome.value?.canUndo !== true) return false;
      back();
      return true;
    },
    stop: () => void (isStopped = true),
    dismiss: () => show(undefined),
  };
});

async function send(uri: PersonUri, ask: Ask): Promise<void> {
  switch (ask.ask) {
    case 'contact:update': {
      const { groupIds, tag } = ask;
      return invoke('contact:update', {
        uri,
        ...(groupIds && { groupIds: [...groupIds] }),
        ...(tag !== undefined && { tag }),
      });
    }
    case 'contact:set-access':
      return invoke('contact:set-access', { uri, level: ask.level });
    case 'contact:remove':
      return invoke('contact:remove', uri);
    case 'contact:add':
      return invoke('contact:add', { uri, name: ask.name, groupIds: [...ask.groupIds] });
  }
}
