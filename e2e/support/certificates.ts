// Certificates that nobody vouches for, for servers of the tests.
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from '../../src/main/uc/testing/make-certificate';

export interface MadeCertificate {
  readonly key: string;
  readonly cert: string;
  /** `AA:BB:…` */
  readonly fingerprint: string;
  /** For the command line of the embedded server. */
  readonly args: readonly string[];
}

/** Of localhost; its files lie in `folder`. */
export function makeCertificateFiles(folder: string, name: string): MadeCertificate {
  const { key, cert } = makeCertificate({ commonName: 'localhost', names: ['localhost', '127.0.0.1'] });
  const [keyFile, certFile] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  writeFileSync(keyFile, key);
  writeFileSync(certFile, cert);
  const { fingerprint256: fingerprint } = new X509Certificate(cert);
  return { key, cert, fingerprint, args: ['--tls-key', keyFile, '--tls-cert', certFile] };
}
