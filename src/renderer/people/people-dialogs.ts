// Which dialog about people is open in this window. One at a time; PeopleDialogs.vue shows it.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { PersonUri } from '../../shared/domain/person';

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
  const blocking = shallowRef<Somebody & { readonly answer: (isWanted: boolean) => void }>();

  /** Asks first: they would not be told, and could not reach the user any more. */
  function askToBlock(person: Somebody): Promise<boolean> {
    blocking.value?.answer(false);
    return new Promise((resolve) => (blocking.value = { ...person, answer: resolve }));
  }

  function answer(isWanted: boolean): void {
    blocking.value?.answer(isWanted);
    blocking.value = undefined;
  }

  return { open, blocking, askToBlock, answer };
});
