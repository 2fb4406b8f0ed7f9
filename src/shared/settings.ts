// The settings of one user on this computer. Every field has a default, so an empty or older file is a valid one.
import * as v from 'valibot';
import { accentChoices, motions, textSizes } from './appearance';
import { contactDensities, contactOrders, contactViews } from './contact-view';
import { chosenAvailabilities, settableAvailabilities } from './domain/person';
import { Id, Style, Uri } from './ipc/values';
import { proxyAddress, proxyModes } from './proxy-address';

/** People for whom the look of messages is remembered; who comes after them takes the place of the one chosen for longest ago. */
export const maxMessageStyles = 200;

/** Emoji used last that the picker shows above all others. */
export const maxRecentEmoji = 24;

/** Conversations that are remembered as taken off Recents. */
export const maxRemovedRecents = 500;

/** Accounts of which something is kept that means nothing to another one. */
export const maxAccounts = 20;

const MinuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 60 - 1));

const Hash = v.pipe(v.string(), v.regex(/^[\da-f]{64}$/u));

const GroupNumbers = v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(10_000));

const RemovedRecents = v.pipe(
  v.array(v.object({ id: Id, at: v.pipe(v.number(), v.integer()) })),
  v.maxLength(maxRemovedRecents),
);

const SignInMethod = v.picklist(['forms', 'integrated', 'sso']);

const ProfileSchema = v.object({
  /** As its owner calls it; empty: it has no name of its own. */
  name: v.pipe(v.string(), v.maxLength(100)),
  server: v.pipe(v.string(), v.nonEmpty(), v.maxLength(256)),
  user: v.pipe(v.string(), v.maxLength(256)),
  signInMethod: SignInMethod,
});
export type Profile = v.InferOutput<typeof ProfileSchema>;

/** The way to servers. The address stays where another way is taken for a while. */
const ProxySchema = v.object({
  mode: v.picklist(proxyModes),
  /** As it was typed; empty: none yet. */
  address: v.pipe(
    v.string(),
    v.maxLength(256),
    v.check((typed) => typed === '' || proxyAddress(typed) !== undefined),
  ),
});
export type ProxyWish = v.InferOutput<typeof ProxySchema>;

