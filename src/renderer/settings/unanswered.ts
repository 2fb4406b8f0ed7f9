// Changes that were sent and not answered yet, as they lie over what is known to be set. Whoever makes a list longer by one, twice in
// a row, makes the second out of the first. Pure.
import type { Settings } from '../../shared/settings';
import { editedSettings, type SettingsEdit } from '../../shared/settings-edit';

export type Unanswered = readonly SettingsEdit[];

export function withUnanswered(known: Settings, unanswered: Unanswered): Settings {
  return unanswered.reduce<Settings>((shown, edit) => ({ ...shown, ...editedSettings(shown, edit) }), known);
}

/** The very change that was sent, not one that looks like it. */
export function withoutAnswered(unanswered: Unanswered, answered: SettingsEdit): Unanswered {
  return unanswered.filter((each) => each !== answered);
}
