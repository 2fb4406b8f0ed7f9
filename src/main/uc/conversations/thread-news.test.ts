import { describe, expect, it } from 'vitest';
import type { Conversation, ConversationParticipant } from '../../../shared/domain/conversation';
import { emptyModel, type Change, type Model } from '../../../shared/domain/model';
import { sampleConversation } from '../../../shared/testing/sample-conversation';
import type { ThreadNews } from '../../../shared/domain/thread-event';
import type { Signal } from '../engine';
import { newsBetween, threadEvents } from './thread-news';

const person = (name: string, role: 'attendee' | 'presenter' = 'attendee'): ConversationParticipant => ({
  uri: `sip:${name.toLowerCase()}@example.com`,
  name,
  role,
});
const conversation = (part: Partial<Conversation> = {}): Conversation =>
  sampleConversation({ participants: [person('Lee')], ...part });
const kinds = (before: Partial<Conversation>, after: Partial<Conversation>): string[] =>
  newsBetween(conversation(before), conversation(after)).map(({ kind }) => kind);

describe('newsBetween', () => {
  it('tells nothing where nothing happened', () => {
    expect(kinds({}, { unread: 3, composing: ['sip:lee@example.com'], lastActivityAt: 9 })).toEqual([]);
  });

  it('tells who joined and who left a running conversation', () => {
    const [joined] = newsBetween(conversation(), conversation({ participants: [person('Lee'), person('Kim')] }));
    expect(joined).toEqual({ kind: 'joined', uri: 'sip:kim@example.com', name: 'Kim' });
    expect(kinds({ participants: [person('Lee'), person('Kim')] }, {})).toEqual(['left']);
  });

  it('tells of who was invited when they come, and neither of their being asked nor of their not coming', () => {
    const kim = person('Kim');
    const asked = { ...kim, isInvited: true } as const;
    const [two, three] = [{ participants: [person('Lee')] }, { participants: [person('Lee'), asked] }];
    expect(kinds(two, three)).toEqual([]);
    expect(kinds(three, two)).toEqual([]);
    expect(kinds(three, { participants: [person('Lee'), kim] })).toEqual(['joined']);
    const [ended] = newsBetween(conversation(three), conversation({ ...three, state: 'ended', end: 'peer-left' }));
    expect(ended).toMatchObject({ who: [{ name: 'Lee' }] });
  });

  it('tells no joining while it is only being invited to', () => {
    expect(kinds({ state: 'inviting', participants: [] }, { state: 'connecting' })).toEqual([]);
    expect(kinds({ state: 'connecting', participants: [] }, { state: 'connected' })).toEqual(['accepted']);
    const incoming = { direction: 'incoming' } as const;
    expect(kinds({ ...incoming, state: 'invited' }, { ...incoming, state: 'connected' })).toEqual(['connected']);
  });

  it('tells of each who was invited to a conference when they come, the first as well', () => {
    const asked = (name: string) => ({ ...person(name), isInvited: true }) as const;
    const is = { isConference: true, direction: 'outgoing' } as const;
    const inviting = { ...is, state: 'inviting', participants: [asked('Kim'), asked('Mei')] } as const;
    const first = { ...is, state: 'connecting', participants: [person('Kim'), asked('Mei')] } as const;
    const connected = { ...first, state: 'connected' } as const;
    expect(kinds(inviting, first)).toEqual(['joined']);
    expect(kinds(first, connected)).toEqual(['connected']);
    expect(kinds(inviting, connected)).toEqual(['joined', 'connected']);
    expect(kinds(connected, { ...connected, participants: [person('Kim'), person('Mei')] })).toEqual(['joined']);
    // Who has not come to one that ended has not joined it.
    expect(kinds(inviting, { ...first, state: 'ended', end: 'no-answer' })).toEqual(['ended']);
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
    expect(newsBetween(before, after)).toEqual([
      { kind: 'ended', end: 'peer-left', isConference: false, who: [{ uri: 'sip:lee@example.com', name: 'Lee' }] },
    ]);
    expect(newsBetween(after, after)).toEqual([]);
  });

  it('says nothing of a thread that goes on by writing again', () => {
    expect(kinds({ state: 'ended', end: 'left' }, { state: 'inviting' })).toEqual([]);
    expect(kinds({ state: 'ended', end: 'left' }, { state: 'connected' })).toEqual([]);
  });
});

