// The line about what was done with the list last, and the turns in which it is done: one after the other, and what came of one is not
// lost to the next.
import { ref, shallowRef } from 'vue';
import type { Failure } from '../../shared/domain/failure';
import { keepsPage } from '../model/kept-page';
import type { ListReason } from './list-reason';

/** How long the line about it offers to take it back. */
const undoMs = 10_000;

/** One line about what was done. */
export interface Outcome {
  /** Said anew where the language is changed. */
  readonly text: () => string;
  /** While it goes on. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** Why some of it did not happen, and to whom. */
  readonly problems: readonly OutcomeProblem[];
  readonly canUndo: boolean;
  /** What can be done next with what came of it. */
  readonly offer?: Offer;
}

export interface Offer {
  readonly label: () => string;
  readonly run: () => void;
}

export interface OutcomeProblem {
  /** Nobody: it is of what the line says. */
  readonly names: readonly string[];
  readonly why: ListReason | Failure;
}

export function useOutcomes() {
  const outcome = shallowRef<Outcome>();
  /** What was done just before, where the next was asked for by then: nobody has read it yet. */
  const earlier = shallowRef<readonly Outcome[]>([]);
  /** What was asked for while something else goes on. */
  const waiting = ref(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Somebody points at the line, or has the focus in it. */
  let isHeld = false;
  /** What goes on, and what waits for it. */
  let turns = 0;
  keepsPage(() => turns > 0 || outcome.value !== undefined);

  function show(next: Outcome): void {
    clearTimeout(timer);
    outcome.value = next;
    if (!next.progress) wait();
  }

  function dismiss(): void {
    clearTimeout(timer);
    outcome.value = undefined;
    earlier.value = [];
    // Nobody points at what is not there.
    isHeld = false;
  }

  function wait(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = outcome.value;
      if (!now || isHeld) return;
      // What did not happen stays until somebody has seen it.
      const left = [...earlier.value, now].filter(({ problems }) => problems.length > 0);
      const last = left.at(-1);
      outcome.value = last && { ...last, canUndo: false };
      earlier.value = left.slice(0, -1);
    }, undoMs);
  }

  function hold(holds: boolean): void {
    isHeld = holds;
    if (!holds && outcome.value && !outcome.value.progress) wait();
  }

  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: what is asked for meanwhile builds on what is there then. */
  function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const seen = outcome.value;
    waiting.value += 1;
    turns += 1;
    const next = last.then(() => {
      waiting.value -= 1;
      const now = outcome.value;
      earlier.value = now && now !== seen && !now.progress ? [...earlier.value, now] : [];
      return act();
    });
    last = next.catch(() => undefined).finally(() => (turns -= 1));
    return next;
  }

  /** What something has come to that was not done in turn. */
  function tell(told: Omit<Outcome, 'progress' | 'canUndo'>): void {
    const next: Outcome = { ...told, canUndo: false };
    const now = outcome.value;
    if (now?.progress) {
      earlier.value = [...earlier.value, next];
      return;
    }
    if (now) earlier.value = [...earlier.value, now];
    show(next);
  }

  return { outcome, earlier, waiting, show, dismiss, hold, inTurn, tell };
}
