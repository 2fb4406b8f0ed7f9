import { describe, expect, it } from 'vitest';
import { assertNever } from './assert-never';

describe('assertNever', () => {
  it('names the kind, and nothing of what may be private', () => {
    const change = { kind: 'message', text: 'between you and me' } as unknown as never;
    expect(() => assertNever(change)).toThrow(/^unknown message$/u);
    expect(() => assertNever('between you and me' as unknown as never)).toThrow(/^unknown string$/u);
  });
});
