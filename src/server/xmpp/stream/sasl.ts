// Signing in (RFC 6120, 6): which mechanism, and the exchange.
import { child, children, text, xml, type XmlElement } from './element';
import { ns } from './namespaces';
import { bytesOf, ScramExchange, type ScramKeys, type ScramMechanism } from './scram';
import { away, wrong, type StreamFailure } from './stream-failure';
import type { Wire } from './wire';

/** With what somebody signs in. */
export interface Secret {
  readonly user: string;
  readonly password?: string;
  /** Instead of the password, as long as they fit. */
  readonly keys?: ScramKeys;
}

type Mechanism = ScramMechanism | 'PLAIN';

/** The strongest first. */
const mechanisms: readonly Mechanism[] = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN'];

/** Signs in on a stream whose features these are; how, and what to sign in with the next time. Throws `StreamFailure`. */
export async function authenticate(
  wire: Wire,
  features: XmlElement,
  secret: Secret,
): Promise<{ mechanism: Mechanism; secret: Secret }> {
  const offered = child(features, 'mechanisms', ns.sasl);
  const names = new Set(offered ? children(offered, 'mechanism').map((each) => text(each).trim()) : []);
  const mechanism = chooseMechanism(names, secret, wire.isSecure);
  const used = mechanism === 'PLAIN' ? await byPlain(wire, secret) : await byScram(wire, mechanism, secret);
  return { mechanism, secret: used };
}

/**
 * The strongest one that both know. Who has signed in by SCRAM does so again, by the same or a stronger one: the keys fit nothing else, and
 * whoever offers less then is not to get the password.
 */
export function chooseMechanism(
  offered: ReadonlySet<string>,
  { password, keys }: Omit<Secret, 'user'>,
  isSecure: boolean,
): Mechanism {
  const weakest = keys ? mechanisms.indexOf(keys.mechanism) : mechanisms.length - 1;
  const possible = mechanisms.filter(
    (mechanism, index) =>
      offered.has(mechanism) &&
      index <= weakest &&
      (mechanism !== 'PLAIN' || isSecure) &&
      (password !== undefined || mechanism === keys?.mechanism),
  );
  const [best] = possible;
  if (!best) throw away(`no way to sign in among ${[...offered].join(', ').slice(0, 200) || 'none'}`);
  return best;
}

async function byPlain(wire: Wire, secret: Secret): Promise<Secret> {
  const { user, password } = secret;
  if (password === undefined || password === '' || password.includes('\0'))
    throw wrong('PLAIN: nobody can have this password');
  wire.send(begin('PLAIN', `\0${user}\0${password}`));
  const answer = await wire.element();
  if (!isOf(answer, 'success')) throw refusalOf(answer);
  return secret;
}

async function byScram(wire: Wire, mechanism: ScramMechanism, secret: Secret): Promise<Secret> {
  const exchange = new ScramExchange(mechanism, secret.user, secret);
  const challenge = await challengeTo(wire, mechanism, exchange);
  wire.send(xml('response', { xmlns: ns.sasl }, encoded(await exchange.answer(challenge))));
  const final = await wire.element();
  if (isOf(final, 'challenge')) {
    exchange.verify(dataOf(final));
    wire.send(xml('response', { xmlns: ns.sasl }));
    const success = await wire.element();
    if (!isOf(success, 'success')) throw refusalOf(success);
  } else if (isOf(final, 'success')) {
    exchange.verify(dataOf(final));
  } else {
    throw refusalOf(final);
  }
  return { ...secret, ...(exchange.keys && { keys: exchange.keys }) };
}

/** What the service would have proved; the exchange is not carried on. Throws `StreamFailure`. */
export async function askChallenge(wire: Wire, mechanism: ScramMechanism, user: string): Promise<string> {
  return challengeTo(wire, mechanism, new ScramExchange(mechanism, user, {}));
}

async function challengeTo(wire: Wire, mechanism: ScramMechanism, { first }: ScramExchange): Promise<string> {
  wire.send(begin(mechanism, first));
  const challenge = await wire.element();
  if (!isOf(challenge, 'challenge')) throw refusalOf(challenge);
  return dataOf(challenge);
}

function begin(mechanism: Mechanism, data: string): XmlElement {
  return xml('auth', { xmlns: ns.sasl, mechanism }, encoded(data));
}

const encoded = (data: string): string => Buffer.from(data).toString('base64');

function isOf(element: XmlElement, name: string): boolean {
  return element.ns === ns.sasl && element.name === name;
}

function dataOf(element: XmlElement): string {
  const bytes = bytesOf(text(element).trim());
  if (!bytes) throw away('SASL: no Base64');
  return bytes.toString();
}

/** RFC 6120, 6.5: of all that can be said, only these speak of the account. */
const refusals: ReadonlySet<string> = new Set(['not-authorized', 'account-disabled', 'credentials-expired']);

function refusalOf(answer: XmlElement): StreamFailure {
  if (!isOf(answer, 'failure')) return away(`SASL: ${answer.name} instead of an answer`);
  const condition = children(answer).find(({ name }) => name !== 'text')?.name ?? 'no condition';
  return refusals.has(condition) ? wrong(`SASL: ${condition}`) : away(`SASL: ${condition}`);
}
