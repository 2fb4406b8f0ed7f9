import { describe, expect, it } from 'vitest';
import { codeBefore } from './code-before';

/** `|` is the caret. */
function before(written: string): string | undefined {
  const caret = written.indexOf('|');
  const found = codeBefore(written.replace('|', ''), caret);
  return found && `${found.start}:${found.code}`;
}

describe('the name of an emoji before the caret', () => {
  it.each([
    [':thu|', '0:thu'],
    ['well :Thumbs_U|', '5:Thumbs_U'],
    ['(:+1|', '1:+1'],
    ['no :-1|', '3:-1'],
    ['one\n:ok| and more', '4:ok'],
    ['`code` :ok|', '7:ok'],
    ['```\nx\n```\n:ok|', '10:ok'],
    ['«:ok|', '1:ok'],
  ])('is there in %j', (written, found) => expect(before(written)).toBe(found));

  it.each([
    ['|'],
    [':|'],
    [':t|'],
    [':-)|'],
    [':-|'],
    [':D|'],
    ['12:30|'],
    ['http://exa|'],
    ['mailto:lee|'],
    ['C:windows|'],
    ['https://example.com/(:ok|'],
    ['std::move|'],
    ['`:ok|'],
    ['a `x[:ok|'],
    ['```\n:ok|'],
    [':no such|'],
    [':ok:|'],
    ['🙂:ok|'],
    [`:${'x'.repeat(60)}|`],
  ])('is not in %j', (written) => expect(before(written)).toBeUndefined());
});
