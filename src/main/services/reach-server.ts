// Whether a server answers at all, before anything is given up for it. Signs nobody in: it is asked without a name.
import { FailureError, failureOfError, type Failure } from '../../shared/domain/failure';
import { endpoints, endpointUrl } from '../uc/http/endpoints';
import { parseServerAddress } from '../uc/http/server-address';
import type { Transport } from '../uc/http/transport';

/** A person waits for it, and their session goes on meanwhile. */
const patienceMs = 8_000;

/** @param typed as a person writes an address; why nothing can be said of it is told where it is signed in to. */
export async function reachServer(transport: Transport, typed: string): Promise<Failure | undefined> {
  const address = parseServerAddress(typed);
  let first: Failure | undefined;
  for (const url of address.ok ? address.candidates : []) {
    const failure = await ask(transport, url);
    if (!failure) return undefined;
    // The first address is what the person means.
    first ??= failure;
  }
  return first;
}

async function ask(transport: Transport, serverUrl: string): Promise<Failure | undefined> {
  try {
    const { status } = await transport.request({
      method: 'POST',
      url: endpointUrl(serverUrl, endpoints.formsLogon),
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      body: '<cwaRequests><logon/></cwaRequests>',
      timeoutMs: patienceMs,
    });
    return status >= 500 ? { code: 'server-error', facts: { http: status } } : undefined;
  } catch (error) {
    // To be sent elsewhere is an answer.
    if (error instanceof FailureError && error.code === 'redirected') return undefined;
    return failureOfError(error);
  }
}
