// What of the settings somebody sees who does not own this computer: how it looks and how the server is reached, and nothing that its
// owner chose for themselves, did or wrote. Whatever is added to the settings is the owner's until it stands here. Pure.
import { defaultSettings, type Settings } from '../../shared/settings';

const ofComputer = [
  'theme',
  'accent',
  'textSize',
  'motion',
  'language',
  'conversationsIn',
  'proxy',
  'startAtLogin',
  // That it was told.
  'toldOfTray',
  'toldVersion',
] as const satisfies readonly (keyof Settings)[];

export function guestSettings(owners: Settings): Settings {
  return { ...defaultSettings, ...Object.fromEntries(ofComputer.map((name) => [name, owners[name]])) };
}
