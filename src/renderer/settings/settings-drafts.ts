// What was begun in the settings and does not count yet, wherever somebody looks meanwhile: the main process keeps it as well, so that it is
// there again when the window was closed.
import { shallowRef, watch } from 'vue';
import type { Profile } from '../../shared/settings';
import type { SettingsDrafts } from '../../shared/settings-drafts';
import { invoke } from '../bridge';
import { useModelStore } from '../model/model-store';

/** Undefined: what counts. */
export const typedProxy = shallowRef<string>();
/** A proxy was chosen, and there is no address yet. */
export const isProxyWanted = shallowRef(false);
/** The account that is being called by another name. */
export const renaming = shallowRef<Pick<Profile, 'server' | 'user'>>();
export const newName = shallowRef('');

const drafts = (): SettingsDrafts => ({
  ...(typedProxy.value !== undefined && { proxy: typedProxy.value }),
  isProxyWanted: isProxyWanted.value,
  ...(renaming.value && { account: { server: renaming.value.server, user: renaming.value.user, name: newName.value } }),
});

/** What is begun here meanwhile counts. */
async function read(): Promise<void> {
  const before = JSON.stringify(drafts());
  const kept = await invoke('settings:drafts').catch(() => undefined);
  if (!kept || JSON.stringify(drafts()) !== before) return;
  typedProxy.value = kept.proxy;
  isProxyWanted.value = kept.isProxyWanted;
  renaming.value = kept.account;
  newName.value = kept.account?.name ?? '';
}

let isOpen = false;

/** Once a window. */
export async function openDrafts(): Promise<void> {
  if (isOpen) return;
  isOpen = true;
  const atFirst = JSON.stringify(drafts());
  await read();
  watch(
    [typedProxy, isProxyWanted, renaming, newName],
    // What cannot be told stands here for as long as the window does.
    () => void invoke('settings:keep-drafts', drafts()).catch(() => undefined),
    { immediate: JSON.stringify(drafts()) !== atFirst, flush: 'sync' },
  );
  const model = useModelStore();
  // Whoever comes now may not own this computer, and finds nothing of who does.
  watch(
    () => model.connection.kind === 'signed-out',
    () => void read(),
  );
}
