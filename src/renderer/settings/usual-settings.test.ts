import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../shared/settings';
import { settingsTable } from './settings-table';
import { changedSettings, usualValues } from './usual-settings';

const mine: Settings = {
  ...defaultSettings,
  theme: 'dark',
  ringSeconds: 30,
  shortcuts: [{ command: 'history', keys: 'F9' }],
  // Not of those that are reset: whose account it is, and how the list was left.
  server: 'im.example.com',
  user: 'dana',
  signInMethod: 'sso',
  profiles: [{ name: '', server: 'im.example.com', user: 'dana', signInMethod: 'sso' }],
  groupOrder: [3, 1],
  collapsedRecents: true,
  toldOfTray: true,
};

describe('settings that are not the usual ones', () => {
  it('are those of the table, in its order', () => {
    const changed = changedSettings(settingsTable, mine, () => false);
    expect(changed).toEqual(['theme', 'ringSeconds', 'shortcuts']);
    expect({ ...mine, ...usualValues(changed) }).toEqual({
      ...defaultSettings,
      server: 'im.example.com',
      user: 'dana',
      signInMethod: 'sso',
      profiles: mine.profiles,
      groupOrder: [3, 1],
      collapsedRecents: true,
      toldOfTray: true,
    });
    expect(changedSettings(settingsTable, defaultSettings, () => false)).toEqual([]);
  });

  it('are not those that an administrator has set', () => {
    expect(changedSettings(settingsTable, mine, (name) => name === 'theme')).toEqual(['ringSeconds', 'shortcuts']);
  });
});
