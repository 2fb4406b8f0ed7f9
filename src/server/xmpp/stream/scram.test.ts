import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saslPrep } from './saslprep';
import { bytesOf, readServerFirst, ScramExchange, type ScramMechanism } from './scram';
import { StreamFailure } from './stream-failure';

// RFC 5802, 5 and RFC 7677, 3.
const published = [
  {
    mechanism: 'SCRAM-SHA-1',
    nonce: 'fyko+d2lbbFgONRv9qkxdawL',
    serverFirst: 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
    clientFinal: 'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    serverFinal: 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  },
  {
    mechanism: 'SCRAM-SHA-256',
    nonce: 'rOprNGfwEbeRWgbNEkqO',
    serverFirst: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    clientFinal:
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  },
] as const satisfies readonly { mechanism: ScramMechanism; [key: string]: string }[];

describe.each(published)(
  'the published exchange of $mechanism',
  ({ mechanism, nonce, serverFirst, clientFinal, serverFinal }) => {
    it('is the same here', async () => {
      const exchange = new ScramExchange(mechanism, 'user', { password: 'pencil' }, nonce);
      expect(exchange.first).toBe(`n,,n=user,r=${nonce}`);
      expect(await exchange.answer(serverFirst)).toBe(clientFinal);
      exchange.verify(serverFinal);
    });

    it('is the same by the keys of an earlier one', async () => {
      const earlier = new ScramExchange(mechanism, 'user', { password: 'pencil' });
      await earlier.answer(serverFirst.replace(nonce, nonceOf(earlier)));
      const exchange = new ScramExchange(mechanism, 'user', { ...(earlier.keys && { keys: earlier.keys }) }, nonce);
      expect(await exchange.answer(serverFirst)).toBe(clientFinal);
      exchange.verify(serverFinal);
    });

    it('cannot go by keys of another salt, another number of rounds or another mechanism', async () => {
      const earlier = new ScramExchange(mechanism, 'user', { password: 'pencil' });
      await earlier.answer(serverFirst.replace(nonce, nonceOf(earlier)));
      const secret = { ...(earlier.keys && { keys: earlier.keys }) };
      for (const other of [serverFirst.replace('i=4096', 'i=4097'), serverFirst.replace(/s=[^,]*/u, 's=AAAA')])
        await expect(new ScramExchange(mechanism, 'user', secret, nonce).answer(other)).rejects.toMatchObject({
          kind: 'wrong',
        });
      const stronger = mechanism === 'SCRAM-SHA-1' ? 'SCRAM-SHA-256' : 'SCRAM-SHA-1';
      await expect(new ScramExchange(stronger, 'user', secret, nonce).answer(serverFirst)).rejects.toMatchObject({
        kind: 'wrong',
      });
    });

    it('bears any last message, and believes only the one that proves something', async () => {
      const exchange = new ScramExchange(mechanism, 'user', { password: 'pencil' }, nonce);
      await exchange.answer(serverFirst);
      const messages = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          'v=',
          'v=AAAA',
          'e=',
          'e=other-error',
          `x=,${serverFinal}`,
          serverFinal.slice(0, -1),
          serverFinal.toLowerCase(),
        ),
        fc.uint8Array({ minLength: 20, maxLength: 32 }).map((bytes) => `v=${Buffer.from(bytes).toString('base64')}`),
      );
      fc.assert(
        fc.property(messages, (message) => {
          expect(() => exchange.verify(message)).toThrow(StreamFailure);
        }),
      );
    });
  },
);

const nonceOf = ({ first }: ScramExchange): string => first.replace(/^.*,r=/u, '');

it.each([
  ['invalid-proof', 'wrong'],
  ['unknown-user', 'wrong'],
  ['no-resources', 'away'],
  ['other-error', 'away'],
  ['channel-bindings-dont-match', 'away'],
])('takes e=%s for %s', (error, kind) => {
  const exchange = new ScramExchange('SCRAM-SHA-1', 'user', { password: 'pencil' });
  expect(() => exchange.verify(`e=${error}`)).toThrow(expect.objectContaining({ kind }));
});

it('proves nothing before it was asked to', () => {
  const exchange = new ScramExchange('SCRAM-SHA-1', 'user', { password: 'pencil' });
  expect(() => exchange.verify('v=')).toThrow(StreamFailure);
});

it('writes names otherwise that would end early', () => {
  expect(new ScramExchange('SCRAM-SHA-1', 'a=b,c', {}, 'n').first).toBe('n,,n=a=3Db=2Cc,r=n');
});

it('takes a new nonce each time', () => {
  const nonces = Array.from({ length: 100 }, () => nonceOf(new ScramExchange('SCRAM-SHA-1', 'user', {})));
  expect(new Set(nonces).size).toBe(100);
});

describe('the first message of a service', () => {
  it('is read, or refused by a failure that says nothing of the account', () => {
    const pieces = fc.constantFrom('r=', 's=', 'i=', 'm=', ',', '=', 'AAAA', '4096', 'é', '\0', '-1', '1e9', ' ');
    const messages = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(messages, (message) => {
        try {
          const { nonce, salt, iterations } = readServerFirst(message);
          expect(message.startsWith(`r=${nonce},s=${salt},i=${iterations}`)).toBe(true);
          expect(iterations).toBeGreaterThanOrEqual(4_096);
          expect(iterations).toBeLessThanOrEqual(1_000_000);
        } catch (error) {
          expect(error).toMatchObject({ kind: 'away' });
        }
      }),
    );
  });

  it('may say more than one understands at its end', () => {
    expect(readServerFirst('r=a,s=AAAA,i=4096,x=y')).toEqual({ nonce: 'a', salt: 'AAAA', iterations: 4_096 });
  });
});

it('reads Base64 that is some, and nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      expect(bytesOf(Buffer.from(bytes).toString('base64'))).toEqual(Buffer.from(bytes));
    }),
  );
  for (const none of ['', 'A', 'AA', 'AA=', 'AAA', 'A===', 'AAAA=', 'AA==AAAA', 'AA-_', 'AAAA\n', ' AAAA'])
    expect(bytesOf(none)).toBeUndefined();
});

describe('saslPrep', () => {
  // RFC 4013, 3, and what else there is.
  it.each([
    ['I\u00ADX', 'IX'],
    ['user', 'user'],
    ['USER', 'USER'],
    ['\u00AA', 'a'],
    ['\u2168', 'IX'],
    ['a\u00A0b\u3000c', 'a b c'],
    ['\u00E9', '\u00E9'],
    ['e\u0301', '\u00E9'],
    ['ﬁ', 'fi'],
    ['😀', '😀'],
    [' a ', ' a '],
  ])('makes of %j %j', (password, prepared) => expect(saslPrep(password)).toBe(prepared));

  it.each([
    '',
    '\u00AD',
    '\u0007',
    '\u0000',
    '\u007F',
    '\u0085',
    '\u200E',
    '\uE000',
    '\uFFFD',
    '\uFFFE',
    '\uD800',
    '\u2028',
    '\u{E0001}',
    '\u0340\u0006',
  ])('knows that %j can be nobody’s', (password) => expect(saslPrep(password)).toBeUndefined());

  it('makes of what it has made the same once more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (password) => {
        const once = saslPrep(password);
        if (once !== undefined) expect(saslPrep(once)).toBe(once);
      }),
    );
  });
});
