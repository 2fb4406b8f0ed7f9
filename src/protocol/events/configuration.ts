// `configuration`, read from `configurations` too (protocol.md 4.3, 7.13, 7.24).
import type { ValueOf } from '../codec';
import { event } from '../event';
import { boolean, filledText, integer, oneOf, text } from '../form';
import { attribute, child, one, part } from '../record';

const search = part('search', {
  defaultFunction: attribute(oneOf(['and', 'or'])).optional,
  /** Sum of 1 first name, 2 last name, 4 display name, 8 e-mail. */
  defaultFields: attribute(integer).optional,
});

/** Both in seconds; for what the client makes of them see 7.16. */
const imComposingTimers = part('imComposingTimers', {
  refreshInterval: attribute(integer).optional,
  timeout: attribute(integer).optional,
});

export type ConfigurationEvent = ValueOf<typeof configurationCodec>;

export const configurationCodec = event('configuration', {
  search: one(search).optional,
  enableAppearOffline: child(boolean).optional,
  imComposingTimers: one(imComposingTimers).optional,
  customAuthLogoffUrl: child(filledText).optional,
  /** Shown at the top of every conversation window. */
  userNotice: child(text).optional,
});
