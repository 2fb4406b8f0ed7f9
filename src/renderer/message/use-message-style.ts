// The look of what is being written: starts as it was left, and is remembered for the next message of any window.
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import type { MessageStyle } from '../../shared/domain/message';
import { consoleWords } from '../console-words';
import { useSettingsStore } from '../settings/settings-store';

/** Trying out colours one after the other is one change to remember. */
const saveDelayMs = 400;

export function useMessageStyle(): Ref<MessageStyle> {
  const preferences = useSettingsStore();
  const style = ref<MessageStyle>({ ...preferences.settings.messageStyle } as MessageStyle);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function save(): void {
    timer = undefined;
    // A look that could not be remembered is still the look of this message.
    preferences
      .update({ messageStyle: style.value })
      .catch((error: unknown) => console.warn('the look of messages was not remembered', consoleWords(error)));
  }
  watch(style, () => {
    clearTimeout(timer);
    timer = setTimeout(save, saveDelayMs);
  });
  const saveNow = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    save();
  };
  window.addEventListener('pagehide', saveNow);
  onScopeDispose(() => {
    window.removeEventListener('pagehide', saveNow);
    saveNow();
  });
  return style;
}
