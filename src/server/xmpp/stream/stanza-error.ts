// What a request is rejected with.
import { child, children, text, type XmlElement } from './element';
import { ns } from './namespaces';

/**
 * `answered`: the other side refuses; `full`: too much waits already, it has not gone out; `broken`: the connection was lost for good, and
 * `late`: no answer came in time, both of which tell nothing of what has become of the request.
 */
export type StanzaErrorOrigin = 'answered' | 'full' | 'broken' | 'late';

export class StanzaError extends Error {
  constructor(
    readonly origin: StanzaErrorOrigin,
    /** RFC 6120, 8.3.3; '' unless it was answered. */
    readonly condition: string,
    /** What the other side says about it, for people. */
    readonly words?: string,
  ) {
    super(`${origin} ${condition}`);
  }
}

/** What a stanza of type `error` says. */
export function stanzaErrorOf(stanza: XmlElement): StanzaError {
  const error = child(stanza, 'error');
  const conditions = error ? children(error).filter((each) => each.ns === ns.stanzaError) : [];
  const condition = conditions.find(({ name }) => name !== 'text')?.name ?? 'undefined-condition';
  return new StanzaError('answered', condition, text(conditions.find(({ name }) => name === 'text')));
}
