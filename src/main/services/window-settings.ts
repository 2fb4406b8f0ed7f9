// The settings as windows have them: numbered, as what they are told and what they are answered may come in any order; and changed out of
// what a window showed.
import type { Settings } from '../../shared/settings';
import { editedSettings, type SettingsEdit, type SettingsNow } from '../../shared/settings-edit';
import type { ManagedSettings } from '../policy/managed-settings';

export interface WindowSettings {
  now(): SettingsNow;
  /** @throws FailureError `set-by-organisation` */
  change(edit: SettingsEdit): SettingsNow;
  onChanged(listener: (now: SettingsNow) => void): () => void;
}

export function createWindowSettings(
  settings: Pick<ManagedSettings, 'get' | 'change' | 'onChanged'>,
): WindowSettings & { stop(): void } {
  let revision = 0;
  const listeners = new Set<(now: SettingsNow) => void>();
  const numbered = (each: Settings): SettingsNow => ({ ...each, revision });
  const stop = settings.onChanged((changed) => {
    revision += 1;
    for (const listener of listeners) listener(numbered(changed));
  });
  return {
    now: () => numbered(settings.get()),
    change: (edit) => numbered(settings.change(editedSettings(settings.get(), edit))),
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop,
  };
}
