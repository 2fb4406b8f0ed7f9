import { describe, expect, it } from 'vitest';
import type { Conversation, ConversationParticipant } from '../../shared/domain/conversation';
import type { ThreadEvent, ThreadNews } from '../../shared/domain/thread-event';
import { canAskIn, indexAfterKey, rosterOf } from './roster';

const person = (name: string, more: Partial<ConversationParticipant> = {}): ConversationParticipant => ({
  uri: `sip:${name.toLowerCase()}@example.com`,
  name,
  role: 'attendee',
  ...more,
});
const conversation = (participants: ConversationParticipant[], more: Partial<Conversation> = {}): Conversation => ({
  id: 'c1',
  direction: 'outgoing',
  state: 'connected',
  subject: '',
  participants,
  inviter: 'sip:dana@example.com',
  isConference: true,
  ownRole: 'presenter',
  locked: false,
  composing: [],
  unread: 0,
  startedAt: 0,
  lastActivityAt: 0,
  ...more,
});
const events = (...news: ThreadNews[]): ThreadEvent[] =>
  news.map((each, index) => ({ id: `e${index}`, conversationId: 'c1', at: index, news: each }));
const named = (name: string) => ({ uri: `sip:${name.toLowerCase()}@example.com`, name });
const over: ThreadNews = { kind: 'ended', end: 'left', isConference: true, who: [] };

describe('who stands in the list of participants', () => {
  it('has presenters first, then names in order, and those who are only asked for themselves', () => {
    const people = [
      person('Lee'),
      person('Zoe', { role: 'presenter' }),
      person('Ada'),
      person('Kim', { isInvited: true }),
    ];
    const { present, invited } = rosterOf(conversation(people), [], 'en');
    expect(present.map(({ name }) => name)).toEqual(['Zoe', 'Ada', 'Lee']);
    expect(invited).toMatchObject([{ name: 'Kim', standing: 'invited' }]);
  });

  it.each([
    ['connected', [], 'here'],
    ['escalating', [], 'here'],
    ['inviting', [], 'connecting'],
    ['connecting', [], 'connecting'],
    // On the way back into it nobody knows who is still there.
    ['connecting', [{ kind: 'connected' }], 'unknown'],
    ['invited', [], 'unknown'],
    ['ended', [{ kind: 'connected' }, over], 'unknown'],
  ] as const)('while it is %s after %j, says of who came: %s', (state, news, standing) => {
    const { present } = rosterOf(conversation([person('Lee')], { state }), events(...news), 'en');
    expect(present).toMatchObject([{ standing }]);
  });

  it('keeps who left, was removed or did not come, each once and as it was last', () => {
    const news = events(
      { kind: 'invite-failed', failure: 'timeout', ...named('Kim') },
      { kind: 'joined', ...named('Kim') },
      { kind: 'left', ...named('Kim') },
      { kind: 'removed', ...named('Sam') },
      { kind: 'invite-failed', failure: 'timeout', ...named('Ada') },
      { kind: 'invite-failed', failure: 'peer-busy', ...named('Ada') },
    );
    const { notCome, gone } = rosterOf(conversation([person('Lee')]), news, 'en');
    expect(notCome).toEqual([{ ...named('Ada'), why: 'not-come', failure: 'peer-busy' }]);
    expect(gone).toEqual([
      { ...named('Kim'), why: 'left' },
      { ...named('Sam'), why: 'removed' },
    ]);
  });

  it('lists nobody twice: who is asked again or is back is not absent', () => {
    const news = events(
      { kind: 'left', ...named('Kim') },
      { kind: 'invite-failed', failure: 'timeout', ...named('Sam') },
    );
    const people = [person('Kim'), person('Sam', { isInvited: true })];
    expect(rosterOf(conversation(people), news, 'en')).toMatchObject({ notCome: [], gone: [] });
  });

  it('forgets who was missing when it is over, and when it begins again', () => {
    const left: ThreadNews = { kind: 'left', ...named('Kim') };
    const ended = conversation([person('Lee')], { state: 'ended' });
    expect(rosterOf(ended, events(left, over), 'en').gone).toEqual([]);
    expect(rosterOf(conversation([person('Lee')]), events(left, over), 'en').gone).toEqual([]);
  });
});

it('asks nobody into what is locked or not connected', () => {
  expect(canAskIn(conversation([]))).toBe(true);
  expect(canAskIn(conversation([], { locked: true }))).toBe(false);
  expect(canAskIn(conversation([], { state: 'escalating' }))).toBe(false);
});

it('goes through a list by arrows, Home and End, and not out of it', () => {
  expect(indexAfterKey('ArrowDown', 31, 32)).toBe(31);
  expect(indexAfterKey('ArrowDown', 0, 32)).toBe(1);
  expect(indexAfterKey('ArrowUp', 0, 32)).toBe(0);
  expect(indexAfterKey('Home', 9, 32)).toBe(0);
  expect(indexAfterKey('End', 9, 32)).toBe(31);
  expect(indexAfterKey('a', 9, 32)).toBeUndefined();
});
