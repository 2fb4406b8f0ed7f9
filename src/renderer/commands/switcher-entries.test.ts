import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../shared/domain/conversation';
import type { Suggestion } from '../invitation/rank-people';
import { switcherEntries, type Entry, type SwitcherChoice } from './switcher-entries';

function talk(id: string, title: string, part: Partial<Conversation> = {}): SwitcherChoice['conversations'][number] {
  const participants = title
    .split(', ')
    .map((name) => ({ uri: `sip:${name.toLowerCase().replace(' ', '.')}@example.com`, name }));
  const conversation = { id, participants, subject: '', unread: 0, isConference: participants.length > 1, ...part };
  return { title, conversation: conversation as unknown as Conversation };
}
const person = (name: string, source: Suggestion['source'] = 'contact'): Suggestion => ({
  uri: `sip:${name.toLowerCase().replace(' ', '.')}@example.com`,
  name,
  availability: 'available',
  source,
});
const commands = [
  { id: 'history', name: 'History' },
  { id: 'newConversation', name: 'New conversation' },
  { id: 'settings', name: 'Settings' },
] as const;
const conversations = [
  talk('c1', 'Lee Park', { unread: 2 }),
  talk('c2', 'Kim Ito, Sam Stone', { subject: 'Crane plan' }),
  talk('c3', 'Pat New'),
];

function offered(query: string, people: readonly Suggestion[] = []): Record<string, string[]> {
  const tell = (entry: Entry): string => entry.key;
  return Object.fromEntries(
    switcherEntries(query, { conversations, people, commands }).map(({ name, entries }) => [name, entries.map(tell)]),
  );
}

describe('switcherEntries', () => {
  it('offers recent conversations and all commands while nothing is typed', () => {
    expect(offered(' ')).toEqual({
      recent: ['conversation:c1', 'conversation:c2', 'conversation:c3'],
      commands: ['command:history', 'command:newConversation', 'command:settings'],
    });
  });

  it('finds conversations by those in them and by their subject, commands by the beginnings of their words', () => {
    expect(offered('crane')).toEqual({ people: ['conversation:c2'] });
    expect(offered('sto')).toEqual({ people: ['conversation:c2'] });
    expect(offered('conv')).toEqual({ commands: ['command:newConversation'] });
    expect(offered('new')).toEqual({ people: ['conversation:c3'], commands: ['command:newConversation'] });
    expect(offered('zzz')).toEqual({});
  });

  it('offers a person once, with what is unread of them, and strangers apart', () => {
    const groups = switcherEntries('le', {
      conversations,
      people: [person('Lee Park'), person('Leo Bright', 'directory')],
      commands,
    });
    expect(groups.map(({ name, entries }) => [name, entries.map(({ key }) => key)])).toEqual([
      ['people', ['person:sip:lee.park@example.com']],
      ['directory', ['person:sip:leo.bright@example.com']],
    ]);
    expect(groups[0]!.entries[0]).toMatchObject({ unread: 2 });
  });
});
