// What a dialog asks of the server: under way, and in its own place why it did not work.
import { computed, ref, shallowRef } from 'vue';
import { failureOfError } from '../../shared/domain/failure';
import { useFailureText } from '../failure-text';

export interface AskedProblem {
  readonly title: string;
  readonly text: string;
}

export function useAsked() {
  const failureText = useFailureText();
  const count = ref(0);
  const problem = shallowRef<AskedProblem>();

  /** Whether it worked. */
  async function ask(title: string, act: () => Promise<unknown>): Promise<boolean> {
    problem.value = undefined;
    count.value += 1;
    try {
      await act();
      return true;
    } catch (error) {
      problem.value = { title, text: failureText(failureOfError(error)) };
      return false;
    } finally {
      count.value -= 1;
    }
  }

  return { isAsking: computed(() => count.value > 0), problem, ask };
}
