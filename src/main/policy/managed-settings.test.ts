import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../shared/settings';
import { profilesOf, withProfile } from '../../shared/profiles';
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

  it('may be of the notifications, the quiet hours and the times until somebody is idle', () => {
    const { settings } = open(
      {
        'notifications.invitations': false,
        'notifications.messages': false,
        'notifications.contacts': false,
        'notifications.failures': false,
        'quietHours.enabled': true,
        'quietHours.from': 1_200,
        'quietHours.to': 480,
        'presence.idleAfterMinutes': 10,
        'presence.awayAfterMinutes': 20,
      },
      { quietHoursFrom: 0, idleAfterMinutes: 60 },
    );
    const fixed = {
      notifyOfInvitations: false,
      notifyOfMessages: false,
      notifyOfContacts: false,
      notifyOfFailures: false,
      quietHours: true,
      quietHoursFrom: 1_200,
      quietHoursTo: 480,
      idleAfterMinutes: 10,
      awayAfterMinutes: 20,
    };
    expect(settings.get()).toEqual({ ...defaultSettings, ...fixed });
    for (const [name, value] of Object.entries(fixed)) {
      const other = typeof value === 'boolean' ? !value : value + 1;
      expect(() => settings.change({ [name]: other }), name).toThrow('set-by-organisation');
    }
    // On which days, and until when none hold, is the person's.
    expect(settings.change({ quietHoursDays: [1], quietHoursSkippedUntil: 5 })).toMatchObject({ quietHoursDays: [1] });
  });

  it('leave nothing to choose of a history that is not kept', () => {
    const { settings } = open({ 'history.enabled': false }, { keepHistoryDays: 30 });
    expect(() => settings.change({ keepHistoryDays: 7 })).toThrow('set-by-organisation');
    expect(open({ 'history.enabled': true }).settings.change({ keepHistoryDays: 7 }).keepHistoryDays).toBe(7);
  });

  it.each([
    [{ 'proxy.mode': 'none' }, { mode: 'none', address: '' }],
    [
      { 'proxy.mode': 'fixed', 'proxy.address': 'socks5://proxy.example.com:1080' },
      { mode: 'fixed', address: 'socks5://proxy.example.com:1080' },
    ],
  ] as const)('may be of the way to the server (%j), all of it', (policy, proxy) => {
    const { settings } = open(policy, { proxy: { mode: 'system', address: 'old.example.com:80' } });
    expect(settings.get().proxy).toEqual(proxy);
    expect(settings.change({ proxy: { ...proxy } }).proxy).toEqual(proxy);
    expect(() => settings.change({ proxy: { mode: 'system', address: '' } })).toThrow(
      expect.objectContaining({ code: 'set-by-organisation' }),
    );
  });

  it('may be that one account is known: no other is offered or written down, and those of before are still there afterwards', () => {
    const work = { name: 'Work', server: 'im.example.com', user: 'dana', signInMethod: 'forms' } as const;
    const club = { name: '', server: 'club.example.com', user: 'dee', signInMethod: 'forms' } as const;
    const { settings, file } = open(
      { 'signIn.severalAccounts': false },
      { server: work.server, user: work.user, profiles: [work, club] },
    );
    expect(profilesOf(settings.get())).toEqual([{ ...work, name: '' }]);
    settings.set({ server: club.server, user: club.user, profiles: [...withProfile(settings.get(), club)] });
    expect(profilesOf(settings.get())).toEqual([club]);
    expect(file.store).toMatchObject({ profiles: [work, club] });
    expect(() => settings.change({ profiles: [work] })).toThrow();
    expect(open({ 'signIn.severalAccounts': true }, file.store).settings.get().profiles).toEqual([work, club]);
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
