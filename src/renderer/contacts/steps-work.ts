// Carries out what is asked for in the list, a piece a person or a group, where everybody sees that it goes on and can stop it.
import { computed, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { PersonUri } from '../../shared/domain/person';
import type { Outcome } from './outcomes';
import { runSteps, type StepsResult } from './run-steps';
import { useStopping } from './stopping';

export interface Work<Item> {
  readonly items: readonly Item[];
  readonly text: () => string;
  readonly run: (item: Item) => Promise<unknown>;
  /** With whom something is being done. */
  readonly people?: readonly PersonUri[];
}

export interface WorkResult<Item> extends StepsResult<Item> {
  readonly wasStopped: boolean;
}

export function useStepsWork(show: (outcome: Outcome) => void, isOnline: () => boolean) {
  const { t } = useI18n({ useScope: 'global' });
  const busy = shallowRef<ReadonlySet<PersonUri>>(new Set());
  const stopping = useStopping(isOnline);

  async function work<Item>({ items, text, run, people = [] }: Work<Item>): Promise<WorkResult<Item>> {
    const total = items.length;
    const tell = (count: number): void => {
      const says = (): string => (stopping.isStopping.value ? t('contacts.done.stopping') : text());
      show({ text: says, progress: { done: count, total }, problems: [], canUndo: false });
    };
    const givenUp = stopping.begin();
    tell(0);
    busy.value = new Set(people);
    const result = await runSteps(items, run, tell, { isStopped: stopping.isStopped, givenUp });
    const wasStopped = stopping.isStopping.value;
    stopping.end();
    busy.value = new Set();
    return { ...result, wasStopped };
  }

  return { busy, work, isStopping: computed(() => stopping.isStopping.value), stop: () => stopping.stop() };
}
