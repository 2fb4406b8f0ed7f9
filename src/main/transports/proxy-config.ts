// The way to servers as it is set, in the words of `session.setProxy`. Pure.
import { proxyAddress } from '../../shared/proxy-address';
import type { ProxyWish } from '../../shared/settings';

export type ProxySettings =
  | { readonly mode: 'system' | 'direct' }
  /** This computer itself is reached directly, as Chromium has it. */
  | { readonly mode: 'fixed_servers'; readonly proxyRules: string };

export function proxySettings({ mode, address }: ProxyWish): ProxySettings {
  if (mode === 'none') return { mode: 'direct' };
  const rules = mode === 'fixed' ? proxyAddress(address) : undefined;
  return rules === undefined ? { mode: 'system' } : { mode: 'fixed_servers', proxyRules: rules };
}
