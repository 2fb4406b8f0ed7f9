// What a dialog asks of the server: under way, and in its own place why it did not work. Where the dialog is gone by then, the list says it.
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { failureOfError } from '../../shared/domain/failure';
import { useListReason } from '../contacts/list-reason';
import { usePeopleActions } from '../contacts/people-actions';

export interface AskedProblem {
  readonly title: string;
  readonly text: string;
}

export function useAsked() {
  const reason = useListReason();
  const count = ref(0);
  const problem = shallowRef<AskedProblem>();
  const actions = usePeopleActions();
  let isGone = false;
  onScopeDispose(() => (isGone = true));

  /** Whether it worked. */
  async function ask(title: string, act: () => Promise<unknown>): Promise<boolean> {
    problem.value = undefined;
    count.value += 1;
    try {
      await act();
      return true;
    } catch (error) {
      const failure = failureOfError(error);
      if (isGone) actions.tellFailure(title, failure);
      else problem.value = { title, text: reason(failure) };
      return false;
    } finally {
      count.value -= 1;
    }
  }

  return { isAsking: computed(() => count.value > 0), problem, ask };
}
