// Windows and settings.
import * as v from 'valibot';
import { maxLinkLength } from '../links';
import type { Managed } from '../managed';
import { SettingsSchema, type Settings } from '../settings';
import { call } from './define';
import { Id, Nothing, Uri, maxChosen } from './values';

export const windowCalls = {
  'window:open-conversation': call(v.strictObject({ conversationId: Id })).returns<void>(),
  /** The invitation dialog, with people already chosen. */
  'window:open-invitation': call(v.strictObject({ to: v.pipe(v.array(Uri), v.maxLength(maxChosen)) })).returns<void>(),
  'window:open-history': call(Nothing).returns<void>(),
  'window:open-diagnostics': call(Nothing).returns<void>(),
  'window:open-about': call(Nothing).returns<void>(),
  'window:close': call(Nothing).returns<void>(),
  /** Opens an `https:`, `http:` or `mailto:` link in the person's own browser. */
  'link:open': call(v.pipe(v.string(), v.maxLength(maxLinkLength))).returns<void>(),
  'settings:get': call(Nothing).returns<Settings>(),
  /** What an administrator has set; the same as long as the program runs. */
  'settings:managed': call(Nothing).returns<Managed>(),
  /** Refused (`set-by-organisation`) where that is another value than the administrator's. */
  'settings:set': call(v.partial(SettingsSchema)).returns<Settings>(),
} as const;
