// Every setting that a person can see, in one table: the window draws and searches what stands here, in this order. What a setting
// is called and the line that says what it does are `settings.rows.<id>`, other words that somebody may look for it by `settings-words.<id>`.
import { accentChoices, motions, textSizes } from '../../shared/appearance';
import { contactDensities, contactOrders, contactViews } from '../../shared/contact-view';
import { settableAvailabilities } from '../../shared/domain/person';
import type { Managed } from '../../shared/managed';
import type { Settings } from '../../shared/settings';
import type { SettingsSection } from '../../shared/settings-sections';
import { whyNotByItself, type ByItselfLack } from '../../shared/sign-in-by-itself';
import type { Findable } from '../search/find-by-words';

/** What says a text in the language of the window. */
export interface Speech {
  readonly t: (key: string, named?: Readonly<Record<string, unknown>>, count?: number) => string;
  readonly n: (value: number) => string;
  /** A minute of the day. */
  readonly clock: (minute: number) => string;
}

type KeysOf<Value> = { [Key in keyof Settings]: Settings[Key] extends Value ? Key : never }[keyof Settings];
export type SwitchKey = KeysOf<boolean>;
export type ChoiceKey = Exclude<KeysOf<string | number>, 'language'>;

/** One of a few; another value, written into the file by hand, is kept and shown as it is. */
export interface Choice<Value = string | number> {
  readonly kind: 'choice';
  readonly values: readonly Value[];
  /** Absent: `settings.rows.<id>.options.<value>`. */
  readonly text?: (value: Value, speech: Speech) => string;
}

/** Those that are drawn by a component of their own (SettingControl.vue). */
export const specialSettings = [
  'account',
  'profiles',
  'rememberedPasswords',
  'quietHoursDays',
  'keepHistoryDays',
  'historyLock',
  'importHistory',
  'proxy',
  'servers',
  'language',
  'spellCheckLanguages',
  'shortcuts',
  'usualSettings',
  'messageStyle',
  'logFile',
] as const;
export type SpecialSetting = (typeof specialSettings)[number];

/** Nothing to set, but something to open. */
export const settingActions = ['exportHistory', 'testConnection', 'diagnosticsFile', 'aboutParley'] as const;
export type SettingAction = (typeof settingActions)[number];

export interface Facts {
  readonly settings: Settings;
  readonly managed: Managed;
  /** Whether there is a key store now. */
  readonly canRemember: boolean;
  /** Whether that of the account that was signed in with last is remembered. */
  readonly hasPassword: boolean;
  /** Whoever is signed in does not own this computer. */
  readonly isGuest: boolean;
}

/** Why a setting can do nothing now: `settings.whyNot.<lack>`. */
export type SettingLack = ByItselfLack | 'guest';

export type Setting = {
  readonly section: SettingsSection;
  /** Absent: always. */
  readonly isOffered?: (facts: Facts) => boolean;
  /** Undefined, or absent: it does what it says. Nobody can switch it on meanwhile; what was switched on before stays so. */
  readonly whyNot?: (facts: Facts) => SettingLack | undefined;
  /** A part of the one before it, and drawn so. */
  readonly isPart?: true;
  /** Keys of what its buttons say. */
  readonly buttons?: readonly string[];
  /** Says who somebody is here, not how they like it: nothing that is ever set back. */
  readonly isOfAccount?: true;
} & (
  | { readonly id: SwitchKey; readonly control: { readonly kind: 'switch' } }
  | { readonly id: ChoiceKey; readonly control: Choice }
  | { readonly id: SpecialSetting; readonly control: { readonly kind: 'special' } }
  | { readonly id: SettingAction; readonly control: { readonly kind: 'action' } }
);
export type SettingId = Setting['id'];

const onOff = { kind: 'switch' } as const;
const special = { kind: 'special' } as const;
const action = { kind: 'action' } as const;

