// The look of what is being written: as it was chosen here, else as messages to that person looked last. Where none is carried it is
// the plain one, and what was chosen waits.
import { computed, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { MessageStyle } from '../../shared/domain/message';
import type { PersonUri } from '../../shared/domain/person';
import { consoleWords } from '../console-words';
import { useSettingsStore } from '../settings/settings-store';
import { plainStyle, withPart } from './message-style';
import { styleFor, withStyleFor } from './remembered-styles';

/** Trying out colours one after the other is one change to remember. */
const saveDelayMs = 400;

interface Addressed {
  /** The one whom it is for. */
  readonly person: () => PersonUri | undefined;
  readonly isCarried: () => boolean;
}

export function useMessageStyle({ person, isCarried }: Addressed): {
  readonly style: Ref<MessageStyle>;
  readonly chosen: ShallowRef<MessageStyle | undefined>;
  readonly remember: (uri: PersonUri, style: MessageStyle) => Promise<void>;
} {
  const preferences = useSettingsStore();
  const chosen = shallowRef<MessageStyle>();
  const usual = (): MessageStyle => withPart(plainStyle, preferences.settings.messageStyle);
  const style = computed({
    get: () =>
      isCarried() ? (chosen.value ?? styleFor(preferences.settings.messageStyles, person(), usual())) : plainStyle,
    set(next) {
      if (isCarried()) chosen.value = next;
    },
  });

  async function remember(uri: PersonUri, used: MessageStyle): Promise<void> {
    try {
      await preferences.update({ messageStyles: withStyleFor(preferences.settings.messageStyles, uri, used, usual()) });
    } catch (error) {
      // A look that could not be remembered is still the look of this message.
      console.warn('the look of messages was not remembered', consoleWords(error));
    }
  }
  return { style, chosen, remember };
}

/** Of a conversation: what is chosen is remembered at once, and is for nobody but the one whom it was chosen for. */
export function useConversationStyle(addressed: Addressed): Ref<MessageStyle> {
  const { style, chosen, remember } = useMessageStyle(addressed);
  let chosenFor: PersonUri | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function save(): void {
    clearTimeout(timer);
    if (timer !== undefined && chosenFor !== undefined && chosen.value) void remember(chosenFor, chosen.value);
    timer = undefined;
  }
  watch(
    chosen,
    (now) => {
      if (!now) return;
      chosenFor = addressed.person();
      clearTimeout(timer);
      timer = setTimeout(save, saveDelayMs);
    },
    { flush: 'sync' },
  );
  watch(addressed.person, (now) => {
    save();
    if (now !== undefined && chosenFor !== undefined && now !== chosenFor) chosen.value = undefined;
  });
  window.addEventListener('pagehide', save);
  onScopeDispose(() => {
    window.removeEventListener('pagehide', save);
    save();
  });
  return style;
}
