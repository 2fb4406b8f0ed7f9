// The parts of the settings, in the order in which they are listed. Also what their window can be opened at.
export const settingsSections = [
  'account',
  'signIn',
  'appearance',
  'notifications',
  'presence',
  'conversations',
  'contacts',
  'history',
  'network',
  'language',
  'shortcuts',
  'advanced',
] as const;
export type SettingsSection = (typeof settingsSections)[number];
