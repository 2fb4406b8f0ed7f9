// An answer about something that a person is still typing: only the one to the newest question counts.
import { onScopeDispose, readonly, ref, watch, type DeepReadonly, type Ref } from 'vue';

/** `none` until there is an answer, and when there is none; with a delay, until nothing has changed for that long. */
export function useLatest<Question extends readonly unknown[], Answer>(
  question: () => Question,
  ask: (question: Question) => Promise<Answer>,
  none: Answer,
  delayMs = 0,
): DeepReadonly<Ref<Answer>> {
  const answer = ref(none) as Ref<Answer>;
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: Question | undefined;

  async function find(current: number, about: Question): Promise<void> {
    const found = await ask(about).catch(() => none);
    if (current === newest) answer.value = found;
  }

  watch(
    question,
    (about) => {
      if (asked?.every((part, index) => part === about[index])) return;
      asked = about;
      const current = (newest += 1);
      answer.value = none;
      clearTimeout(timer);
      if (delayMs === 0) void find(current, about);
      else timer = setTimeout(() => void find(current, about), delayMs);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    newest += 1;
    clearTimeout(timer);
  });
  return readonly(answer) as DeepReadonly<Ref<Answer>>;
}
