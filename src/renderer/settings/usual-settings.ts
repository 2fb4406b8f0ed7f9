// Which of the settings that a person can see are other than Parley comes with, and what makes them so again. Pure.
import { defaultSettings, type Settings } from '../../shared/settings';
import type { Setting, SettingId } from './settings-table';

export type Changed = SettingId & keyof Settings;

/** In the order of the table, but for what is of an account. What an administrator has set cannot be set otherwise, and counts as it is. */
export function changedSettings(
  table: readonly Setting[],
  settings: Settings,
  isLocked: (name: keyof Settings) => boolean,
): readonly Changed[] {
  return table
    .filter(({ isOfAccount }) => !isOfAccount)
    .map(({ id }) => id)
    .filter((id): id is Changed => id in defaultSettings)
    .filter((id) => !isLocked(id) && JSON.stringify(settings[id]) !== JSON.stringify(defaultSettings[id]));
}

export function usualValues(changed: readonly Changed[]): Partial<Settings> {
  return Object.fromEntries(changed.map((id) => [id, defaultSettings[id]]));
}
