// What is asked for about one of the participants, or about the lock: under way, or why it did not work. Each stands for itself, so that
// it is told where it was asked for.
import { computed, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { failureOfError } from '../../shared/domain/failure';
import type { PersonUri } from '../../shared/domain/person';
import type { ThreadEvent } from '../../shared/domain/thread-event';
import { useFailureText } from '../failure-text';
import type { Problem } from './use-actions';

export type PersonAction = 'eject' | 'withdraw' | 'promote' | 'inviteAgain' | 'lock' | 'unlock';

export interface Asked {
  readonly action: PersonAction;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Absent: it is under way. */
  readonly problem?: Problem;
}

/** The lock is about nobody. */
export const theLock = 'lock';

/** `events`: what the thread tells. Who did not come is told there and with them, and not once more. */
export function usePersonActions(events: () => readonly ThreadEvent[]) {
  const { t } = useI18n();
  const failureText = useFailureText();
  const all = shallowRef<ReadonlyMap<PersonUri | typeof theLock, Asked>>(new Map());
  const asked = computed<ReadonlyMap<PersonUri | typeof theLock, Asked>>(
    () => new Map([...all.value].filter(([about, state]) => !isTold(about, state))),
  );

  /** The reply and the event of one failure come in any order. */
  function isTold(about: PersonUri | typeof theLock, { action, problem, at }: Asked): boolean {
    if (action !== 'inviteAgain' || !problem) return false;
    return events().some((each) => each.at >= at && each.news.kind === 'invite-failed' && each.news.uri === about);
  }

  function set(about: PersonUri | typeof theLock, state: Asked | undefined): void {
    const next = new Map(all.value);
    if (state) next.set(about, state);
    else next.delete(about);
    all.value = next;
  }

  /** `name`: of whom it is about. Whatever is under way about them goes first. */
  async function ask(
    about: PersonUri | typeof theLock,
    action: PersonAction,
    name: string,
    act: () => Promise<unknown>,
  ): Promise<void> {
    const before = all.value.get(about);
    if (before && !before.problem) return;
    const started: Asked = { action, at: Date.now() };
    set(about, started);
    try {
      await act();
      if (all.value.get(about) === started) set(about, undefined);
    } catch (error) {
      const title = t(`conversation.errors.${action}`, { name });
      set(about, { ...started, problem: { title, text: failureText(failureOfError(error)) } });
    }
  }

  return { asked, ask, dismiss: (about: PersonUri | typeof theLock) => set(about, undefined) };
}
