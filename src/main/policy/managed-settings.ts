// The settings as they count: what an administrator has set lies over what the person chose, in this one place. What the person chose
// before stays in their file, and counts again when it is set no more.
import { isDeepStrictEqual } from 'node:util';
import { FailureError } from '../../shared/domain/failure';
import type { Settings } from '../../shared/settings';
import type { SettingsStore } from '../store/settings';
import type { PolicyKeyName, PolicyValues } from './policy-keys';

/** The settings that a policy can fix; what else it rules, others obey. */
const settingOf = {
  'server.address': 'server',
  'signIn.method': 'signInMethod',
  'history.keepDays': 'keepHistoryDays',
  'notifications.showMessage': 'showMessageInNotifications',
  'notifications.invitations': 'notifyOfInvitations',
  'notifications.messages': 'notifyOfMessages',
  'notifications.contacts': 'notifyOfContacts',
  'notifications.failures': 'notifyOfFailures',
  'quietHours.enabled': 'quietHours',
  'quietHours.from': 'quietHoursFrom',
  'quietHours.to': 'quietHoursTo',
  'presence.idleAfterMinutes': 'idleAfterMinutes',
  'presence.awayAfterMinutes': 'awayAfterMinutes',
  'start.atLogin': 'startAtLogin',
  language: 'language',
} as const satisfies { readonly [Name in PolicyKeyName]?: keyof Settings };

export function fixedSettings(values: PolicyValues): Partial<Settings> {
  const fixed = Object.entries(settingOf).flatMap(([key, setting]) => {
    const value = values[key as keyof typeof settingOf];
    return value === undefined ? [] : [[setting, value] as const];
  });
  // Where none is kept there is nothing to choose.
  const isHistoryOff = values['history.enabled'] === false;
  const mode = values['proxy.mode'];
  return {
    ...(isHistoryOff && { keepHistoryDays: 0 }),
    // The one that was signed in with last stands outside of the list.
    ...(values['signIn.severalAccounts'] === false && { profiles: [] }),
    ...(mode !== undefined && { proxy: { mode, address: values['proxy.address'] ?? '' } }),
    ...Object.fromEntries(fixed),
  };
}

export interface ManagedSettings extends SettingsStore {
  /** What a person wants. @throws FailureError `set-by-organisation` */
  change(changes: Partial<Settings>): Settings;
  readonly fixed: Partial<Settings>;
}

/** `set` is for the program itself: what is fixed is passed over there. */
export function manageSettings(store: SettingsStore, fixed: Partial<Settings>): ManagedSettings {
  const managed = (settings: Settings): Settings => ({ ...settings, ...fixed });
  const set = (changes: Partial<Settings>): Settings =>
    managed(store.set(Object.fromEntries(Object.entries(changes).filter(([name]) => !(name in fixed)))));
  return {
    fixed,
    get: () => managed(store.get()),
    owners: () => managed(store.owners()),
    set,
    change(changes) {
      const wanted: Readonly<Record<string, unknown>> = changes;
      const locked = Object.entries(fixed).filter(
        ([name, value]) => wanted[name] !== undefined && !isDeepStrictEqual(wanted[name], value),
      );
      if (locked.length > 0) throw new FailureError('set-by-organisation', locked.map(([name]) => name).join(', '));
      return set(changes);
    },
    onChanged: (listener) => store.onChanged((settings) => listener(managed(settings))),
    holdWrites: (held) => store.holdWrites(held),
  };
}
