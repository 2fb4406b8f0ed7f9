// Whether what is shown of anybody's presence is only what was known last: the connection is gone, and nobody tells of changes.
import { inject, provide, ref, type InjectionKey, type Ref } from 'vue';

const key: InjectionKey<Readonly<Ref<boolean>>> = Symbol('presence lost');

export function providePresenceLost(isLost: Readonly<Ref<boolean>>): void {
  provide(key, isLost);
}

/** False where nobody has told. */
export function usePresenceLost(): Readonly<Ref<boolean>> {
  return inject(key, () => ref(false), true);
}
