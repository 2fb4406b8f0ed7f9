// Bodies that the contract of transports is tried on: packed, broken, in other character sets. For tests alone.
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';

export const packedText = `<a>${'Grüße, 世界 👋 '.repeat(40)}</a>`;
const bytes = Buffer.from(packedText, 'utf8');

interface Packed {
  /** Several: as headers of their own. */
  readonly encoding: string | string[];
  readonly body: Buffer;
}

export const packedBodies: Readonly<Record<string, Packed>> = {
  gzip: { encoding: 'gzip', body: gzipSync(bytes) },
  'x-gzip in capitals': { encoding: 'X-GZIP', body: gzipSync(bytes) },
  'deflate with a frame': { encoding: 'deflate', body: deflateSync(bytes) },
  'deflate without a frame': { encoding: 'deflate', body: deflateRawSync(bytes) },
  br: { encoding: 'br', body: brotliCompressSync(bytes) },
  'twice, in one header': { encoding: 'deflate, gzip', body: gzipSync(deflateSync(bytes)) },
  'twice, in two headers': { encoding: ['gzip', 'br'], body: brotliCompressSync(gzipSync(bytes)) },
  identity: { encoding: 'identity', body: bytes },
  'no coding at all': { encoding: 'utf-8', body: bytes },
  'nothing at all': { encoding: 'gzip', body: Buffer.alloc(0) },
};

const damaged = gzipSync(bytes).fill(0x78, 20, 28);

export const brokenBodies: Readonly<Record<string, Packed>> = {
  'gzip damaged': { encoding: 'gzip', body: damaged },
  'gzip that is none': { encoding: 'gzip', body: bytes },
  'deflate that is none': { encoding: 'deflate', body: bytes },
  'br that is none': { encoding: 'br', body: bytes },
  'the inner one of two': { encoding: 'gzip, deflate', body: deflateSync(damaged) },
};

interface Written {
  readonly type?: string;
  readonly body: Buffer;
  readonly text: string;
}

const greeting = '<a>Grüße</a>';
const declared = (charset: string): string => `<?xml version="1.0" encoding="${charset}"?>${greeting}`;
const marked = (text: string): string => `\ufeff${text}`;
const bigEnd = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

export const writtenBodies: Readonly<Record<string, Written>> = {
  'UTF-8 with its mark': { body: Buffer.from(marked(greeting), 'utf8'), text: greeting },
  'ISO-8859-1 in the header': {
    type: 'text/xml; charset=ISO-8859-1',
    body: Buffer.from(greeting, 'latin1'),
    text: greeting,
  },
  'ISO-8859-1 in the document': {
    type: 'text/xml',
    body: Buffer.from(declared('iso-8859-1'), 'latin1'),
    text: declared('iso-8859-1'),
  },
  'windows-1252 in the header': {
    type: 'text/xml; charset="windows-1252"',
    body: Buffer.from('<a>\x80 \x93Gr\xfc\xdfe\x94</a>', 'latin1'),
    text: '<a>€ “Grüße”</a>',
  },
  'UTF-16 with its mark': {
    type: 'text/xml; charset=utf-8',
    body: Buffer.from(marked(greeting), 'utf16le'),
    text: greeting,
  },
  'UTF-16 with its mark, big end first': { body: bigEnd(marked(greeting)), text: greeting },
  'UTF-16 without a mark': { body: bigEnd(declared('utf-16')), text: declared('utf-16') },
  'the header before the document': {
    type: 'text/xml; charset=utf-8',
    body: Buffer.from(declared('iso-8859-1'), 'utf8'),
    text: declared('iso-8859-1'),
  },
  'UTF-16 that is none': { body: Buffer.from(declared('utf-16'), 'utf8'), text: declared('utf-16') },
  'a character set that nobody knows': {
    type: 'text/xml; charset=x-unheard-of',
    body: Buffer.from(greeting, 'utf8'),
    text: greeting,
  },
};

export function answerPacked(response: ServerResponse, { encoding, body }: Packed): void {
  response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

export function answerWritten(response: ServerResponse, { type, body }: Written): void {
  if (type !== undefined) response.setHeader('Content-Type', type);
  response.end(body);
}

/** Some 8 KB that become 8 MB. */
export function answerPackedBomb(response: ServerResponse): void {
  answerPacked(response, { encoding: 'gzip', body: gzipSync(Buffer.alloc(8 * 1024 * 1024)) });
}

export function answerPackedEndless(response: ServerResponse): void {
  response.setHeader('Content-Encoding', 'gzip');
  const pack = createGzip();
  const zeros = Buffer.alloc(65_536);
  const more = (): void => {
    while (!response.destroyed && pack.write(zeros));
  };
  pack.on('drain', more);
  pack.pipe(response);
  response.on('close', () => pack.destroy());
  more();
}
