// `sendInfo` (protocol.md 3.9).
import type { ValueOf } from '../codec';
import { exactText, text } from '../form';
import { child, record } from '../record';

export type SendInfo = ValueOf<typeof sendInfoCodec>;

export const sendInfoCodec = record('sendInfo', {
  /** `text/plain` or `text/XML`. */
  contentType: child(text),
  content: child(exactText),
});
