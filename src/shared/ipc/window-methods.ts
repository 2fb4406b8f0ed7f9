// Windows and settings.
import * as v from 'valibot';
import { maxLinkLength } from '../links';
import type { Managed } from '../managed';
import { SettingsSchema, type Settings } from '../settings';
import { method } from './define';
import { Id, Nothing, ShortText, Uri, maxChosen } from './values';

export const windowMethods = {
  'window:open-conversation': method(v.strictObject({ conversationId: Id })).returns<void>(),
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
  'window:close': method(Nothing).returns<void>(),
  /** Opens an `https:`, `http:` or `mailto:` link in the person's own browser. */
  'link:open': method(v.pipe(v.string(), v.maxLength(maxLinkLength))).returns<void>(),
  'settings:get': method(Nothing).returns<Settings>(),
  /** What an administrator has set; the same as long as the program runs. */
  'settings:managed': method(Nothing).returns<Managed>(),
  /** Refused (`set-by-organisation`) where that is another value than the administrator's. */
  'settings:set': method(v.partial(SettingsSchema)).returns<Settings>(),
} as const;
