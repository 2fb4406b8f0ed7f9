// A server that answers with another address. It is not followed: a password and a ticket belong to one server. Told is where it leads,
// as the address of a server that a person may choose to sign in at.
import { FailureError, type Redirect } from '../../../shared/domain/failure';
import { parseServerAddress, typedAddressOf } from './server-address';

/** What fits into the form and the settings. */
const maxAddressLength = 256;

/** Nobody redirects to so long a one; a host of that length takes its reader a long time. */
const maxLocationLength = 8_192;

/** `url`: what was asked; `location`: as it came, undefined where the answer names none. */
export function redirected(status: number, url: string, location: string | undefined): FailureError {
  const target = location === undefined ? undefined : urlOf(location, url);
  const redirect = target && redirectTo(target, new URL(url));
  const where = target && redirect?.isOtherHost ? `, to another host (${target.hostname})` : '';
  return new FailureError('redirected', `status ${status}${where}`, {
    facts: { http: status },
    ...(redirect && { redirect }),
  });
}

function redirectTo(target: URL, from: URL): Redirect {
  const to = addressOf(target, from);
  return {
    ...(to !== undefined && { to }),
    isOtherHost: target.hostname !== from.hostname,
    isStepDown: from.protocol === 'https:' && target.protocol !== 'https:',
  };
}

/** Without the page that it leads to, a query and a fragment: what is below is the service's, or nobody's. */
function addressOf(target: URL, from: URL): string | undefined {
  const address = parseServerAddress(target.href);
  const [base] = address.ok ? address.candidates : [];
  // Another page of the same server: signing in there is what was just tried.
  if (base === undefined || isSameServer(base, from)) return undefined;
  const typed = typedAddressOf(base);
  return typed.length > maxAddressLength ? undefined : typed;
}

function isSameServer(base: string, asked: URL): boolean {
  const address = parseServerAddress(asked.href);
  return address.ok && address.candidates[0]?.toLowerCase() === base.toLowerCase();
}

function urlOf(location: string, base: string): URL | undefined {
  try {
    return location.length > maxLocationLength ? undefined : new URL(location, base);
  } catch {
    return undefined;
  }
}
