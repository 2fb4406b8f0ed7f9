// `configuration`, read from `configurations` too (protocol.md 4.3, 7.13, 7.24).
import type { Codec } from '../codec';
import { element, textElement } from '../xml';
import { attribute, childNamed, childText, oneOf, optionalBoolean, optionalInteger } from '../xml-reader';
import { eventId } from './event-id';

export interface ConfigurationEvent {
  readonly kind: 'configuration';
  readonly eid?: number;
  /** `defaultFields`: sum of 1 first name, 2 last name, 4 display name, 8 e-mail. */
  readonly search?: { readonly defaultFunction?: 'and' | 'or'; readonly defaultFields?: number };
  readonly enableAppearOffline?: boolean;
  /** Both in seconds; for what the client makes of them see 7.16. */
  readonly imComposingTimers?: { readonly refreshInterval?: number; readonly timeout?: number };
  readonly customAuthLogoffUrl?: string;
  /** Shown at the top of every conversation window. */
  readonly userNotice?: string;
}

export const configurationCodec: Codec<ConfigurationEvent> = {
  element: 'configuration',
  decode(source) {
    const search = childNamed(source, 'search');
    const timers = childNamed(source, 'imComposingTimers');
    const defaultFunction = search && oneOf(attribute(search, 'defaultFunction'), ['and', 'or']);
    const defaultFields = search && optionalInteger(attribute(search, 'defaultFields'));
    const refreshInterval = timers && optionalInteger(attribute(timers, 'refreshInterval'));
    const timeout = timers && optionalInteger(attribute(timers, 'timeout'));
    const enableAppearOffline = optionalBoolean(childText(source, 'enableAppearOffline'));
    const customAuthLogoffUrl = childText(source, 'customAuthLogoffUrl');
    const userNotice = childText(source, 'userNotice');
    return {
      kind: 'configuration',
      ...eventId(source),
      ...(search && {
        search: { ...(defaultFunction && { defaultFunction }), ...(defaultFields !== undefined && { defaultFields }) },
      }),
      ...(enableAppearOffline !== undefined && { enableAppearOffline }),
      ...(timers && {
        imComposingTimers: {
          ...(refreshInterval !== undefined && { refreshInterval }),
          ...(timeout !== undefined && { timeout }),
        },
      }),
      ...(customAuthLogoffUrl && { customAuthLogoffUrl }),
      ...(userNotice !== undefined && { userNotice }),
    };
  },
  encode(value) {
    return element(
      'configuration',
      { eid: value.eid },
      value.search && element('search', { ...value.search }),
      textElement('enableAppearOffline', value.enableAppearOffline),
      value.imComposingTimers && element('imComposingTimers', { ...value.imComposingTimers }),
      textElement('customAuthLogoffUrl', value.customAuthLogoffUrl),
      textElement('userNotice', value.userNotice),
    );
  },
};
