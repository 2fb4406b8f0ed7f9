// What a service or somebody behind it refuses, as the API says it: the answer that a SIP server would have given.
import type { CwaError } from '../../../protocol/cwa-error';
import { internalFailure, sipFailure, throttled } from '../../base/errors';
import { spaces } from '../spaces';
import { child, children, type XmlElement } from '../stream/element';
import { ns } from '../stream/namespaces';
import { StanzaError } from '../stream/stanza-error';

const notFound = [404, 'Not Found', 'The address is not known.'] as const;
const forbidden = [403, 'Forbidden', 'The service does not allow this.'] as const;

const refusals: Readonly<Record<string, readonly [code: number, reason: string, detail: string]>> = {
  'bad-request': [400, 'Bad Request', 'The service has not understood the request.'],
  conflict: [485, 'Ambiguous', 'The service has something of this name already.'],
  forbidden,
  gone: [410, 'Gone', 'The address is not in use any more.'],
  'item-not-found': notFound,
  'jid-malformed': notFound,
  'not-acceptable': [406, 'Not Acceptable', 'The other side does not accept this.'],
  'not-allowed': forbidden,
  'not-authorized': forbidden,
  'policy-violation': [
    413,
    'Request Entity Too Large',
    'The service has a rule against this, most likely about size or number.',
  ],
  'recipient-unavailable': [480, 'Temporarily Unavailable', 'The peer could not be reached.'],
  'registration-required': [403, 'Forbidden', 'The conference is locked.'],
  'remote-server-not-found': [404, 'Not Found', 'The domain of the address is not known.'],
  'remote-server-timeout': [504, 'Server Time-out', 'The service has not answered.'],
  'resource-constraint': [503, 'Service Unavailable', 'The service is too busy.'],
  'service-unavailable': [480, 'Temporarily Unavailable', 'The peer could not be reached, or takes no messages.'],
};

export function refusalOf(condition: string): CwaError {
  const refusal = Object.hasOwn(refusals, condition) ? refusals[condition] : undefined;
  const [code, reason, detail] = refusal ?? [
    500,
    'Server Internal Error',
    'The service could not carry out the request.',
  ];
  return sipFailure(code, reason, detail);
}

/** Why a request cannot be carried out, as its client is told. */
export class Refusal extends Error {
  constructor(readonly error: CwaError) {
    super(error.reason);
  }
}

/** Of a question that was not answered as it should be. */
export function refusalOfError(error: unknown): CwaError {
  if (error instanceof Refusal) return error.error;
  if (!(error instanceof StanzaError)) return internalFailure;
  if (error.origin === 'full') return throttled('Too much waits for the service.');
  return refusalOf(error.origin === 'answered' ? error.condition : 'remote-server-timeout');
}

/** There is none of that address (any more). */
export const isNoMore = (error: unknown): boolean =>
  error instanceof StanzaError && (error.condition === 'item-not-found' || error.condition === 'gone');

/** The condition of an error stanza (RFC 6120, 8.3.3). */
export function conditionOf(stanza: XmlElement): string {
  const error = child(stanza, 'error');
  return (
    (error && children(error).find((each) => each.ns === ns.stanzaError && each.name !== 'text')?.name) ??
    'undefined-condition'
  );
}

/** Codes of what happens in a room (XEP-0045, 15.6). */
export function statusCodes(stanza: XmlElement): ReadonlySet<string> {
  const x = child(stanza, 'x', spaces.mucUser);
  return new Set(x ? children(x, 'status').map(({ attrs }) => attrs['code'] ?? '') : []);
}
