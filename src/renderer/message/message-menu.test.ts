import { describe, expect, it } from 'vitest';
import { messageEntries, searchWords, type MessageMenuContext } from './message-menu';

const t = (key: string, values: Record<string, unknown> = {}): string => [key, ...Object.values(values)].join(' ');
const plain: MessageMenuContext = {
  selectedMessages: 0,
  canQuote: true,
  needsDecision: false,
  sender: 'Lee Park',
  copyKeys: 'Ctrl+C',
};
const ids = (context: Partial<MessageMenuContext>): readonly unknown[] =>
  messageEntries({ ...plain, ...context }, t).map((entry) => ('id' in entry ? entry.id : entry.kind));

describe('messageEntries', () => {
  it.each<[string, Partial<MessageMenuContext>, readonly string[]]>([
    ['a message of another', {}, ['copy', 'copy-with-sender', 'copy-with-format', 'quote', 'search-person']],
    ['an own message', { sender: undefined }, ['copy', 'copy-with-sender', 'copy-with-format', 'quote']],
    [
      'where nothing can be written',
      { canQuote: false, sender: undefined },
      ['copy', 'copy-with-sender', 'copy-with-format'],
    ],
    [
      'what is selected of one',
      { selected: 'crane', selectedMessages: 1 },
      ['copy', 'copy-with-sender', 'copy-with-format', 'quote', 'search-words'],
    ],
    [
      'one that is read in the history',
      { canQuote: false, canOpen: true, sender: undefined },
      ['copy', 'copy-with-sender', 'copy-with-format', 'open-here'],
    ],
    ['several', { selectedMessages: 3 }, ['copy', 'copy-with-format']],
    [
      'one that was not sent',
      { sender: undefined, needsDecision: true },
      ['copy', 'copy-with-sender', 'copy-with-format', 'quote', 'separator', 'retry', 'discard'],
    ],
    [
      'a link',
      { link: 'https://example.com/', canQuote: false, sender: undefined },
      ['open-link', 'copy-link', 'separator', 'copy', 'copy-with-sender', 'copy-with-format'],
    ],
  ])('offers for %s', (_what, context, expected) => expect(ids(context)).toEqual(expected));

  it('shows in full where a link leads', () => {
    const link = `https://example.com/${'a'.repeat(500)}`;
    expect(messageEntries({ ...plain, link }, t)[0]).toMatchObject({ hint: link });
  });
});

it('searches for one line of what is selected', () => {
  expect(searchWords('  the\n crane\t line ')).toBe('the crane line');
  expect(searchWords('x'.repeat(900))).toHaveLength(200);
});
