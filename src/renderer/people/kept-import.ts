// The file of contacts that was read and is not on the list yet: there again when its dialog was closed by a key or a click beside it.
import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import type { ReadContacts } from '../../shared/transfer/contact-files';
import { keepsPage } from '../model/kept-page';
import { useModelStore } from '../model/model-store';

export const useKeptImport = defineStore('kept-import', () => {
  const model = useModelStore();
  const read = shallowRef<ReadContacts>();
  const fileName = ref('');
  keepsPage(() => read.value !== undefined);

  function letGo(): void {
    read.value = undefined;
    fileName.value = '';
  }
  // Whose list it was meant for is gone.
  watch(
    () => model.isSignedOut,
    (isOut) => isOut && letGo(),
  );
  return { read, fileName, letGo };
});
