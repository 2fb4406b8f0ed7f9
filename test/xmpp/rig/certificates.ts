// An authority of this run alone, and what it certifies.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programs } from './programs';
import { runTool } from './service-process';

export interface Authority {
  readonly folder: string;
  /** PEM. */
  readonly certificate: string;
}

export interface Certified {
  readonly certFile: string;
  readonly keyFile: string;
  /** Both in one file. */
  readonly pemFile: string;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export function makeAuthority(folder: string): Authority {
  const subject = ['-x509', '-days', '2', '-subj', '/CN=Authority of a test'];
  const usage = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  runTool(programs.openssl, ['req', ...newKey, ...subject, ...usage, '-keyout', 'ca.key', '-out', 'ca.pem'], {
    cwd: folder,
  });
  return { folder, certificate: readFileSync(join(folder, 'ca.pem'), 'utf8') };
}

/** `names`: as OpenSSL writes them, `DNS:example.com`; what stands behind the kind is all of the name. */
export function certify({ folder }: Authority, name: string, names: readonly string[]): Certified {
  const [keyFile, certFile, pemFile] = ['key', 'crt', 'pem'].map((ending) => join(folder, `${name}.${ending}`)) as [
    string,
    string,
    string,
  ];
  const request = join(folder, `${name}.csr`);
  const extensions = join(folder, `${name}.ext`);
  const lines = names.map((each, index) => each.replace(/^(\w+):/u, `$1.${index + 1} = `));
  const usage = 'extendedKeyUsage = serverAuth, clientAuth';
  writeFileSync(extensions, ['subjectAltName = @names', usage, '[names]', ...lines, ''].join('\n'));
  const quiet = { cwd: folder };
  runTool(programs.openssl, ['req', ...newKey, '-subj', `/CN=${name}`, '-keyout', keyFile, '-out', request], quiet);
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', extensions];
  runTool(programs.openssl, ['x509', '-req', '-in', request, ...by, '-out', certFile], quiet);
  writeFileSync(pemFile, readFileSync(certFile, 'utf8') + readFileSync(keyFile, 'utf8'));
  for (const file of [keyFile, certFile, pemFile]) chmodSync(file, 0o644);
  return { keyFile, certFile, pemFile };
}
