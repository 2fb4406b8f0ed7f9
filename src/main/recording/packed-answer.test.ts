import { describe, expect, it } from 'vitest';
import { bodyText } from '../uc/http/body-text';
import type { Heard } from '../../recording/tap';
import { packed, unpacked } from './packed-answer';

/** As a transport tells it. */
function answer(bytes: Uint8Array, type: string): Heard {
  const text = bodyText(bytes, type);
  return {
    at: 5,
    n: 1,
    answered: { status: 200, httpVersion: '1.1', rawHeaders: ['Content-Type', type], text, bytes },
  };
}

describe('an answer on its way to another thread', () => {
  it.each([
    ['a short one, in shared memory', Buffer.from('<a>Grüße</a>'), 'text/xml; charset=utf-8'],
    ['a long one', Buffer.alloc(100_000, 'x'), 'text/xml'],
    ['of another character set', Buffer.from('<a>Gr\xFC\xDFe</a>', 'latin1'), 'text/xml; charset=iso-8859-1'],
    ['with a mark', Buffer.from('\uFEFF<a>世界</a>', 'utf16le'), 'text/xml'],
    ['an empty one', Buffer.alloc(0), 'text/xml'],
  ])('is the same there: %s', (_, bytes, type) => {
    const heard = answer(bytes, type);
    const before = structuredClone(heard);
    const { heard: sent, handedOver } = packed(heard);
    const there = structuredClone(sent, { transfer: [...handedOver] });
    expect(unpacked(there)).toEqual(before);
  });

  it('is handed over and not copied where it is long', () => {
    const bytes = Buffer.alloc(100_000, 'x');
    const { heard, handedOver } = packed(answer(bytes, 'text/xml'));
    structuredClone(heard, { transfer: [...handedOver] });
    expect(bytes.byteLength).toBe(0);
  });

  it('is as it was where nothing is known of the wire', () => {
    const heard: Heard = { at: 1, n: 1, answered: { status: 200, rawHeaders: [], text: 'x' } };
    expect(packed(heard)).toEqual({ heard, handedOver: [] });
    expect(unpacked(heard)).toBe(heard);
    const failed: Heard = { at: 1, n: 1, failed: 'timeout' };
    expect(unpacked(packed(failed).heard)).toBe(failed);
  });
});
