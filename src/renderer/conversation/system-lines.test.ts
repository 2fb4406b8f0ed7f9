import { describe, expect, it } from 'vitest';
import type { Conversation, ConversationParticipant } from '../../shared/domain/conversation';
import { eventsBetween, firstLines } from './system-lines';

const person = (name: string, role: 'attendee' | 'presenter' = 'attendee'): ConversationParticipant => ({
  uri: `sip:${name.toLowerCase()}@example.com`,
  name,
  role,
});
const conversation = (part: Partial<Conversation> = {}): Conversation => ({
  id: 'c1',
  direction: 'outgoing',
  state: 'connected',
  subject: '',
  participants: [person('Lee')],
  inviter: 'sip:dana@example.com',
  isConference: false,
  ownRole: 'attendee',
  locked: false,
  composing: [],
  unread: 0,
  startedAt: 1000,
  lastActivityAt: 2000,
  ...part,
});
const kinds = (before: Partial<Conversation>, after: Partial<Conversation>): string[] =>
  eventsBetween(conversation(before), conversation(after)).map(({ kind }) => kind);

describe('eventsBetween', () => {
  it('tells nothing where nothing happened', () => {
    expect(kinds({}, { unread: 3, composing: ['sip:lee@example.com'], lastActivityAt: 9 })).toEqual([]);
  });

  it('tells who joined and who left a running conversation', () => {
    const [joined] = eventsBetween(conversation(), conversation({ participants: [person('Lee'), person('Kim')] }));
    expect(joined).toEqual({ kind: 'joined', uri: 'sip:kim@example.com', name: 'Kim' });
    expect(kinds({ participants: [person('Lee'), person('Kim')] }, {})).toEqual(['left']);
  });

  it('tells no joining while it is only being invited to', () => {
    expect(kinds({ state: 'inviting', participants: [] }, { state: 'connecting' })).toEqual([]);
    expect(kinds({ state: 'connecting', participants: [] }, { state: 'connected' })).toEqual(['accepted']);
    const incoming = { direction: 'incoming' } as const;
    expect(kinds({ ...incoming, state: 'invited' }, { ...incoming, state: 'connected' })).toEqual(['connected']);
  });

  it('tells that two became many, without calling the new roles a promotion', () => {
    const after = {
      isConference: true,
      ownRole: 'presenter',
      participants: [person('Lee', 'presenter'), person('Kim')],
    } as const;
    expect(kinds({ state: 'escalating' }, after)).toEqual(['became-conference', 'joined']);
  });

  it('tells promotions and locks in a conference', () => {
    const is = { isConference: true };
    expect(kinds(is, { ...is, participants: [person('Lee', 'presenter')] })).toEqual(['promoted']);
    expect(kinds(is, { ...is, ownRole: 'presenter' })).toEqual(['self-promoted']);
    expect(kinds(is, { ...is, locked: true })).toEqual(['locked']);
    expect(kinds({ ...is, locked: true }, is)).toEqual(['unlocked']);
  });

  it('tells somebody who joins a conference that what was said before is not there', () => {
    const invited = { state: 'invited', isConference: true, direction: 'incoming' } as const;
    expect(kinds(invited, { ...invited, state: 'connected' })).toEqual(['connected', 'late-joiner']);
  });

  it('tells once how it ended, and with whom', () => {
    const before = conversation();
    const after = conversation({ state: 'ended', end: 'peer-left' });
    expect(eventsBetween(before, after)).toEqual([
      { kind: 'ended', end: 'peer-left', isConference: false, who: [{ uri: 'sip:lee@example.com', name: 'Lee' }] },
    ]);
    expect(eventsBetween(after, after)).toEqual([]);
  });

  it('says nothing of a thread that goes on by writing again', () => {
    expect(kinds({ state: 'ended', end: 'left' }, { state: 'inviting' })).toEqual([]);
    expect(kinds({ state: 'ended', end: 'left' }, { state: 'connected' })).toEqual([]);
  });
});

describe('firstLines', () => {
  it('tells how a thread ended that is opened afterwards', () => {
    const lines = firstLines(conversation({ state: 'ended', end: 'missed' }));
    expect(lines).toMatchObject([{ kind: 'ended', end: 'missed', at: 2000 }]);
  });
  it('has nothing to tell of a conversation that runs', () => expect(firstLines(conversation())).toEqual([]));
});
