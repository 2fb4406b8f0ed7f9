// Which emoji somebody has used last, and in which colour of skin: kept with the settings.
import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { maxRecentEmoji, type Settings } from '../../shared/settings';
import { consoleWords } from '../console-words';
import { useSettingsStore } from '../settings/settings-store';

export function useUsedEmoji(): {
  readonly recent: ComputedRef<readonly string[]>;
  readonly tone: WritableComputedRef<number>;
  readonly remember: (sign: string) => void;
} {
  const store = useSettingsStore();

  function keep(part: Partial<Settings>): void {
    store.update(part).catch((error: unknown) => {
      // It is in the text all the same.
      console.warn('the emoji was not remembered', consoleWords(error));
    });
  }
  return {
    recent: computed(() => store.settings.recentEmoji),
    tone: computed({
      get: () => store.settings.emojiTone,
      set: (emojiTone: number) => keep({ emojiTone }),
    }),
    remember(sign) {
      const others = store.settings.recentEmoji.filter((each) => each !== sign);
      keep({ recentEmoji: [sign, ...others].slice(0, maxRecentEmoji) });
    },
  };
}
