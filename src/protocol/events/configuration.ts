// `configuration`, read from `configurations` too (protocol.md 4.3, 7.13, 7.24).
import { allowedNames, uncheckedNames } from '../allowed-names';
import type { ValueOf } from '../codec';
import { event } from '../event';
import { boolean, filledText, integer, oneOf, text } from '../form';
import { attribute, child, handMade, one, part } from '../record';
import { element } from '../xml';
import { childrenNamed, trimmedText } from '../xml-reader';

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

/** `missedMessages`: for now; what came while nobody was signed in could not be fetched, and is told as soon as it can be. */
export const serviceLacks = ['calls', 'accessLevels', 'windowsSignIn', 'missedMessages'] as const;
export type ServiceLack = (typeof serviceLacks)[number];

/**
 * What of the API there is not behind this server, as with an XMPP service. No page has a word for it (section 8): an element in a
 * namespace of our own, which no other server sends, and which other clients pass over as they do whatever they do not know.
 */
const lacksSpace = 'urn:parley:lacks:0';
const lacks = handMade<readonly ServiceLack[]>(
  (source) => {
    const told = childrenNamed(source, 'lacks').find(({ attributes }) => attributes['xmlns'] === lacksSpace);
    if (!told) return undefined;
    const words = new Set(trimmedText(told).split(/\s/u));
    return serviceLacks.filter((lack) => words.has(lack));
  },
  (value) => [element('lacks', { xmlns: lacksSpace }, value.join(' '))],
  allowedNames([], { lacks: uncheckedNames }),
);

export type ConfigurationEvent = ValueOf<typeof configurationCodec>;

export const configurationCodec = event('configuration', {
  search: one(search).optional,
  enableAppearOffline: child(boolean).optional,
  imComposingTimers: one(imComposingTimers).optional,
  customAuthLogoffUrl: child(filledText).optional,
  /** Shown at the top of every conversation window. */
  userNotice: child(text).optional,
  lacks: lacks.optional,
});
