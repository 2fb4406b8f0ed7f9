// Whether a media query holds now, for what style sheets cannot do: other tools, another order of the Tab key.
import { onScopeDispose, readonly, ref, type Ref } from 'vue';

export function useMedia(query: string): Readonly<Ref<boolean>> {
  const list = window.matchMedia(query);
  const holds = ref(list.matches);
  const read = (): void => void (holds.value = list.matches);
  list.addEventListener('change', read);
  onScopeDispose(() => list.removeEventListener('change', read));
  return readonly(holds);
}
