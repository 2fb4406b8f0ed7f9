// The question before something typed is lost.
import type { leavingMethods } from '../../shared/ipc/leaving-methods';
import type { MethodHandlers } from '../ipc';
import type { Leaving } from '../shell/leaving';

export function leavingHandlers(
  leaving: Pick<Leaving, 'question' | 'answer'>,
): Pick<MethodHandlers, keyof typeof leavingMethods> {
  return {
    'leaving:question': () => leaving.question() ?? null,
    'leaving:answer': ({ isAgreed }) => leaving.answer(isAgreed),
  };
}
