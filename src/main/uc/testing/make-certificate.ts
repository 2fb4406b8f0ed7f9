// Certificates for test servers, made while the tests run: X.509 v3 in DER by hand, signed by node:crypto. For tests alone.
import { createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

export interface TestCertificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

export interface CertificateWish {
  readonly commonName: string;
  readonly organization?: string;
  /** DNS names and IPv4 addresses. */
  readonly names: readonly string[];
  readonly validFrom?: Date;
  readonly validTo?: Date;
  readonly isAuthority?: boolean;
  /** Absent: signed by itself. */
  readonly issuer?: { readonly commonName: string; readonly certificate: TestCertificate };
}

const dayMs = 86_400_000;
let sharedKey: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;

export function makeCertificate(wish: CertificateWish): TestCertificate {
  // One key for all: a new one takes a tenth of a second, and no test looks at it.
  sharedKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { publicKey, privateKey } = sharedKey;
  const from = wish.validFrom ?? new Date(Date.now() - dayMs);
  const to = wish.validTo ?? new Date(Date.now() + 30 * dayMs);
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    sha256WithRsa,
    distinguishedName(wish.issuer ?? wish),
    sequence(time(from), time(to)),
    distinguishedName(wish),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(basicConstraints(wish.isAuthority ?? false), subjectNames(wish.names))),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const der = sequence(body, sha256WithRsa, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString('base64').match(/.{1,64}/gu) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, Math.floor(length / 0x100), length % 0x100];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const explicit = (number: number, content: Buffer): Buffer => tagged(0xa0 + number, content);
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes);
const objectId = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));

const sha256WithRsa = sequence(objectId('2a864886f70d01010b'), tagged(0x05, Buffer.alloc(0)));

function distinguishedName({ organization, commonName }: Pick<CertificateWish, 'organization' | 'commonName'>): Buffer {
  const part = (type: string, text: string): Buffer =>
    tagged(0x31, sequence(objectId(type), tagged(0x0c, Buffer.from(text, 'utf8'))));
  return sequence(...(organization === undefined ? [] : [part('55040a', organization)]), part('550403', commonName));
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/gu, '').slice(0, 14);
  return tagged(0x18, Buffer.from(`${digits}Z`, 'ascii'));
}

function basicConstraints(isAuthority: boolean): Buffer {
  const content = isAuthority ? sequence(tagged(0x01, Buffer.from([0xff]))) : sequence();
  return sequence(objectId('551d13'), tagged(0x04, content));
}

function subjectNames(names: readonly string[]): Buffer {
  const entries = names.map((name) => {
    const isAddress = /^\d+\.\d+\.\d+\.\d+$/u.test(name);
    return isAddress
      ? tagged(0x87, Buffer.from(name.split('.').map(Number)))
      : tagged(0x82, Buffer.from(name, 'ascii'));
  });
  return sequence(objectId('551d11'), tagged(0x04, sequence(...entries)));
}
