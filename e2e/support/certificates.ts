// Certificates that nobody vouches for, for servers of the tests.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** The arguments of `serve` for one made for this run; `openssl` is there wherever `npm test` runs. */
export function makeCertificate(folder: string, name: string): string[] {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const args = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    key,
    '-out',
    cert,
    ...subject,
  ];
  execFileSync('openssl', args, { stdio: 'ignore' });
  return ['--tls-key', key, '--tls-cert', cert];
}