describe('threadEvents', () => {
  const before = conversation({ isConference: true, participants: [person('Lee'), person('Kim')] });
  const model: Model = { ...emptyModel, conversations: new Map([['c1', before]]) };
  const told = (changes: readonly Change[], signals: readonly Signal[] = [], known = model): readonly ThreadNews[] => {
    let count = 0;
    const step = {
      told: [],
      changes,
      signals,
      model: known,
      now: () => 5_000,
      newId: () => `e${(count += 1)}`,
      isOurDoing: (id: string, uri: string) => id === 'c1' && uri === 'sip:ravi@example.com',
    };
    return threadEvents(step).map((change) => {
      if (change.kind !== 'event') throw new Error(change.kind);
      expect(change.event).toMatchObject({ conversationId: 'c1', at: 5_000, id: expect.stringMatching(/^e\d$/u) });
      return change.event.news;
    });
  };

  it('makes what happens to a known conversation part of its thread', () => {
    const after = { ...before, participants: [person('Lee')] };
    expect(told([{ kind: 'conversation', conversation: after }])).toEqual([
      { kind: 'left', uri: 'sip:kim@example.com', name: 'Kim' },
    ]);
    expect(told([{ kind: 'conversation', conversation: after }], [], emptyModel)).toEqual([]);
  });

  it('tells of who was sent out here that they were, and not that they left', () => {
    const three = { ...before, participants: [person('Lee'), person('Ravi'), person('Kim')] };
    const known = { ...emptyModel, conversations: new Map([['c1', three]]) };
    const after = { ...before, participants: [person('Lee')] };
    expect(told([{ kind: 'conversation', conversation: after }], [], known)).toEqual([
      { kind: 'removed', uri: 'sip:ravi@example.com', name: 'Ravi' },
      { kind: 'left', uri: 'sip:kim@example.com', name: 'Kim' },
    ]);
  });

  it('tells who could not be invited and why, and does not call that leaving', () => {
    const after = { ...before, participants: [person('Lee')] };
    const signal: Signal = {
      kind: 'inviteFailed',
      conversationId: 'c1',
      uri: 'sip:kim@example.com',
      failure: { code: 'peer-offline' },
    };
    expect(told([{ kind: 'conversation', conversation: after }], [signal])).toEqual([
      { kind: 'invite-failed', uri: 'sip:kim@example.com', name: 'Kim', failure: 'peer-offline' },
    ]);
  });

  it('corrects how it ended, where that becomes known later', () => {
    const ended = { kind: 'ended', end: 'answered-elsewhere', isConference: false, who: [] } as const;
    const known: Model = {
      ...model,
      conversations: new Map([['c1', conversation({ state: 'ended', end: 'answered-elsewhere' })]]),
      events: new Map([['c1', [{ id: 'e1', conversationId: 'c1', at: 5_000, news: ended }]]]),
    };
    const missed = conversation({ state: 'ended', end: 'missed' });
    expect(told([{ kind: 'conversation', conversation: missed }], [], known)).toEqual([{ ...ended, end: 'missed' }]);
  });
});

it('tells that what was said before was deleted', () => {
  const told = threadEvents({
    told: [],
    changes: [{ kind: 'threadCleared', conversationId: 'c1' }],
    signals: [],
    model: emptyModel,
    now: () => 5000,
    newId: () => 'e1',
    isOurDoing: () => false,
  });
  expect(told).toEqual([
    { kind: 'event', event: { id: 'e1', conversationId: 'c1', at: 5000, news: { kind: 'history-deleted' } } },
  ]);
});