/** `text`: absent: the texts of the setting itself. */
function choice<Value extends string | number>(
  values: readonly Value[],
  text?: (value: Value, speech: Speech) => string,
): Choice {
  // Whoever asks for a text has the value from here, or from the schema of the settings.
  return { kind: 'choice', values, ...(text && { text: text as unknown as NonNullable<Choice['text']> }) };
}

const minutes = choice([1, 5, 10, 15, 30, 60], (count, { t, n }) => t('settings.minutes', { count: n(count) }, count));

const halfHours = choice(
  Array.from({ length: 48 }, (_, index) => index * 30),
  (minute, { clock }) => clock(minute),
);

function ringWords(seconds: number, { t, n }: Speech): string {
  if (seconds === 0) return t('settings.ringUntilGivenUp');
  if (seconds % 60 !== 0) return t('settings.ringSeconds', { count: n(seconds) }, seconds);
  return t('settings.ringMinutes', { count: n(seconds / 60) }, seconds / 60);
}

function whyNotAtStart({ settings, managed, canRemember, hasPassword, isGuest }: Facts): SettingLack | undefined {
  if (isGuest) return 'guest';
  const { isPublicComputer = false } = managed;
  return whyNotByItself({ account: settings, isPublicComputer, canRemember, hasPassword });
}

/** What a guest chooses is not for the next start of this computer. */
const whyNotForGuests = ({ isGuest }: Facts): SettingLack | undefined => (isGuest ? 'guest' : undefined);

const hasQuietHours = ({ settings }: Facts): boolean => settings.quietHours;
const playsSounds = ({ settings }: Facts): boolean => settings.playSounds;

