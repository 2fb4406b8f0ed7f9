// `cwaCategory` and the payloads that Parley reads (protocol.md 4.15, 5.2, 5.6, 5.7, 7.15). One file a payload.
import { allowedNames } from '../allowed-names';
import { unionOf, type ValueOf } from '../codec';
import { foreignXml, parseForeignXml } from '../foreign-xml';
import { filledText, integer, text } from '../form';
import { attribute, handMade, part } from '../record';
import { elements, localName } from '../xml-reader';
import { contactCardCodec } from './contact-card';
import { noteCodec } from './note';
import { stateCodec } from './state';

const codecs = [stateCodec, noteCodec, contactCardCodec];
const known = unionOf(codecs);

/**
 * A payload that no codec knows, as XML text; so are `calendarData`, working hours or free/busy, and `services`, capabilities of the
 * user's endpoints, of which the pages do not say what is inside (section 8).
 */
interface ForeignPayload {
  readonly kind: (typeof kindsOfXml)[number];
  readonly xml: string;
}

const kindsOfXml = ['calendarData', 'services', 'foreign'] as const;

export type CategoryPayload = ValueOf<(typeof codecs)[number]> | ForeignPayload;

/** Absent: the user publishes nothing visible in this category. */
export const payload = handMade<CategoryPayload>(
  (source) => {
    const [child] = elements(source);
    if (!child) return undefined;
    const codec = known.find(child);
    if (codec) return codec.decode(child);
    const name = localName(child.name).toLowerCase();
    const kind = kindsOfXml.find((one) => one.toLowerCase() === name) ?? 'foreign';
    return { kind, xml: foreignXml(source) };
  },
  (value) => ('xml' in value ? parseForeignXml(value.xml) : [known.encode(value)]),
  allowedNames([], 'any'),
);

export type Category = ValueOf<typeof categoryRecord>;

export const categoryRecord = part('cwaCategory', {
  name: attribute(filledText),
  // 7.15: some events say `instanceMask`.
  instance: attribute(integer).else(attribute(integer, 'instanceMask')).optional,
  version: attribute(integer).optional,
  /** ISO 8601, as written. */
  publishTime: attribute(text).optional,
  /** When it takes effect, as written. */
  effectiveAt: attribute(text).optional,
  /** As written (7.15). */
  expires: attribute(text).optional,
  payload: payload.optional,
});
