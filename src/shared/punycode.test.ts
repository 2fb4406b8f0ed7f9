import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePunycode } from './punycode';

describe('decodePunycode', () => {
  it.each([
    ['bcher-kva', 'bücher'],
    ['80ak6aa92e', 'аррӏе'],
    // RFC 3492, 7.1
    ['egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
    ['ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['4dbcagdahymbxekheh6e0a7fei0b', 'למההםפשוטלאמדבריםעברית'],
    ['3B-ww4c5e180e575a65lsy2b', '3年b組金八先生'],
    ['-with-super-monkeys-pc58ag80a8qai00g7n9n', '安室奈美恵-with-super-monkeys'],
    ['', ''],
  ])('reads %s', (text, label) => expect(decodePunycode(text)?.toLowerCase()).toBe(label));

  it.each(['bcher-kv', '999999999', 'ü', 'a b', '-é', '99999999999999999999', 'b!', 'x-_'])(
    'does not read %j',
    (text) => expect(decodePunycode(text)).toBeUndefined(),
  );

  it('reads a label of any length', () => {
    const long = 'a'.repeat(130_000);
    expect(decodePunycode(`${long}-`)).toBe(long);
  });

  it('reads back what a browser writes', () => {
    const letters = fc.constantFrom('a', 'z', '7', 'ü', 'я', 'ж', 'λ', '中', '文', '日', '한', 'ø');
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 16 }), (signs) => {
        const label = `x${signs.join('')}`;
        const { hostname } = new URL(`http://${label}.example/`);
        const [written = ''] = hostname.split('.');
        expect(written.startsWith('xn--') ? decodePunycode(written.slice(4)) : written).toBe(label);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void decodePunycode(text)));
  });
});
