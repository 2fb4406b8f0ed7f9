// What is said aloud of a sign-in that Parley does by itself: that it is under way, and that it is done. A session that is in trouble as
// soon as it has begun is neither: it is done once it is online, whatever was between. Nobody hears of a sign-in that was in no sight.
import { shallowRef, watch, type ShallowRef } from 'vue';

export type SpokenSignIn = 'under-way' | 'done';

/** @param now undefined: in between, which changes nothing */
export function useSpokenSignIn(
  now: () => 'under-way' | 'online' | 'signed-out' | undefined,
): Readonly<ShallowRef<SpokenSignIn | undefined>> {
  const spoken = shallowRef<SpokenSignIn>();
  watch(
    now,
    (kind) => {
      if (kind === 'under-way') spoken.value = 'under-way';
      else if (kind === 'signed-out') spoken.value = undefined;
      else if (kind === 'online' && spoken.value) spoken.value = 'done';
    },
    { immediate: true },
  );
  return spoken;
}
