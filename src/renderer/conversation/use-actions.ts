// Runs what was asked for, remembers that it is under way, and keeps in plain words why it failed.
import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { failureOfError } from '../../shared/domain/failure';
import { useFailureText } from '../failure-text';

export interface Problem {
  readonly title: string;
  readonly text: string;
}

export interface Actions {
  readonly busy: Readonly<Ref<string | undefined>>;
  readonly problem: Readonly<Ref<Problem | undefined>>;
  /** `action` names the words of its failure, `conversation.errors.*`. Resolves to whether it was done. */
  readonly run: (action: string, act: () => Promise<unknown>, named?: Record<string, string>) => Promise<boolean>;
  readonly dismiss: () => void;
}

export function useActions(): Actions {
  const { t } = useI18n();
  const failureText = useFailureText();
  const busy = ref<string>();
  const problem = ref<Problem>();

  async function run(
    action: string,
    act: () => Promise<unknown>,
    named: Record<string, string> = {},
  ): Promise<boolean> {
    busy.value = action;
    problem.value = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      problem.value = { title: t(`conversation.errors.${action}`, named), text: failureText(failureOfError(error)) };
      return false;
    } finally {
      if (busy.value === action) busy.value = undefined;
    }
  }

  return { busy, problem, run, dismiss: () => void (problem.value = undefined) };
}
