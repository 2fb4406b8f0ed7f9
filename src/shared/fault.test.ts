import { describe, expect, it } from 'vitest';
import { FailureError } from './domain/failure';
import { faultOf, faultText, systemCode } from './fault';

/** An error whose message is what somebody else wrote. */
function thrown(message: string): Error {
  return new Error(message);
}

const text = (error: unknown): string => faultText(faultOf(error));

describe('faultOf', () => {
  it('tells kind, codes, numbers and places', () => {
    const cause = Object.assign(thrown('connect ECONNREFUSED 192.0.2.1:443'), { code: 'ECONNREFUSED' });
    const error = new FailureError('unreachable', 'nobody at gate.example.com', { cause, facts: { http: 502 } });
    expect(text(error)).toMatch(
      /^FailureError unreachable http=502 at fault\.test\.ts:\d+:\d+.* because of Error ECONNREFUSED at fault\.test\.ts:\d+:\d+/u,
    );
  });

  it.each([
    ['a name', 'no row for Xanthippe Quill'],
    ['several lines', 'a\nXanthippe\nQuill'],
    ['what looks like a place', 'x\n    at xanthippe (/home/quill/quill.js:1:2)'],
    ['a place in a folder of somebody', 'x\n    at (/home/quill/src2/quill.js:1:2)'],
    ['the same at its end', '\n    at quill.js:1:2'],
    ['nothing but such lines', '    at quill.js:1:2\n    at quill.js:1:2'],
  ])('repeats nothing of a message that is %s', (_, message) => {
    expect(text(thrown(message))).not.toMatch(/xanthippe|quill/iu);
  });

  it('has no places where it cannot be told where the message ends', () => {
    const error = thrown('another one');
    error.stack = 'Error: \n    at quill.js:1:2\n    at fault.test.ts:1:2';
    expect(faultOf(error).places).toEqual([]);
  });

  it.each([
    ['a class of its own', { name: 'XanthippeError' }],
    ['a code that is none', { code: 'EXANTHIPPE' }],
    ['a code with words', { code: 'ERR_x Xanthippe' }],
    ['a failure with words for numbers', { facts: { system: 'Xanthippe' } }],
  ])('does not repeat %s', (_, parts) => {
    expect(text(Object.assign(new FailureError('timeout'), parts))).not.toMatch(/xanthippe/iu);
  });

  it('leaves the folders out of places, and names of functions', () => {
    const error = thrown('x');
    error.stack =
      'Error: x\n    at async Xanthippe.quill (file:///home/xanthippe/parley/out/main/index.js:10:2)\n    at C:\\Users\\Quill\\out\\a.js:1:2';
    expect(faultOf(error).places).toEqual([
      { file: 'index.js', line: 10, column: 2 },
      { file: 'a.js', line: 1, column: 2 },
    ]);
  });

  it.each([['Xanthippe'], [undefined], [{ message: 'Xanthippe' }]])('says of %j only that it is no error', (value) => {
    expect(text(value)).toBe('value');
  });
});

it('knows the codes of the system, and takes nothing else for one', () => {
  for (const code of ['ENOSPC', 'ERR_CONNECTION_RESET', 'SQLITE_FULL', 'HPE_INVALID_CONSTANT'])
    expect(systemCode(code)).toBe(code);
  for (const other of ['EQUILL', 'ERR_quill', 'xERR_QUILL', '', 7, undefined])
    expect(systemCode(other)).toBeUndefined();
});
