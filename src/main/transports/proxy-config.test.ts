import { expect, it } from 'vitest';
import { proxySettings } from './proxy-config';

it.each([
  [{ mode: 'system', address: '' }, { mode: 'system' }],
  // Written down for another time.
  [{ mode: 'system', address: 'proxy.example.com:3128' }, { mode: 'system' }],
  [{ mode: 'none', address: 'proxy.example.com:3128' }, { mode: 'direct' }],
  [
    { mode: 'fixed', address: 'Proxy.example.com:3128' },
    { mode: 'fixed_servers', proxyRules: 'proxy.example.com:3128' },
  ],
  [
    { mode: 'fixed', address: 'socks://proxy:1080' },
    { mode: 'fixed_servers', proxyRules: 'socks5://proxy:1080' },
  ],
] as const)('%j is %j to Chromium', (wish, config) => expect(proxySettings(wish)).toEqual(config));
