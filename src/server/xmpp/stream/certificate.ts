// Who the service has to be: its certificate names the domain (RFC 6120, 13.7.1.2; RFC 6125), not the host that was dialled.
import type { X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { domainToASCII } from 'node:url';
import type { StreamSettings } from './stream';

/** One for all streams: reading the certificates of the world takes longer than a sign-in. */
const contexts = new WeakMap<StreamSettings, SecureContext>();

export function secureContextOf(settings: StreamSettings): SecureContext {
  const known = contexts.get(settings);
  if (known) return known;
  const { ca } = settings;
  const context = createSecureContext({
    minVersion: 'TLSv1.2',
    ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
  });
  contexts.set(settings, context);
  return context;
}

/** By dNSName or SRVName; a common name is no name any more. */
export function isCertificateOf(domain: string, certificate: X509Certificate): boolean {
  const ascii = domainToASCII(domain).toLowerCase();
  if (ascii === '') return false;
  if (certificate.checkHost(ascii, { subject: 'never', partialWildcards: false }) !== undefined) return true;
  return serviceNames(certificate).includes(`_xmpp-client.${ascii}`);
}

/** What stands in quotes holds characters that no such name has. */
function serviceNames({ subjectAltName = '' }: X509Certificate): readonly string[] {
  const unquoted = subjectAltName.replace(/"(?:[^"\\]|\\.)*"/gu, '""');
  return unquoted.split(', ').flatMap((name) => {
    const [, service] = /^othername:\s?SRVName::?(\S+)$/u.exec(name) ?? [];
    return service === undefined ? [] : [service.toLowerCase()];
  });
}
