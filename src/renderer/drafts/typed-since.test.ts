import { describe, expect, it } from 'vitest';
import { typedSince } from './typed-since';

describe('what was typed since', () => {
  it.each([
    ['nothing', 'Is it free?', 'Is it free?', ''],
    ['more words', 'Is it free?', 'Is it free? Or not', 'Or not'],
    ['blanks and line breaks alone', 'Is it free?', 'Is it free? \n', ''],
    ['a correction', 'Is it fre?', 'Is it free?', 'Is it free?'],
    ['something in its place', 'Is it free?', 'No', 'No'],
    ['a field that was emptied', 'Is it free?', '', ''],
  ])('%s', (_, sent, now, left) => {
    expect(typedSince(sent, now)).toBe(left);
  });
});
