// Passwords of a people file, in clear or as scrypt hashes, compared in constant time.
import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export interface ScryptHash {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

export type PasswordProof =
  | { readonly kind: 'plain'; readonly password: string }
  | { readonly kind: 'scrypt'; readonly hash: ScryptHash }
  /** Nobody can sign in as this person. */
  | { readonly kind: 'none' };

const maxMemoryBytes = 256 * 1024 * 1024;
const maxPasswordChars = 1_024;

/** Reads `scrypt$N$r$p$salt$hash`. Undefined when it is not one, or would take the server's memory away. */
export function parseScryptHash(text: string): ScryptHash | undefined {
  const [scheme, ...rest] = text.split('$');
  const [N, r, p] = rest.slice(0, 3).map(Number);
  const [salt, hash] = rest.slice(3).map((part) => Buffer.from(part, 'base64'));
  if (scheme !== 'scrypt' || rest.length !== 5 || !salt || !hash) return undefined;
  if (!isCount(N) || !isCount(r) || !isCount(p) || N < 2 || (N & (N - 1)) !== 0) return undefined;
  if (128 * N * r > maxMemoryBytes || p > 16) return undefined;
  if (salt.length < 8 || hash.length < 16 || hash.length > 128) return undefined;
  return { N, r, p, salt, hash };
}

const isCount = (value: number | undefined): value is number =>
  value !== undefined && Number.isInteger(value) && value > 0 && value <= 2 ** 24;

/** A hash that no password has: an unknown user takes as long as a wrong password. */
const nobody: ScryptHash = { N: 16_384, r: 8, p: 1, salt: randomBytes(16), hash: randomBytes(32) };

/** `undefined` proof: there is no such person, which must not show in the time that the answer takes. */
export async function isPassword(
  proof: PasswordProof | undefined,
  password: string,
  peopleHaveHashes: boolean,
): Promise<boolean> {
  const isTooLong = password.length > maxPasswordChars;
  const offered = isTooLong ? '' : password;
  if (proof?.kind === 'scrypt') return (await matches(proof.hash, offered)) && !isTooLong;
  // Hashing for everybody where anybody needs it keeps the two kinds of people apart from nobody's view.
  if (peopleHaveHashes) await matches(nobody, offered);
  const isSame = isSameText(proof?.kind === 'plain' ? proof.password : '', offered);
  return proof?.kind === 'plain' && isSame && !isTooLong;
}

const compareKey = randomBytes(32);

/** Constant time whatever the lengths: both go through a keyed hash. */
function isSameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', compareKey).update(text, 'utf8').digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Each one takes megabytes and a thread; more at once would only be slower. */
const maxParallel = 4;
let running = 0;
const waiting: (() => void)[] = [];

async function matches(hash: ScryptHash, password: string): Promise<boolean> {
  if (running >= maxParallel) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    const { N, r, p, salt } = hash;
    const derived = await new Promise<Buffer>((resolve, reject) => {
      scrypt(password, salt, hash.hash.length, { N, r, p, maxmem: 256 * N * r + 1_048_576 }, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
    return timingSafeEqual(derived, hash.hash);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
