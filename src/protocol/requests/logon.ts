// `logon`: the only request without a rid, sent to a sign-in URL (protocol.md 3.1).
import type { Codec } from '../codec';
import { element, textElement } from '../xml';
import { childNamed, childText, rawText } from '../xml-reader';

export interface LogonRequest {
  readonly kind: 'logon';
  /** `domain\user` or `user@domain`; forms only. */
  readonly user?: string;
  readonly password?: string;
  readonly uri?: string;
}

export const logonCodec: Codec<LogonRequest> = {
  element: 'logon',
  decode(source) {
    const user = childText(source, 'user');
    const passwordElement = childNamed(source, 'password');
    const uri = childText(source, 'uri');
    return {
      kind: 'logon',
      ...(user && { user }),
      ...(passwordElement && { password: rawText(passwordElement) }),
      ...(uri && { uri }),
    };
  },
  encode(value) {
    return element(
      'logon',
      {},
      textElement('user', value.user),
      textElement('password', value.password),
      textElement('uri', value.uri),
    );
  },
};
