// `logon`: the only request without a rid, sent to a sign-in URL (protocol.md 3.1).
import type { ValueOf } from '../codec';
import { exactText, filledText } from '../form';
import { child, record } from '../record';

export type LogonRequest = ValueOf<typeof logonCodec>;

export const logonCodec = record('logon', {
  /** `domain\user` or `user@domain`; forms only. */
  user: child(filledText).optional,
  password: child(exactText).optional,
  uri: child(filledText).optional,
});
