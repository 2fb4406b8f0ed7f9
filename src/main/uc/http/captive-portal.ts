// Networks that ask for a sign-in of their own (hotels, trains, guests' wireless) answer in the server's place until that is done:
// with a redirect to their host, with a page, with status 511 (RFC 6585). Such an answer says nothing about the server, the ticket
// or the password. Only of use once the service has spoken to us: before that a wrong address looks just the same.
import { FailureError } from '../../../shared/domain/failure';
import { isSuccess } from '../failures';
import type { HttpResponse } from './transport';

/** The same failure, for a server that has answered properly before. */
export function portalInError(error: unknown): FailureError | undefined {
  if (!(error instanceof FailureError)) return undefined;
  if (error.code === 'captive-portal') return error;
  if (error.code !== 'redirected' || error.redirect?.isOtherHost !== true) return undefined;
  return new FailureError('captive-portal', error.detail, { cause: error });
}

/**
 * 5xx with a page is how a web server tells of its own trouble, 404 that the service is not there (yet), and 401 belongs to the
 * ticket, whatever comes with it.
 */
export function portalInAnswer({ status, body }: HttpResponse): FailureError | undefined {
  const isPortal = status === 511 || ((isSuccess(status) || status === 403) && isWebPage(body));
  if (!isPortal) return undefined;
  return new FailureError('captive-portal', `status ${status}, a page of somebody else`, {
    // A page with status 200 may still have come after the server was reached.
    reached: isSuccess(status) ? 'maybe' : 'never',
  });
}

const lookedAt = 12_000;
const maxPreambles = 5;

/** By what it is rather than by its type: documents of the service have been seen to come as `text/html`. */
export function isWebPage(body: string): boolean {
  let rest = body
    .slice(0, lookedAt)
    .replace(/^\uFEFF/u, '')
    .trimStart();
  for (let skipped = 0; skipped < maxPreambles; skipped++) {
    const end = rest.startsWith('<!--')
      ? rest.indexOf('-->', 4) + 3
      : rest.startsWith('<?')
        ? rest.indexOf('>') + 1
        : 0;
    // Neither, or one without an end.
    if (end < 3) break;
    rest = rest.slice(end).trimStart();
  }
  return /^<(?:!doctype\s{1,20}html|html|head|body|meta|script)\b/i.test(rest);
}

/**
 * What to open in a browser to meet the portal: the server's own host, so that nobody else hears of it, without encryption, since
 * that is all a portal can answer.
 */
export function networkPageOf(serverUrl: string): string {
  const { protocol, hostname, host } = new URL(serverUrl);
  return `http://${protocol === 'http:' ? host : hostname}/`;
}
