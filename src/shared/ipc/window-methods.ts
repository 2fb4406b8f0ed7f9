// Windows, and changing settings.
import * as v from 'valibot';
import { guidePlaces } from '../guide';
import { maxLinkLength } from '../links';
import { SettingsSchema } from '../settings';
import { SettingsDraftsSchema, type SettingsDrafts } from '../settings-drafts';
import type { SettingsNow } from '../settings-edit';
import { settingsSections } from '../settings-sections';
import { method } from './define';
import { Id, Nothing, ShortText, Uri, maxChosen } from './values';

export const windowMethods = {
  /** The main window comes to the front. */
  'window:show-main': method(Nothing).returns<void>(),
  /** `messageId`: at this message. */
  'window:open-conversation': method(v.strictObject({ conversationId: Id, messageId: v.optional(Id) })).returns<void>(),
  /** The message that a conversation is to be opened at, once; null: none. That there is one comes by `message:wanted`. */
  'window:wanted-message': method(v.strictObject({ conversationId: Id })).returns<string | null>(),
  /** The one conversation with this person; where there is none yet, the invitation dialog to them. */
  'window:open-thread-with': method(v.strictObject({ uri: Uri })).returns<void>(),
  /** The conversation that the main window shows beside the list; what follows comes by `pane:changed`. */
  'window:pane': method(Nothing).returns<string | null>(),
  'window:close-pane': method(Nothing).returns<void>(),
  /** From the main window into one of its own. What is half-written there has to be saved before. */
  'window:pop-out': method(v.strictObject({ conversationId: Id })).returns<void>(),
  /** From its window into the main one, which closes it. The same holds. */
  'window:move-back': method(v.strictObject({ conversationId: Id })).returns<void>(),
  /** The invitation dialog, with people already chosen. */
  'window:open-invitation': method(
    v.strictObject({ to: v.pipe(v.array(Uri), v.maxLength(maxChosen)) }),
  ).returns<void>(),
  /** With what is to be searched for there: words, or all that was said with somebody. */
  'window:open-history': method(
    v.optional(v.strictObject({ words: v.optional(ShortText), person: v.optional(Uri) })),
  ).returns<void>(),
  'window:open-diagnostics': method(Nothing).returns<void>(),
  'window:open-about': method(Nothing).returns<void>(),
  'window:open-settings': method(v.strictObject({ section: v.optional(v.picklist(settingsSections)) })).returns<void>(),
  /** At one of its pages, or at what is new. */
  'window:open-guide': method(
    v.optional(v.strictObject({ place: v.optional(v.picklist(guidePlaces)) })),
  ).returns<void>(),
  'window:close': method(Nothing).returns<void>(),
  /** The main window's page hears what is said to it from now on. */
  'window:listening': method(Nothing).returns<void>(),
  /** Its page could not be drawn, since a part of the program could not be read: nothing but the main process can say so. */
  'window:not-drawn': method(Nothing).returns<void>(),
  /** Its page, anew; a page may not go anywhere by itself, not even to where it is. */
  'window:reload': method(Nothing).returns<void>(),
  /** Nothing half-done stands in the main window: the answer to `window:rest`. */
  'window:may-rest': method(Nothing).returns<void>(),
  /** Opens an `https:`, `http:` or `mailto:` link in the person's own browser. */
  'link:open': method(v.pipe(v.string(), v.maxLength(maxLinkLength))).returns<void>(),
  /** Hands a telephone number to the program of the computer that calls, if it has one. */
  'phone:dial': method(v.pipe(v.string(), v.maxLength(64))).returns<void>(),
  /** `#rrggbb`; null: none is known, or nobody has chosen to have it. What follows comes by `system-accent:changed`. */
  'window:system-accent': method(Nothing).returns<string | null>(),
  /** What was begun in the settings, and does not count yet. */
  'settings:drafts': method(Nothing).returns<SettingsDrafts>(),
  'settings:keep-drafts': method(SettingsDraftsSchema).returns<void>(),
  /**
   * `seen`: what of it the window showed when it was changed (`settings-edit.ts`). Refused (`set-by-organisation`) where it would be
   * another value than the administrator's.
   */
  'settings:set': method(
    v.object({ ...v.partial(SettingsSchema).entries, seen: v.optional(v.partial(SettingsSchema)) }),
  ).returns<SettingsNow>(),
} as const;
