// `note` (protocol.md 5.6). Its words are kept exactly.
import type { ValueOf } from '../codec';
import { exactText, integer, oneOf, text } from '../form';
import { all, attribute, content, part, record } from '../record';

const body = part('body', {
  type: attribute(oneOf(['personal', 'OOF'])).or('personal'),
  uri: attribute(text).optional,
  lcid: attribute(integer, 'LCID').optional,
  /** ISO 8601. */
  startTime: attribute(text).optional,
  endTime: attribute(text).optional,
  text: content(exactText),
});

export type Note = ValueOf<typeof noteCodec>;

export const noteCodec = record(
  'note',
  { bodies: all(body) },
  { attributes: { xmlns: 'http://schemas.microsoft.com/2006/09/sip/note' } },
);