export const SettingsSchema = v.object({
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  accent: v.optional(v.picklist(accentChoices), 'teal'),
  textSize: v.optional(v.picklist(textSizes), 100),
  motion: v.optional(v.picklist(motions), 'system'),
  /** Commands with keys of one's own, as `commands/chord.ts` writes them; whoever reads them looks whether they can be used. */
  shortcuts: v.optional(
    v.pipe(
      v.array(v.object({ command: v.pipe(v.string(), v.maxLength(64)), keys: v.pipe(v.string(), v.maxLength(64)) })),
      v.maxLength(200),
    ),
    () => [],
  ),
  /** BCP 47, or `system`. */
  language: v.optional(v.pipe(v.string(), v.maxLength(35)), 'system'),
  server: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
  user: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
  signInMethod: v.optional(SignInMethod, 'forms'),
  /** Accounts that were signed in with here, used last first; no password is among them. */
  profiles: v.optional(v.pipe(v.array(ProfileSchema), v.maxLength(20)), () => []),
  rememberPassword: v.optional(v.boolean(), false),
  signInAtStart: v.optional(v.boolean(), false),
  /** When somebody logs in to the computer; out of sight. */
  startAtLogin: v.optional(v.boolean(), false),
  availabilityAtSignIn: v.optional(v.picklist(settableAvailabilities), 'available'),
  /** Without any input for so long somebody counts as idle, and for so much longer as away. */
  idleAfterMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)), 5),
  awayAfterMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)), 15),
  lockCountsAsIdle: v.optional(v.boolean(), true),
  /** People of the level Team are told of in spite of “Do not disturb”. */
  teamMayDisturb: v.optional(v.boolean(), true),
  /** The note of this user (both as hashes) goes then. */
  noteUntil: v.optional(v.nullable(v.object({ who: Hash, note: Hash, at: v.number() })), null),
  /** “Do not disturb” of this user ends then, and that comes after it. */
  quietUntil: v.optional(
    v.nullable(v.object({ who: Hash, at: v.number(), then: v.picklist(chosenAvailabilities) })),
    null,
  ),
  /** `main`: one at a time, beside the contact list. */
  conversationsIn: v.optional(v.picklist(['windows', 'main']), 'windows'),
  showMessageInNotifications: v.optional(v.boolean(), true),
  /** Of what somebody is told by a notification; an administrator's notice and what Parley itself has to say always are. */
  notifyOfInvitations: v.optional(v.boolean(), true),
  notifyOfMessages: v.optional(v.boolean(), true),
  notifyOfContacts: v.optional(v.boolean(), true),
  notifyOfFailures: v.optional(v.boolean(), true),
  /** While something fills the screen, as far as Parley can know. */
  holdBackInFullScreen: v.optional(v.boolean(), true),
  quietHours: v.optional(v.boolean(), false),
  /** Minutes from midnight. */
  quietHoursFrom: v.optional(MinuteOfDay, 22 * 60),
  quietHoursTo: v.optional(MinuteOfDay, 7 * 60),
  /** On which they begin; 0: Sunday. */
  quietHoursDays: v.optional(
    v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))), v.maxLength(7)),
    () => [0, 1, 2, 3, 4, 5, 6],
  ),
  /** Those of now were ended by hand: none hold before. Epoch milliseconds. */
  quietHoursSkippedUntil: v.optional(v.number(), 0),
  /** Any at all; the three after it say of what. */
  playSounds: v.optional(v.boolean(), true),
  soundForInvitations: v.optional(v.boolean(), true),
  soundForMessages: v.optional(v.boolean(), true),
  soundForAlerts: v.optional(v.boolean(), true),
  /**
   * How long somebody who asks rings here; 0: until they give up. As long as whoever asks waits for an answer by default
   * (`uc/conversations/patience.ts`): nobody who is still waited for is missed.
   */
  ringSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3_600)), 180),
  /** Days that messages are kept on this computer; 0: for ever. */
  keepHistoryDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(36_500)), 0),
  proxy: v.optional(
    v.pipe(
      ProxySchema,
      v.check(({ mode, address }) => mode !== 'fixed' || address !== ''),
    ),
    () => ({ mode: 'system' as const, address: '' }),
  ),
  /** Groups of the contact list that are folded, by their numbers. With the two others of `AccountPart`: of the account that is signed in. */
  collapsedGroups: v.optional(GroupNumbers, []),
  /** The order of one's own of the groups, by their numbers; those that are not in it come after them, by name. */
  groupOrder: v.optional(GroupNumbers, []),
  contactView: v.optional(v.picklist(contactViews), 'groups'),
  contactOrder: v.optional(v.picklist(contactOrders), 'online'),
  contactDensity: v.optional(v.picklist(contactDensities), 'comfortable'),
  hideOffline: v.optional(v.boolean(), false),
  /** What is folded where the list is not parted by groups, as the list names it. */
  collapsedSections: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(100)), []),
  /** Into which dictionaries is looked, as BCP 47; `system`: that of the program's language. */
  spellCheckLanguages: v.optional(
    v.union([v.literal('system'), v.pipe(v.array(v.pipe(v.string(), v.maxLength(35))), v.maxLength(50))]),
    'system',
  ),
  collapsedRecents: v.optional(v.boolean(), false),
  /** Conversations taken off Recents, with the time of their last activity then: a later one brings them back. */
  removedRecents: v.optional(RemovedRecents, () => []),
  /** These of every account, as they are kept; nobody sees them but who keeps them (main/store/account-settings.ts). */
  ofAccounts: v.optional(
    v.pipe(
      v.array(
        v.object({
          who: Hash,
          collapsedGroups: GroupNumbers,
          groupOrder: GroupNumbers,
          removedRecents: RemovedRecents,
        }),
      ),
      v.maxLength(maxAccounts),
    ),
    () => [],
  ),
  /** How messages look to whom nothing else stands in `messageStyles`. */
  messageStyle: v.optional(Style, () => ({ bold: false, italic: false, underline: false, strike: false })),
  /** How messages to a person looked last, the newest first; nobody stands in it to whom they looked as usual. */
  messageStyles: v.optional(
    v.pipe(v.array(v.object({ uri: Uri, style: Style })), v.maxLength(maxMessageStyles)),
    () => [],
  ),
  /** Used last, the newest first, as they were written. */
  recentEmoji: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(40))), v.maxLength(maxRecentEmoji)),
    () => [],
  ),
  /** Colour of the skin of emoji: 0 none, 1 light to 5 dark. */
  emojiTone: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5)), 0),
  /** It was said, once, that a closed main window is in the tray. */
  toldOfTray: v.optional(v.boolean(), false),
  /** The version whose news this user was told of; empty: none yet. */
  toldVersion: v.optional(v.pipe(v.string(), v.maxLength(64)), ''),
  /** `:-)` in a message is shown as an emoji. */
  showEmoticonsAsEmoji: v.optional(v.boolean(), false),
});

/** Of the settings that say who somebody is, where they sign in and whom they write to: not to be written in clear where that can be helped. */
export function namesSomebody(name: string, value: unknown): boolean {
  if (name === 'messageStyles' || name === 'profiles') return Array.isArray(value) && value.length > 0;
  return (name === 'server' || name === 'user') && value !== '';
}

export type Settings = v.InferOutput<typeof SettingsSchema>;
/** What goes by the numbers of one account. */
export type AccountPart = Settings['ofAccounts'][number];
export const defaultSettings: Settings = v.parse(SettingsSchema, {});
