// Content codings of an answer on Node's stack (RFC 9110, 8.4); Chromium's does this by itself. Gateways pack without being asked
// (field notes), several on one way pack several times.
import type { Transform } from 'node:stream';
import { Readable, pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { FailureError } from '../../../../shared/domain/failure';

/** What Node's transport asks for: what any server of the time knows. More is understood when it comes. */
export const acceptedEncodings = 'gzip, deflate';

/** Whoever packs more often wants to see us busy. */
const maxLayers = 4;

type Bytes = AsyncIterable<Buffer>;

/** The body without its codings, the outermost, which is named last, first. Never more than `maxBytes`, packed or in any layer. */
export function unpacked(body: Bytes, contentEncoding: string | undefined, maxBytes: number): Bytes {
  const layers = (contentEncoding ?? '').split(',').map((name) => name.trim().toLowerCase());
  // What is no coding is left alone, as Chromium does: servers have been seen to name a character set here.
  const known = layers.flatMap((name) => unpackers.get(name) ?? []).reverse();
  if (known.length > maxLayers) throw new FailureError('not-a-server', `packed ${known.length} times`);
  return known.reduce(
    (inner, make, at) => {
      // A proxy that sends headers twice (field notes) says "gzip, gzip" of what was packed once.
      const mayBeDone = make === gunzip && known[at - 1] === gunzip;
      return limited(through(inner, make, mayBeDone), maxBytes);
    },
    limited(body, maxBytes),
  );
}

/** By the first byte of what is packed. */
type Unpacker = (firstByte: number) => Transform;

const gunzip: Unpacker = () => createGunzip();

const unpackers: ReadonlyMap<string, Unpacker> = new Map<string, Unpacker>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['br', () => createBrotliDecompress()],
  // With the frame of zlib, as the name means, or without, as many a server took it.
  ['deflate', (firstByte) => ((firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw())],
]);

/** What gzip begins with, and no document in any character set. */
const gzipMark = 0x1f;

/** `mayBeDone`: what does not look packed is left as it is. */
async function* through(packed: Bytes, make: Unpacker, mayBeDone: boolean): AsyncGenerator<Buffer> {
  const chunks = packed[Symbol.asyncIterator]();
  let first = await chunks.next();
  while (!first.done && first.value.length === 0) first = await chunks.next();
  // An answer without a body says all the same how it would have been packed.
  if (first.done) return;
  const start = first.value;
  const whole = async function* (): AsyncGenerator<Buffer> {
    yield start;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  if (mayBeDone && start[0] !== gzipMark) return yield* whole();
  // The error that ends one of the two ends the other, and is thrown by the loop.
  yield* pipeline(Readable.from(whole()), make(start[0] ?? 0), () => undefined) as Bytes;
}

async function* limited(chunks: Bytes, maxBytes: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > maxBytes) throw new FailureError('too-long', `answer longer than ${maxBytes} bytes`);
    yield chunk;
  }
}
