// For tests: what a component calls in its setup, in a component of its own that draws nothing, with texts and stores.
import { createPinia, setActivePinia } from 'pinia';
import { createRenderer } from 'vue';
import { i18n } from '../i18n';

const { createApp } = createRenderer<object, object>({
  createElement: () => ({}),
  createText: () => ({}),
  createComment: () => ({}),
  insert: () => undefined,
  remove: () => undefined,
  setText: () => undefined,
  setElementText: () => undefined,
  patchProp: () => undefined,
  parentNode: () => null,
  nextSibling: () => null,
});

export function runSetup<T>(setup: () => T): { readonly result: T; readonly unmount: () => void } {
  let result!: T;
  const pinia = createPinia();
  setActivePinia(pinia);
  const app = createApp({
    setup() {
      result = setup();
      return () => null;
    },
  });
  app.use(pinia).use(i18n).mount({});
  return { result, unmount: () => app.unmount() };
}
