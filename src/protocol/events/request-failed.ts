// `requestFailed`, on either channel (protocol.md 4.6, 7.20). On the command channel the number of an event lets it count once.
import { uncheckedNames } from '../allowed-names';
import type { ValueOf } from '../codec';
import { decodeErrorOf, encodeError, type CwaError } from '../cwa-error';
import { event } from '../event';
import { text } from '../form';
import { attribute, handMade } from '../record';

export type RequestFailed = ValueOf<typeof requestFailedCodec>;

export const requestFailedCodec = event('requestFailed', {
  rid: attribute(text).or(''),
  error: handMade<CwaError>(decodeErrorOf, (error) => [encodeError(error)], uncheckedNames),
});
