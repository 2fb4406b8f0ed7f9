import { describe, expect, it } from 'vitest';
import { readLines, type InputLine } from './line-input';

async function read(chunks: readonly (string | Uint8Array)[], maxBytes?: number): Promise<InputLine[]> {
  async function* input(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
  const lines: InputLine[] = [];
  for await (const line of readLines(input(), maxBytes)) lines.push(line);
  return lines;
}
const line = (text: string): InputLine => ({ kind: 'line', text });

describe('readLines', () => {
  it('puts lines together from pieces, also from within a character', async () => {
    const bytes = Buffer.from('one\ntwo 🎉\nthree');
    const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await read(pieces)).toEqual([line('one'), line('two 🎉'), line('three')]);
    expect(await read([bytes])).toEqual([line('one'), line('two 🎉'), line('three')]);
  });
  it('splits at line feeds alone, and takes the carriage return of Windows away', async () => {
    expect(await read(['a\u2028b\u2029c\rd\u0085e\r\nf\n\n'])).toEqual([
      line('a\u2028b\u2029c\rd\u0085e'),
      line('f'),
      line(''),
    ]);
  });
  it('skips a line that is too long and goes on with the next', async () => {
    const long = 'x'.repeat(11);
    expect(await read([`${long.slice(0, 6)}`, `${long.slice(6)}\nok\n`, long], 10)).toEqual([
      { kind: 'unreadable', reason: 'longer than 10 bytes' },
      line('ok'),
      { kind: 'unreadable', reason: 'longer than 10 bytes' },
    ]);
  });
  it('tells of bytes that are no UTF-8', async () => {
    expect(await read([Uint8Array.of(0xff, 0x0a), 'ok\n'])).toEqual([
      { kind: 'unreadable', reason: 'not UTF-8' },
      line('ok'),
    ]);
  });
});
