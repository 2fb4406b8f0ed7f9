// What somebody does with people of the list, one or many: it is done, told in one line, and can be taken back. With groups:
// group-actions.ts.
import { defineStore } from 'pinia';
import { watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Group, GroupId } from '../../shared/domain/contact';
import { failureOfError, type Failure } from '../../shared/domain/failure';
import { useModelStore } from '../model/model-store';
import { whenSo } from '../model/when-so';
import { usePeopleDialogs } from '../people/people-dialogs';
import { carryOut } from './carry-out';
import { useContactsStore } from './contacts-store';
import { useGroupActions } from './group-actions';
import { groupTitle } from './group-title';
import type { ListReason } from './list-reason';
import { useOutcomes, type Offer, type OutcomeProblem } from './outcomes';
import {
  intoGroup,
  isGone,
  stepsOf,
  wayBack,
  type Ask,
  type PeopleChange,
  type Step,
  type Taken,
} from './people-change';
import { byReason, isFinal, nothingDone, peopleOutcome, whyLeft, type NotDone } from './people-outcome';
import { useStepsWork, type WorkResult } from './steps-work';
import { UndoHistory, type Names, type StepsBack, type TakeBack } from './undo-history';

export const usePeopleActions = defineStore('people-actions', () => {
  const store = useModelStore();
  const contacts = useContactsStore();
  const dialogs = usePeopleDialogs();
  const { t } = useI18n({ useScope: 'global' });

  const { outcome, earlier, waiting, show, dismiss, hold, inTurn, tell } = useOutcomes();
  const { busy, work, isStopping, stop } = useStepsWork(show, () => store.isOnline);
  const history = new UndoHistory();

  // What one user has done nobody else takes back.
  watch(
    () => store.self?.uri,
    () => history.forget(),
  );

  async function run(change: PeopleChange, people: readonly Taken[]): Promise<void> {
    if (await isAgreed(change, people)) await inTurn(() => runNow(change, people));
  }

  async function runNow(change: PeopleChange, people: readonly Taken[]): Promise<void> {
    const names: Names = new Map(people.map(({ uri }) => [uri, store.nameOf(uri)]));
    const group = groupOf(intoGroup(change));
    if (isGone(change, contacts.groups)) {
      const notDone = people.map(({ uri }) => ({ uri, why: 'group-gone' as const }));
      return show({ text: () => t('contacts.done.none'), problems: problemsOf(notDone, names), canUndo: false });
    }
    const gone = people.flatMap(({ uri }) => (store.contacts.has(uri) ? [] : [{ uri, why: 'person-gone' as const }]));
    const steps = stepsOf(change, people, contacts.groups, store.model);
    if (steps.length === 0) {
      const isSo = gone.length === 0 || (change.kind === 'remove' && gone.length === people.length);
      return show({
        text: () => t(isSo ? 'contacts.done.nothing' : 'contacts.done.none'),
        problems: isSo ? [] : problemsOf(gone, names),
        canUndo: false,
      });
    }
    const { result, extras } = await carryOutAll(
      steps,
      () => t('contacts.done.working'),
      (step) => step.change,
      names,
    );
    const { done, notDone, unsure } = peopleOutcome(change, result, result.wasStopped, store.model, contacts.groups);
    const problems = [...problemsOf([...gone, ...notDone], names), ...extras];
    const one = done.length === 1 ? names.get(done[0]!.uri) : undefined;
    const text = (): string =>
      done.length > 0 ? textOf(change, done.length, one ?? '', group) : t(nothingDone(unsure.length));
    const canUndo = done.length + unsure.length > 0;
    if (canUndo) history.add(() => takeBack(done, unsure, names, text));
    show({ text, problems, canUndo });
    await known(done, (step) => step.isAsLeft(store.model));
  }

  /** What is asked for next, and what takes it back, builds on a list in which all of it is to be seen. */
  async function known(steps: readonly Step[], isSo: (step: Step) => boolean): Promise<void> {
    let at = 0;
    await whenSo(() => {
      const { length } = steps;
      while (at < length && isSo(steps[at]!)) at += 1;
      return at === length;
    });
  }

  /** What is to be asked about first, has been. */
  async function isAgreed(change: PeopleChange, people: readonly Taken[]): Promise<boolean> {
    if (change.kind !== 'access') return true;
    const concerned = stepsOf(change, people, contacts.groups, store.model);
    const [first, second] = concerned;
    if (!first) return true;
    const n = concerned.length;
    return dialogs.mayPutOn(change.level, second ? t('people.block.many', n) : store.nameOf(first.uri));
  }

  async function takeBack(
    done: readonly Step[],
    unsure: readonly Step[],
    names: Names,
    what: () => string,
  ): Promise<TakeBack | undefined> {
    const { done: back, refused, problems, again, settled } = await backSteps(done, unsure, names);
    const n = back.length;
    const unknown = refused.filter(({ failure }) => failure.code === 'unknown-outcome').length;
    const text = (): string => (n > 0 ? t('contacts.done.undone', { n, what: what() }, n) : t(nothingDone(unknown)));
    show({ text, problems, canUndo: again.length > 0 });
    await settled();
    if (again.length === 0) return undefined;
    const stillOf = (steps: readonly Step[]): readonly Step[] => steps.filter((step) => again.includes(step));
    return () => takeBack(stillOf(done), stillOf(unsure), names, what);
  }

  async function backSteps(done: readonly Step[], unsure: readonly Step[], names: Names): Promise<StepsBack> {
    const asLeft = [...done, ...unsure].filter((step) => step.isAsLeft(store.model));
    const changed = done.filter((step) => !asLeft.includes(step));
    const ways = new Map(asLeft.map((step) => [step, wayBack(step, store.model)]));
    const { result, extras } = await carryOutAll(
      asLeft.filter((step) => ways.get(step)!.asks.length > 0),
      () => t('contacts.done.undoing'),
      (step) => ways.get(step)!.asks,
      names,
    );
    const { refused, left, wasStopped } = result;
    const leftWhy = whyLeft(refused, wasStopped);
    const lacking = asLeft.filter((step) => ways.get(step)!.lacksGroup && !left.includes(step));
    const notDone: readonly NotDone[] = [
      ...refused.map(({ item: { uri }, failure }) => ({ uri, why: failure })),
      ...left.map(({ uri }) => ({ uri, why: leftWhy })),
      ...changed.map(({ uri }) => ({ uri, why: store.contacts.has(uri) ? 'changed-since' : 'person-gone' }) as const),
      ...lacking.map(({ uri }) => ({ uri, why: 'group-gone' as const })),
    ];
    return {
      ...result,
      problems: [...problemsOf(notDone, names), ...extras],
      // What has not been taken back, although nobody has refused it or changed it since, still can be.
      again: [...refused.filter(({ failure }) => !isFinal(failure)).map(({ item }) => item), ...left],
      settled: () => known(result.done, (step) => step.isBack(store.model)),
    };
  }

  async function carryOutAll(
    steps: readonly Step[],
    text: () => string,
    asksOf: (step: Step) => readonly Ask[],
    names: Names,
  ): Promise<{ readonly result: WorkResult<Step>; readonly extras: readonly OutcomeProblem[] }> {
    const extras: OutcomeProblem[] = [];
    const result = await work({
      items: steps,
      text,
      run: (step) =>
        carryOut(step.uri, asksOf(step), (error) => {
          const name = t('contacts.done.alertOf', { name: names.get(step.uri) ?? '' });
          extras.push({ names: [name], why: failureOfError(error) });
        }),
      people: steps.map(({ uri }) => uri),
    });
    return { result, extras };
  }

  function problemsOf(notDone: readonly NotDone[], names: Names): readonly OutcomeProblem[] {
    return byReason(notDone).map(({ uris, why }) => ({ names: uris.map((uri) => names.get(uri) ?? ''), why }));
  }

  function textOf(change: PeopleChange, n: number, name: string, into: Group | undefined): string {
    const group = into ? groupTitle(into, t) : t('contacts.otherContacts');
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
        return change.level === 'none'
          ? t('contacts.done.noLevel', { n, name }, n)
          : t('contacts.done.access', { n, name, level: t(`contacts.access.${change.level}.name`) }, n);
      case 'remove':
        return t('contacts.done.removed', { n, name }, n);
    }
  }

  const groupOf = (id: GroupId | undefined): Group | undefined => contacts.groups.find((each) => each.id === id);

  const groups = useGroupActions({ show, inTurn, work, remember: (back) => history.add(back), backSteps });

  /** What failed where the one who asked has gone on. `title`: what has not happened. */
  function tellFailure(title: string, why: ListReason | Failure): void {
    tell({ text: () => title, problems: [{ names: [], why }] });
  }

  /** The last of what was done that is not taken back yet; asked for again, the one before it. */
  async function undo(): Promise<void> {
    await inTurn(async () => {
      const rest = await history.takeLast()?.();
      if (rest) history.add(rest);
    });
  }

  return {
    outcome,
    earlier,
    waiting,
    busy,
    /** Whoever pressed it sees that it was heard. */
    isStopping,
    run,
    moveGroup: groups.move,
    renameGroup: groups.rename,
    removeGroup: groups.remove,
    hold,
    tell: (text: () => string, offer?: Offer) => tell({ text, problems: [], ...(offer && { offer }) }),
    tellFailure,
    undo,
    stop,
    dismiss,
  };
});
