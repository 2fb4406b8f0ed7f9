// What is asked for about one of the participants, or about the lock: under way, or why it did not work. Each stands for itself, so that
// it is told where it was asked for.
import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { failureOfError } from '../../shared/domain/failure';
import type { PersonUri } from '../../shared/domain/person';
import { useFailureText } from '../failure-text';
import type { Problem } from './use-actions';

export type PersonAction = 'eject' | 'withdraw' | 'promote' | 'inviteAgain' | 'lock' | 'unlock';

export interface Asked {
  readonly action: PersonAction;
  /** Absent: it is under way. */
  readonly problem?: Problem;
}

/** The lock is about nobody. */
export const theLock = 'lock';

export function usePersonActions() {
  const { t } = useI18n();
  const failureText = useFailureText();
  const asked = shallowRef<ReadonlyMap<PersonUri | typeof theLock, Asked>>(new Map());

  function set(about: PersonUri | typeof theLock, state: Asked | undefined): void {
    const next = new Map(asked.value);
    if (state) next.set(about, state);
    else next.delete(about);
    asked.value = next;
  }

  /** `name`: of whom it is about. Whatever is under way about them goes first. */
  async function ask(
    about: PersonUri | typeof theLock,
    action: PersonAction,
    name: string,
    act: () => Promise<unknown>,
  ): Promise<void> {
    const before = asked.value.get(about);
    if (before && !before.problem) return;
    const started: Asked = { action };
    set(about, started);
    try {
      await act();
      if (asked.value.get(about) === started) set(about, undefined);
    } catch (error) {
      const title = t(`conversation.errors.${action}`, { name });
      set(about, { ...started, problem: { title, text: failureText(failureOfError(error)) } });
    }
  }

  return { asked, ask, dismiss: (about: PersonUri | typeof theLock) => set(about, undefined) };
}
