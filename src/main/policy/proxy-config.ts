// The way to servers that an administrator has set, in the words of `session.setProxy`. Pure.
import type { PolicyValues } from './policy-keys';
import { proxyAddress } from './proxy-address';

export type ProxySettings =
  | { readonly mode: 'system' | 'direct' }
  /** This computer itself is reached directly, as Chromium has it. */
  | { readonly mode: 'fixed_servers'; readonly proxyRules: string };

/** Undefined: nothing is set, and the system says. */
export function proxySettings(values: PolicyValues): ProxySettings | undefined {
  switch (values['proxy.mode']) {
    case 'system':
      return { mode: 'system' };
    case 'none':
      return { mode: 'direct' };
    case 'fixed':
      return { mode: 'fixed_servers', proxyRules: proxyAddress(values['proxy.address'] ?? '') ?? '' };
    case undefined:
      return undefined;
  }
}
