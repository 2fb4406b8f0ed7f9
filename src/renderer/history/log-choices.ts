// Who is who in logs that were read and are not added yet: as long as the window is there, or until somebody lets go of them.
import { defineStore } from 'pinia';
import { reactive, watch } from 'vue';
import type { PersonUri } from '../../shared/domain/person';
import { useModelStore } from '../model/model-store';

export const useLogChoices = defineStore('log-choices', () => {
  const model = useModelStore();
  /** By the key of the thread; empty: nobody here. */
  const chosen = reactive(new Map<string, PersonUri | ''>());
  // They are people of whoever was signed in.
  watch(
    () => model.connection.kind === 'signed-out',
    (isOut) => isOut && chosen.clear(),
  );
  return { chosen };
});
