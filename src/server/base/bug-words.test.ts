import { expect, it } from 'vitest';
import { bugWords } from './bug-words';

it.each([['no row for Xanthippe'], ['x\n    at xanthippe.js:1:2'], ['\n    at x (/home/xanthippe/x.js:1:2)']])(
  'tells the class and the places of a bug, and nothing of its message %j',
  (message) => {
    const words = bugWords(new TypeError(message));
    expect(words).toMatch(/^TypeError at bug-words\.test\.ts:\d+:\d+/u);
    expect(words).not.toMatch(/xanthippe/iu);
    expect(words).not.toContain('/');
  },
);

it('takes no word of a thrown text or of a class of its own', () => {
  expect(bugWords('Xanthippe')).toBe('a value');
  expect(bugWords(Object.assign(new Error('x'), { name: 'Xanthippe' }))).toMatch(/^Error at /u);
});
