// Whether a password can be kept on this computer: the words of a window must not promise more.
import { onMounted, readonly, ref, type Ref } from 'vue';
import { invoke } from '../bridge';

/** True until the key store has answered: nobody is told that it is missing before that is known. */
export function useCanRemember(): Readonly<Ref<boolean>> {
  const canRemember = ref(true);
  // When there is a window to look at: a key store may ask the person to unlock it first.
  onMounted(async () => (canRemember.value = await invoke('session:can-remember').catch(() => true)));
  return readonly(canRemember);
}
