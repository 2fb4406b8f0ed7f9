// Which dialog about people is open in this window. One at a time; PeopleDialogs.vue shows it.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { PersonUri } from '../../shared/domain/person';
import type { LevelPart } from '../contacts/contact-rows';

export interface Somebody {
  readonly uri: PersonUri;
  readonly name: string;
}

export type PeopleDialog =
  | { readonly kind: 'add'; readonly person: Somebody }
  | { readonly kind: 'access' }
  | { readonly kind: 'added-me' }
  | { readonly kind: 'import' };

export const usePeopleDialogs = defineStore('people-dialogs', () => {
  const open = shallowRef<PeopleDialog>();
  /** Stands above the dialog that asks. */
  const blocking = shallowRef<{ readonly name: string; readonly answer: (isWanted: boolean) => void }>();

  /**
   * Whether people may be put on this level. Blocking is asked about wherever it is asked for: they would not be told, and could not
   * reach the user any more. `name`: who, as the question calls them.
   */
  async function mayPutOn(level: LevelPart, name: string): Promise<boolean> {
    if (level !== 'blocked') return true;
    blocking.value?.answer(false);
    return new Promise((resolve) => (blocking.value = { name, answer: resolve }));
  }

  function answer(isWanted: boolean): void {
    blocking.value?.answer(isWanted);
    blocking.value = undefined;
  }

  return { open, blocking, mayPutOn, answer };
});
