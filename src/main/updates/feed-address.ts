// Where updates come from: nowhere, unless an administrator names an address. Pure.
import type { PolicyValues } from '../policy/policy-keys';

/** Names a feed on this very computer: for tests of a Parley that is not installed. The installed one listens to no variable. */
export const feedVariable = 'PARLEY_UPDATE_FEED';

export interface FeedPlace {
  readonly values: PolicyValues;
  readonly isPackaged: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A folder, so that what it holds is named relative to it; undefined: updates are off, and nobody is asked. */
export function feedAddress({ values, isPackaged, env }: FeedPlace): URL | undefined {
  if (values['updates.enabled'] === false) return undefined;
  const named = isPackaged ? values['updates.address'] : loopback(env[feedVariable]);
  if (named === undefined) return undefined;
  const url = new URL(named);
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function loopback(named: string | undefined): string | undefined {
  if (named === undefined || !URL.canParse(named)) return undefined;
  const { protocol, hostname } = new URL(named);
  return protocol === 'http:' && hostname === '127.0.0.1' ? named : undefined;
}
