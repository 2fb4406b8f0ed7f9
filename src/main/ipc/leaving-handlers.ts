// The question before something typed is lost.
import type { leavingCalls } from '../../shared/ipc/leaving-calls';
import type { CallHandlers } from '../ipc';
import type { Leaving } from '../shell/leaving';

export function leavingHandlers(
  leaving: Pick<Leaving, 'question' | 'answer'>,
): Pick<CallHandlers, keyof typeof leavingCalls> {
  return {
    'leaving:question': () => leaving.question() ?? null,
    'leaving:answer': ({ isAgreed }) => leaving.answer(isAgreed),
  };
}
