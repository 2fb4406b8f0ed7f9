// The settings of one user on this computer. Every field has a default, so an empty or older file is a valid one.
import * as v from 'valibot';
import { contactDensities, contactOrders, contactViews } from './contact-view';
import { settableAvailabilities } from './domain/person';
import { Id, Style, Uri } from './ipc/values';

/** People for whom the look of messages is remembered; who comes after them takes the place of the one chosen for longest ago. */
export const maxMessageStyles = 200;

/** Emoji used last that the picker shows above all others. */
export const maxRecentEmoji = 24;

/** Conversations that are remembered as taken off Recents. */
export const maxRemovedRecents = 500;

const Hash = v.pipe(v.string(), v.regex(/^[\da-f]{64}$/u));

export const SettingsSchema = v.object({
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  /** BCP 47, or `system`. */
  language: v.optional(v.pipe(v.string(), v.maxLength(35)), 'system'),
  server: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
  user: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
  signInMethod: v.optional(v.picklist(['forms', 'integrated', 'sso']), 'forms'),
  rememberPassword: v.optional(v.boolean(), false),
  signInAtStart: v.optional(v.boolean(), false),
  /** When somebody logs in to the computer; out of sight. */
  startAtLogin: v.optional(v.boolean(), false),
  availabilityAtSignIn: v.optional(v.picklist(settableAvailabilities), 'available'),
  /** Without any input for so long somebody counts as idle, and for so much longer as away. */
  idleAfterMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)), 5),
  awayAfterMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)), 15),
  /** The note of this user (both as hashes) goes then. */
  noteUntil: v.optional(v.nullable(v.object({ who: Hash, note: Hash, at: v.number() })), null),
  /** “Do not disturb” of this user ends then, and that comes after it. */
  quietUntil: v.optional(
    v.nullable(v.object({ who: Hash, at: v.number(), then: v.picklist([...settableAvailabilities, 'automatic']) })),
    null,
  ),
  /** `main`: one at a time, beside the contact list. */
  conversationsIn: v.optional(v.picklist(['windows', 'main']), 'windows'),
  showMessageInNotifications: v.optional(v.boolean(), true),
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
  /** Groups of the contact list that are folded, by their numbers. */
  collapsedGroups: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(10_000)), []),
  /** The order of one's own of the groups, by their numbers; those that are not in it come after them, by name. */
  groupOrder: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(10_000)), []),
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
  removedRecents: v.optional(
    v.pipe(v.array(v.object({ id: Id, at: v.pipe(v.number(), v.integer()) })), v.maxLength(maxRemovedRecents)),
    () => [],
  ),
  /** How messages to a person looked last, the newest first; nobody stands in it to whom they looked plain. */
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
  /** `:-)` in a message is shown as an emoji. */
  showEmoticonsAsEmoji: v.optional(v.boolean(), false),
});

/** Of the settings that say who somebody is, where they sign in and whom they write to: not to be written in clear where that can be helped. */
export function namesSomebody(name: string, value: unknown): boolean {
  if (name === 'messageStyles') return Array.isArray(value) && value.length > 0;
  return (name === 'server' || name === 'user') && value !== '';
}

export type Settings = v.InferOutput<typeof SettingsSchema>;
export const defaultSettings: Settings = v.parse(SettingsSchema, {});
