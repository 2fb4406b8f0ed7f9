// What an honest gateway sends is tried by the contract of transports. Here: who only wants to keep us busy.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpacked } from './unpack';

async function* inPieces(body: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += 7) {
    yield body.subarray(at, at + 7);
    yield Buffer.alloc(0);
  }
}

async function lengthOf(body: Buffer, encoding: string, maxBytes = 100_000): Promise<number> {
  let length = 0;
  for await (const chunk of unpacked(inPieces(body), encoding, maxBytes)) length += chunk.length;
  return length;
}

describe('unpacked', () => {
  it('takes a body in pieces, however small', async () => {
    expect(await lengthOf(gzipSync(Buffer.alloc(5_000)), 'gzip')).toBe(5_000);
  });

  it('refuses a layer that is too long, even if nothing comes out of it in the end', async () => {
    const nothing = gzipSync(Buffer.alloc(0));
    const packed = gzipSync(Buffer.concat(Array.from({ length: 500 }, () => nothing)));
    expect(await lengthOf(packed, 'gzip, gzip')).toBe(0);
    await expect(lengthOf(packed, 'gzip, gzip', 5_000)).rejects.toMatchObject({ code: 'too-long' });
  });

  it('refuses more layers than any way has gateways', async () => {
    const names = Array.from({ length: 5 }, () => 'gzip').join();
    await expect(lengthOf(Buffer.alloc(1), names)).rejects.toMatchObject({ code: 'not-a-server' });
  });

  it('fails when the body ends too early', async () => {
    await expect(lengthOf(gzipSync(Buffer.alloc(5_000)).subarray(0, -9), 'gzip')).rejects.toThrow();
  });
});
