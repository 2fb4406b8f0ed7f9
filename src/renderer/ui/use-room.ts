// Whether the window has no more room than this, for what style sheets cannot do: other tools, another order of the Tab key. Measured in
// the letters that somebody has chosen, as `@container page` does.
import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue';
import { useSettingsStore } from '../settings/settings-store';
import { remPx } from './rem';

/** Both in rem. */
export function useTightRoom({
  width,
  height,
}: {
  readonly width?: number;
  readonly height?: number;
}): Readonly<Ref<boolean>> {
  const holds = ref(false);
  const read = (): void => {
    const rem = remPx();
    const isNarrow = width !== undefined && window.innerWidth <= width * rem;
    const isLow = height !== undefined && window.innerHeight <= height * rem;
    holds.value = isNarrow || isLow;
  };
  read();
  window.addEventListener('resize', read);
  const store = useSettingsStore();
  watch(() => store.settings.textSize, read, { flush: 'post' });
  onScopeDispose(() => window.removeEventListener('resize', read));
  return readonly(holds);
}
