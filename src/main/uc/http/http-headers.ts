// Headers of an answer as they came on the wire, one after another, made into one value a name. Some proxies send each of them twice
// (field notes); both network stacks would join such a pair with a comma, and "T, T" is no ticket.

/** A field whose value is a list goes on in the next field of its name (RFC 9110, 5.3). Of those that we read, these are lists. */
const lists: ReadonlySet<string> = new Set(['content-encoding', 'proxy-authenticate', 'www-authenticate']);

/**
 * `raw`: names and values in turn. Names come out in lower case.
 * A field that is no list has one whole value. Where two differ the last one counts: who changes an answer on its way adds to the
 * end, and so does a server that has a newer ticket to give. No document settles that. A list has each of its fields once.
 */
export function headersOf(raw: readonly string[]): Record<string, string> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairsOf(raw)) {
    const known = lists.has(name) ? values.get(name) : undefined;
    if (!known) values.set(name, [value]);
    else if (!known.includes(value)) known.push(value);
  }
  return Object.fromEntries([...values].map(([name, each]) => [name, each.join(', ')]));
}

/** Each `Set-Cookie` for itself: a comma may be part of it. */
export function setCookiesOf(raw: readonly string[]): readonly string[] {
  return [...pairsOf(raw)].filter(([name]) => name === 'set-cookie').map(([, value]) => value);
}

function* pairsOf(raw: readonly string[]): Generator<readonly [name: string, value: string]> {
  for (let at = 0; at + 1 < raw.length; at += 2) yield [(raw[at] ?? '').toLowerCase(), raw[at + 1] ?? ''];
}