export const settingsTable: readonly Setting[] = [
  {
    id: 'account',
    section: 'account',
    control: special,
    buttons: ['settings.account.forgetPassword', 'settings.account.signIn', 'settings.account.signOut'],
  },
  {
    id: 'profiles',
    section: 'account',
    control: special,
    isOfAccount: true,
    buttons: [
      'settings.profiles.add',
      'settings.profiles.switch',
      'settings.profiles.rename',
      'settings.profiles.remove',
    ],
  },

  {
    id: 'signInMethod',
    section: 'signIn',
    isOfAccount: true,
    control: choice(['forms', 'integrated', 'sso'], (value, { t }) => t(`sign-in.methods.${value}`)),
  },
  {
    id: 'availabilityAtSignIn',
    section: 'signIn',
    control: choice(settableAvailabilities, (value, { t }) =>
      t(value === 'offline' ? 'ui.availability.appearOffline' : `ui.availability.${value}`),
    ),
  },
  { id: 'signInAtStart', section: 'signIn', control: onOff, whyNot: whyNotAtStart },
  {
    id: 'startAtLogin',
    section: 'signIn',
    control: onOff,
    isOffered: ({ managed }) => managed.mayStartAtLogin,
    whyNot: whyNotForGuests,
  },
  {
    id: 'rememberedPasswords',
    section: 'signIn',
    control: special,
    isOfAccount: true,
    buttons: ['settings.passwords.forget'],
  },

  { id: 'theme', section: 'appearance', control: choice(['system', 'light', 'dark']) },
  { id: 'accent', section: 'appearance', control: choice(accentChoices) },
  {
    id: 'textSize',
    section: 'appearance',
    control: choice(textSizes, (hundredths, { t, n }) => t('settings.percent', { size: n(hundredths) })),
  },
  { id: 'motion', section: 'appearance', control: choice(motions) },
  { id: 'contactDensity', section: 'appearance', control: choice(contactDensities) },

  { id: 'showMessageInNotifications', section: 'notifications', control: onOff },
  { id: 'notifyOfInvitations', section: 'notifications', control: onOff },
  { id: 'notifyOfMessages', section: 'notifications', control: onOff },
  { id: 'notifyOfContacts', section: 'notifications', control: onOff },
  { id: 'notifyOfFailures', section: 'notifications', control: onOff },
  { id: 'holdBackInFullScreen', section: 'notifications', control: onOff },
  { id: 'quietHours', section: 'notifications', control: onOff },
  { id: 'quietHoursFrom', section: 'notifications', control: halfHours, isPart: true, isOffered: hasQuietHours },
  { id: 'quietHoursTo', section: 'notifications', control: halfHours, isPart: true, isOffered: hasQuietHours },
  { id: 'quietHoursDays', section: 'notifications', control: special, isPart: true, isOffered: hasQuietHours },
  { id: 'playSounds', section: 'notifications', control: onOff },
  { id: 'soundForInvitations', section: 'notifications', control: onOff, isPart: true, isOffered: playsSounds },
  { id: 'soundForMessages', section: 'notifications', control: onOff, isPart: true, isOffered: playsSounds },
  { id: 'soundForAlerts', section: 'notifications', control: onOff, isPart: true, isOffered: playsSounds },

  { id: 'idleAfterMinutes', section: 'presence', control: minutes },
  { id: 'awayAfterMinutes', section: 'presence', control: minutes },
  { id: 'lockCountsAsIdle', section: 'presence', control: onOff },
  { id: 'teamMayDisturb', section: 'presence', control: onOff },

  { id: 'conversationsIn', section: 'conversations', control: choice(['windows', 'main']) },
  { id: 'messageStyle', section: 'conversations', control: special },
  { id: 'showEmoticonsAsEmoji', section: 'conversations', control: onOff },
  { id: 'ringSeconds', section: 'conversations', control: choice([30, 60, 120, 180, 0], ringWords) },

  {
    id: 'contactView',
    section: 'contacts',
    control: choice(contactViews, (value, { t }) => t(`contacts.view.${value}`)),
  },
  {
    id: 'contactOrder',
    section: 'contacts',
    control: choice(contactOrders, (value, { t }) => t(`contacts.view.order.${value}`)),
  },
  { id: 'hideOffline', section: 'contacts', control: onOff },

  { id: 'keepHistoryDays', section: 'history', control: special },
  { id: 'historyLock', section: 'history', control: special },
  { id: 'exportHistory', section: 'history', control: action },
  { id: 'importHistory', section: 'history', control: special },

  { id: 'proxy', section: 'network', control: special },
  { id: 'testConnection', section: 'network', control: action },
  { id: 'servers', section: 'network', control: special },

  { id: 'language', section: 'language', control: special },
  { id: 'spellCheckLanguages', section: 'language', control: special },

  { id: 'shortcuts', section: 'shortcuts', control: special },

  {
    id: 'usualSettings',
    section: 'advanced',
    control: special,
    buttons: ['settings.usual.back', 'settings.usual.all'],
  },
  { id: 'logFile', section: 'advanced', control: special, buttons: ['settings.log.open'] },
  { id: 'diagnosticsFile', section: 'advanced', control: action },
  { id: 'aboutParley', section: 'advanced', control: action },
];

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** With the one that is set now, whatever it is. */
export function optionsOf(id: SettingId, { values, text }: Choice, current: string | number, speech: Speech): Option[] {
  return [...new Set([...values, current])].map((value) => ({
    value: String(value),
    label: text ? text(value, speech) : speech.t(`settings.rows.${id}.options.${value}`),
  }));
}

/** With the words of its choices, of its buttons and of its section. */
export function findableSetting(setting: Setting, speech: Speech): Findable<Setting> {
  const { id, section, control, buttons = [] } = setting;
  const choices = control.kind === 'choice' ? optionsOf(id, control, control.values[0] ?? '', speech) : [];
  const told = [
    `settings.rows.${id}.hint`,
    `settings.sections.${section}`,
    ...buttons,
    ...(control.kind === 'action' ? [`settings.rows.${id}.action`] : []),
  ];
  return {
    id: setting,
    name: speech.t(`settings.rows.${id}.label`),
    known: speech.t(`settings-words.${id}`),
    texts: [...told.map((key) => speech.t(key)), ...choices.map(({ label }) => label)],
  };
}
