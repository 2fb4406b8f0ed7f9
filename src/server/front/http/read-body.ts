// Reads a request's body up to a limit, whatever its content type says it is (field notes).
import type { IncomingMessage } from 'node:http';
import { HttpError } from './exchange';

export async function readBody(request: IncomingMessage, limitBytes: number): Promise<string> {
  const tooLarge = (): HttpError => new HttpError(413, { Connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limitBytes) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    // Takes a byte-order mark away.
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    // Not UTF-8: the decoder of the documents refuses what this leaves.
    return '';
  }
}
