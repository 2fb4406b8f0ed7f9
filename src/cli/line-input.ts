// Standard input as lines: split at line feeds alone, decoded strictly, bounded. Node's own readline also splits at U+2028, which
// may stand in a JSON string.

export type InputLine =
  { readonly kind: 'line'; readonly text: string } | { readonly kind: 'unreadable'; readonly reason: string };

/** Far more than the longest message; a line past it is skipped. */
const maxLineBytes = 1 << 20;
const lineFeed = 0x0a;

export async function* readLines(input: AsyncIterable<Uint8Array>, maxBytes = maxLineBytes): AsyncGenerator<InputLine> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const keep = (bytes: Uint8Array): void => {
    size += bytes.length;
    if (size > maxBytes) parts = [];
    else parts.push(bytes);
  };
  const take = (): InputLine => {
    const line = size > maxBytes ? unreadable(`longer than ${maxBytes} bytes`) : decode(Buffer.concat(parts));
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (size > 0) yield take();
}

function decode(bytes: Uint8Array): InputLine {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { kind: 'line', text: text.endsWith('\r') ? text.slice(0, -1) : text };
  } catch {
    return unreadable('not UTF-8');
  }
}

function unreadable(reason: string): InputLine {
  return { kind: 'unreadable', reason };
}
