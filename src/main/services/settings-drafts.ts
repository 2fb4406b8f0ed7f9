// What was begun in the settings and does not count yet, while their window is closed: in memory, for as long as Parley runs. It is of
// whoever typed it; a guest on a public computer finds nothing of its owner's, and leaves nothing behind.
import { emptySettingsDrafts, type SettingsDrafts } from '../../shared/settings-drafts';

export interface KeptSettingsDrafts {
  get(): SettingsDrafts;
  keep(drafts: SettingsDrafts): void;
}

export function createSettingsDrafts(isGuest: () => boolean): KeptSettingsDrafts {
  let kept = emptySettingsDrafts;
  let isOfGuest = false;
  function ofNow(): SettingsDrafts {
    if (isOfGuest !== isGuest()) kept = emptySettingsDrafts;
    isOfGuest = isGuest();
    return kept;
  }
  return {
    get: ofNow,
    keep(drafts) {
      ofNow();
      kept = drafts;
    },
  };
}
