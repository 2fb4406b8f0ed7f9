// The first steps to a host of the service, up to where one can sign in.
import { secureContextOf } from './certificate';
import { child, xml, type XmlElement } from './element';
import { ns } from './namespaces';
import type { StreamSettings } from './stream';
import { away, failureOf, type StreamFailure } from './stream-failure';
import { Wire, type WireTimes } from './wire';

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** What is offered there once the connection is encrypted. Throws `StreamFailure`. */
export async function reach(
  settings: StreamSettings,
  { host, port }: Place,
  times: WireTimes,
): Promise<{ readonly wire: Wire; readonly features: XmlElement }> {
  const wire = await Wire.dial(host, port, times);
  try {
    const features = await wire.begin(settings.domain, false);
    return { wire, features: await secured(settings, wire, features) };
  } catch (error) {
    wire.destroy('given up');
    throw error;
  }
}

async function secured(settings: StreamSettings, wire: Wire, features: XmlElement): Promise<XmlElement> {
  if (!child(features, 'starttls', ns.tls)) {
    if (settings.isPlainAllowed && wire.isLoopback) return features;
    throw away('no TLS');
  }
  wire.send(xml('starttls', { xmlns: ns.tls }));
  const answer = await wire.element();
  if (answer.name !== 'proceed' || answer.ns !== ns.tls) throw away('TLS is refused');
  await wire.secure(secureContextOf(settings), settings.domain);
  return wire.begin(settings.domain, false);
}

/** Says where it was, for the log. */
export function placed(error: unknown, { host, port }: Place): StreamFailure {
  const failure = failureOf(error);
  failure.message = `${host}:${port}: ${failure.message}`;
  return failure;
}
