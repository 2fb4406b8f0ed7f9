// A proxy on the way that wants to know who this is.
import * as v from 'valibot';
import { method } from './define';
import { ShortText } from './values';

export const proxyMethods = {
  /**
   * For the proxy that a failure named (`proxy-asks`), and no other: refused (`not-allowed`) unless it asked. The trying again is a
   * method of its own. `remember` absent: as with what was told before. On a public computer it is not written.
   */
  'proxy:answer': method(
    v.strictObject({
      proxy: v.pipe(v.string(), v.maxLength(300)),
      user: v.pipe(ShortText, v.nonEmpty()),
      password: v.pipe(v.string(), v.maxLength(1024)),
      remember: v.optional(v.boolean()),
      isPublicComputer: v.boolean(),
    }),
  ).returns<void>(),
} as const;
