// Something that a person asks for and that may fail: why it did, as a sentence, until the next attempt.
import { ref, type Ref } from 'vue';
import { failureOfError } from '../shared/domain/failure';
import { useFailureText } from './failure-text';

export interface Attempts {
  /** Empty: the last one went well. */
  readonly problem: Ref<string>;
  /** Never rejects. */
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}

export function useAttempt(): Attempts {
  const failureText = useFailureText();
  const problem = ref('');
  return {
    problem,
    async attempt(work) {
      problem.value = '';
      try {
        await work();
      } catch (error) {
        problem.value = failureText(failureOfError(error));
      }
    },
  };
}
