import { expect, it } from 'vitest';
import type { LogThread } from '../../shared/domain/log-import';
import { choicesOf, peopleOfLogs } from './log-people';

const thread = (key: string, more: Partial<LogThread> = {}): LogThread => ({
  key,
  program: 'pidgin',
  service: 'jabber',
  account: 'dana@example.com',
  peer: key,
  messages: 1,
  from: 0,
  to: 1,
  ...more,
});
const lee = 'sip:lee@example.com';
const kim = 'sip:kim@example.com';

it('asks about nobody who is known for sure, or has the address of a contact', () => {
  const threads = [
    thread('12345'),
    thread('kim', { address: kim }),
    thread('many', { messages: 9 }),
    thread('lee', { address: lee }),
    thread('ann', { uri: 'sip:ann@example.com', address: 'sip:ann@example.com' }),
  ];
  const people = peopleOfLogs(threads, (uri) => uri === lee);
  expect(people.known.map(({ key, uri }) => [key, uri])).toEqual([
    ['lee', lee],
    ['ann', 'sip:ann@example.com'],
  ]);
  expect(people.asked.map(({ key }) => key)).toEqual(['many', '12345', 'kim']);
  expect(choicesOf(people, new Map([['kim', kim]]))).toEqual([
    { key: 'lee', uri: lee },
    { key: 'ann', uri: 'sip:ann@example.com' },
    { key: 'many', uri: null },
    { key: '12345', uri: null },
    { key: 'kim', uri: kim },
  ]);
});
