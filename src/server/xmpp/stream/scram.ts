// SCRAM (RFC 5802, RFC 7677), the client's side: the password is proved and never sent, and the service proves that it knows it too.
import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { saslPrep } from './saslprep';
import { away, wrong } from './stream-failure';

export type ScramMechanism = 'SCRAM-SHA-256' | 'SCRAM-SHA-1';

const hashes = { 'SCRAM-SHA-256': 'sha256', 'SCRAM-SHA-1': 'sha1' } as const;

/** All that it takes to sign in again as long as the service keeps the same salt: nobody can tell the password from it. */
export interface ScramKeys {
  readonly mechanism: ScramMechanism;
  readonly salt: string;
  readonly iterations: number;
  readonly clientKey: Buffer;
  readonly serverKey: Buffer;
}

/** Less protects nobody (RFC 7677, 4); more is for keeping us busy. */
const minIterations = 4_096;
const maxIterations = 1_000_000;

/** Without channel binding, and as nobody but oneself. */
const gs2Header = 'n,,';

const derive = promisify(pbkdf2);

/** One exchange. Throws `StreamFailure`. */
export class ScramExchange {
  private readonly firstBare: string;
  private serverSignature: Buffer | undefined;
  /** What has been proved with; there after `answer`. */
  keys: ScramKeys | undefined;

  constructor(
    private readonly mechanism: ScramMechanism,
    user: string,
    private readonly secret: { readonly password?: string; readonly keys?: ScramKeys },
    private readonly nonce = randomBytes(18).toString('base64'),
  ) {
    this.firstBare = `n=${user.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`;
  }

  /** `client-first-message`. */
  get first(): string {
    return gs2Header + this.firstBare;
  }

  /** `client-final-message` to the `server-first-message`. */
  async answer(serverFirst: string): Promise<string> {
    const { nonce, salt, iterations } = readServerFirst(serverFirst);
    if (!nonce.startsWith(this.nonce) || nonce.length === this.nonce.length) throw away('SCRAM: not our nonce');
    const keys = await this.keysFor(salt, iterations);
    this.keys = keys;
    const withoutProof = `c=${Buffer.from(gs2Header).toString('base64')},r=${nonce}`;
    const message = `${this.firstBare},${serverFirst},${withoutProof}`;
    const hash = hashes[this.mechanism];
    const storedKey = createHash(hash).update(keys.clientKey).digest();
    const signature = hmac(hash, storedKey, message);
    const proof = Buffer.from(keys.clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
    this.serverSignature = hmac(hash, keys.serverKey, message);
    return `${withoutProof},p=${proof.toString('base64')}`;
  }

  /** Whether the `server-final-message` comes from somebody who knows the password. */
  verify(serverFinal: string): void {
    const [first] = attributesOf(serverFinal);
    if (first?.name === 'e')
      throw isRefusal(first.value) ? wrong(`SCRAM: ${first.value}`) : away(`SCRAM: ${first.value}`);
    const signature = first?.name === 'v' ? bytesOf(first.value) : undefined;
    const expected = this.serverSignature;
    if (!signature || !expected || signature.length !== expected.length || !timingSafeEqual(signature, expected))
      throw away('SCRAM: the service does not prove that it knows the password');
  }

  private async keysFor(salt: string, iterations: number): Promise<ScramKeys> {
    const { mechanism, secret } = this;
    const { keys, password } = secret;
    if (keys?.mechanism === mechanism && keys.salt === salt && keys.iterations === iterations) return keys;
    if (password === undefined) throw wrong('SCRAM: the password is kept differently than at the sign-in');
    const prepared = saslPrep(password);
    if (prepared === undefined) throw wrong('SCRAM: nobody can have this password');
    const hash = hashes[mechanism];
    const length = createHash(hash).digest().length;
    const salted = await derive(prepared, Buffer.from(salt, 'base64'), iterations, length, hash);
    return {
      mechanism,
      salt,
      iterations,
      clientKey: hmac(hash, salted, 'Client Key'),
      serverKey: hmac(hash, salted, 'Server Key'),
    };
  }
}

function hmac(hash: string, key: Buffer, text: string): Buffer {
  return createHmac(hash, key).update(text).digest();
}

/** RFC 5802, 7: what tells that it is name or password, and not the service. */
function isRefusal(error: string): boolean {
  return error === 'invalid-proof' || error === 'unknown-user';
}

/** Throws `StreamFailure`. */
export function readServerFirst(message: string): { nonce: string; salt: string; iterations: number } {
  const [nonce, salt, count] = attributesOf(message);
  // A first attribute `m` asks for an extension that we do not know; others may follow.
  if (nonce?.name !== 'r' || salt?.name !== 's' || count?.name !== 'i') throw away('SCRAM: no message of a server');
  if (!bytesOf(salt.value)) throw away('SCRAM: no salt');
  const iterations = /^[1-9]\d{0,9}$/u.test(count.value) ? Number(count.value) : 0;
  if (iterations < minIterations || iterations > maxIterations)
    throw away(`SCRAM: ${count.value.slice(0, 20)} iterations`);
  return { nonce: nonce.value, salt: salt.value, iterations };
}

function attributesOf(message: string): readonly { readonly name: string; readonly value: string }[] {
  return message.split(',').map((part) => ({ name: part[1] === '=' ? (part[0] ?? '') : '', value: part.slice(2) }));
}

/** Undefined for what is no Base64, or empty. */
export function bytesOf(base64: string): Buffer | undefined {
  if (base64 === '' || !/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/u.test(base64)) return undefined;
  return Buffer.from(base64, 'base64');
}
