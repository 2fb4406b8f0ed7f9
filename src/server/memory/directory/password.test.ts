import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isPassword, parseScryptHash } from './password';

const salt = Buffer.from('0123456789abcdef');
const hashOf = (password: string, N = 1024): string =>
  [
    'scrypt',
    N,
    8,
    1,
    salt.toString('base64'),
    scryptSync(password, salt, 32, { N, r: 8, p: 1 }).toString('base64'),
  ].join('$');

describe('isPassword', () => {
  const hash = parseScryptHash(hashOf('päss wörd'))!;

  it.each([
    ['the right one', { kind: 'plain', password: 'correct horse' }, 'correct horse', true],
    ['a wrong one', { kind: 'plain', password: 'correct horse' }, 'correct horsf', false],
    ['a longer one', { kind: 'plain', password: 'correct' }, 'correct horse', false],
    ['blanks count', { kind: 'plain', password: 'correct' }, ' correct', false],
    ['of a hash', { kind: 'scrypt', hash }, 'päss wörd', true],
    ['not of a hash', { kind: 'scrypt', hash }, 'pass word', false],
    ['nobody has none', { kind: 'none' }, '', false],
    ['of nobody', undefined, '', false],
    ['far too long', { kind: 'plain', password: 'x'.repeat(2_000) }, 'x'.repeat(2_000), false],
  ] as const)('%s', async (_, proof, password, expected) => {
    expect(await isPassword(proof, password, false)).toBe(expected);
    expect(await isPassword(proof, password, true)).toBe(expected);
  });

  it('checks many at once', async () => {
    const proof = { kind: 'scrypt', hash } as const;
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, at) => isPassword(proof, at % 2 ? 'x' : 'päss wörd', true)),
    );
    expect(results).toEqual(Array.from({ length: 12 }, (_, at) => at % 2 === 0));
  });
});

describe('parseScryptHash', () => {
  const [, N, r, p, saltText, hashText] = hashOf('x').split('$') as [string, string, string, string, string, string];
  it.each([
    ['no hash', 'correct horse'],
    ['another scheme', `argon2$${N}$${r}$${p}$${saltText}$${hashText}`],
    ['a part missing', `scrypt$${N}$${r}$${p}$${saltText}`],
    ['N not a power of two', `scrypt$1000$${r}$${p}$${saltText}$${hashText}`],
    ['more memory than there is', `scrypt$16777216$1024$${p}$${saltText}$${hashText}`],
    ['letters for a number', `scrypt$many$${r}$${p}$${saltText}$${hashText}`],
    ['no salt', `scrypt$${N}$${r}$${p}$$${hashText}`],
    ['a hash that anybody can hit', `scrypt$${N}$${r}$${p}$${saltText}$AAAA`],
  ])('does not take %s', (_, text) => {
    expect(parseScryptHash(text)).toBeUndefined();
  });
});
