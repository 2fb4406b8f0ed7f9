import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../shared/settings';
import { openSettings } from '../store/settings';
import { fixedSettings, manageSettings } from './managed-settings';
import type { PolicyValues } from './policy-keys';

function open(values: PolicyValues, store: Record<string, unknown> = {}) {
  const file = { store };
  const settings = manageSettings(openSettings({ folder: '/nowhere', openFile: () => file }), fixedSettings(values));
  return { settings, file };
}

describe('settings that an administrator has set', () => {
  const values: PolicyValues = {
    'server.address': 'im.example.com',
    'signIn.method': 'integrated',
    'history.keepDays': 30,
    'notifications.showMessage': false,
    language: 'de',
  };

  it('lie over what the person chose, which stays in their file', () => {
    const { settings, file } = open(values, { server: 'old.example.com', keepHistoryDays: 0, theme: 'dark' });
    expect(settings.get()).toMatchObject({
      server: 'im.example.com',
      signInMethod: 'integrated',
      keepHistoryDays: 30,
      showMessageInNotifications: false,
      language: 'de',
      theme: 'dark',
    });
    settings.set({ server: 'im.example.com', theme: 'light' });
    expect(file.store).toMatchObject({ server: 'old.example.com', keepHistoryDays: 0, theme: 'light' });
  });

  it.each([
    { server: 'other.example.com' },
    { signInMethod: 'forms' },
    { keepHistoryDays: 0 },
    { showMessageInNotifications: true },
    { language: 'system' },
  ] as const)('cannot be changed by a window (%j), nor anything else along with it', (changes) => {
    const { settings, file } = open(values);
    expect(() => settings.change({ theme: 'dark', ...changes })).toThrow(
      expect.objectContaining({ code: 'set-by-organisation', detail: Object.keys(changes)[0] }),
    );
    expect(settings.get().theme).toBe('system');
    expect(file.store).toEqual({});
  });

  it('leave nothing to choose of a history that is not kept', () => {
    const { settings } = open({ 'history.enabled': false }, { keepHistoryDays: 30 });
    expect(() => settings.change({ keepHistoryDays: 7 })).toThrow('set-by-organisation');
    expect(open({ 'history.enabled': true }).settings.change({ keepHistoryDays: 7 }).keepHistoryDays).toBe(7);
  });

  it('may be told once more as they are', () => {
    const { settings } = open(values);
    expect(settings.change({ server: 'im.example.com', user: 'EXAMPLE\\dana' }).user).toBe('EXAMPLE\\dana');
  });

  it('are told to whoever listens, as they count', () => {
    const { settings } = open(values);
    const heard: Settings[] = [];
    settings.onChanged((changed) => void heard.push(changed));
    settings.set({ theme: 'dark', keepHistoryDays: 0 });
    expect(heard).toMatchObject([{ theme: 'dark', keepHistoryDays: 30 }]);
  });

  it('are all those of the person where nothing is set', () => {
    const { settings } = open({});
    expect(settings.change({ keepHistoryDays: 7 })).toEqual({ ...defaultSettings, keepHistoryDays: 7 });
  });
});
