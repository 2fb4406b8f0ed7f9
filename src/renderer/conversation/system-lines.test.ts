import { describe, expect, it } from 'vitest';
import type { Conversation, ConversationParticipant } from '../../shared/domain/conversation';
import { sampleConversation } from '../../shared/testing/sample-conversation';
import type { ThreadNews } from '../../shared/domain/thread-event';
import { canInviteAgain, systemLines } from './system-lines';

const person = (name: string, role: 'attendee' | 'presenter' = 'attendee'): ConversationParticipant => ({
  uri: `sip:${name.toLowerCase()}@example.com`,
  name,
  role,
});
const conversation = (part: Partial<Conversation> = {}): Conversation =>
  sampleConversation({ participants: [person('Lee')], lastActivityAt: 2000, ...part });
const events = (...news: ThreadNews[]) =>
  news.map((each, index) => ({ id: `e${index}`, conversationId: 'c1', at: 1_000 + index, news: each }));
const ended = { kind: 'ended', end: 'peer-left', isConference: false, who: [] } as const;

describe('systemLines', () => {
  it('shows what happened, in order, whenever the window opens', () => {
    const lines = systemLines(conversation(), events({ kind: 'connected' }, { kind: 'locked' }));
    expect(lines).toEqual([
      { kind: 'connected', at: 1_000, key: 'e0' },
      { kind: 'locked', at: 1_001, key: 'e1' },
    ]);
  });

  it('tells how a thread ended that nobody was there to see end', () => {
    const lines = systemLines(conversation({ state: 'ended', end: 'connection-lost' }), events({ kind: 'connected' }));
    expect(lines.map(({ kind, at }) => [kind, at])).toEqual([
      ['connected', 1_000],
      ['ended', 2_000],
    ]);
    expect(lines.at(-1)).toMatchObject({ end: 'connection-lost', who: [{ name: 'Lee' }] });
  });

  it('tells it once, with the reason as it is known by now', () => {
    const lines = systemLines(conversation({ state: 'ended', end: 'missed' }), events(ended));
    expect(lines).toMatchObject([{ kind: 'ended', end: 'missed', key: 'e0' }]);
  });

  it('tells it again after the thread went on', () => {
    const over = conversation({ state: 'ended', end: 'left' });
    expect(systemLines(over, events(ended, { kind: 'connected' })).map(({ kind }) => kind)).toEqual([
      'ended',
      'connected',
      'ended',
    ]);
  });
});

describe('canInviteAgain', () => {
  const failed = { kind: 'invite-failed', uri: 'sip:kim@example.com', name: 'Kim', failure: 'timeout' } as const;
  const line = { ...failed, key: 'e1', at: 1 };
  it('offers it while the conversation goes on without that person', () => {
    expect(canInviteAgain(line, conversation())).toBe(true);
    expect(canInviteAgain(line, conversation({ participants: [person('Lee'), person('Kim')] }))).toBe(false);
    expect(canInviteAgain(line, conversation({ state: 'ended' }))).toBe(false);
    expect(canInviteAgain(line, conversation({ locked: true }))).toBe(false);
    expect(canInviteAgain({ ...line, failure: 'not-found' }, conversation())).toBe(false);
    expect(canInviteAgain({ kind: 'connected', key: 'e1', at: 1 }, conversation())).toBe(false);
  });
});
