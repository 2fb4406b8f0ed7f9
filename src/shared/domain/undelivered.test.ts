import { describe, expect, it } from 'vitest';
import { deliveryStates, type DeliveryState, type Message } from './message';
import { emptyModel, type Model } from './model';
import { sampleConversation } from '../testing/sample-conversation';
import { undelivered, unfinished, withReturned } from './undelivered';

const own = (delivery: DeliveryState): Message => ({
  id: `m-${delivery}`,
  conversationId: 'c1',
  direction: 'outgoing',
  from: 'sip:dana@example.com',
  body: { text: 'hello' },
  at: 0,
  delivery,
});
const theirs: Message = {
  id: 'm1',
  conversationId: 'c1',
  direction: 'incoming',
  from: 'sip:lee@example.com',
  body: { text: 'hello' },
  at: 0,
};
const model = (messages: readonly Message[]): Model => ({
  ...emptyModel,
  conversations: new Map([['c1', sampleConversation({ id: 'c1' })]]),
  messages: new Map([['c1', messages]]),
});

describe('what nobody has got', () => {
  it('is what waits, is under way or has failed, and what may not have arrived', () => {
    expect(undelivered([...deliveryStates.map(own), theirs])).toEqual({ unsent: 3, doubtful: 1 });
  });

  it('is nothing where all is delivered and nothing half-written', () => {
    expect(unfinished(model([own('sent'), own('confirmed'), theirs]), [])).toBeUndefined();
  });

  it('counts a draft where it can be found: not that of a conversation that is gone', () => {
    expect(
      unfinished(model([own('failed')]), ['conversation:c1', 'conversation:c2', 'invitation', 'invitation:x']),
    ).toEqual({
      unsent: 1,
      doubtful: 0,
      drafts: 3,
    });
    expect(unfinished(model([]), ['conversation:c2'])).toBeUndefined();
  });
});

describe('what returns to a draft', () => {
  const key = 'conversation:c1';
  it.each([
    ['a note', 'half a thought\na note'],
    ['half a th\na note', 'half a thought\na note'],
    ['\nhalf a th', '\nhalf a thought'],
    ['first\nhalf a th\n\nlast', 'first\nhalf a thought\n\nlast'],
    ['half a the', 'half a thought\nhalf a the'],
    ['', 'half a thought'],
  ])('takes the place that it had in %j', (draft, now) => {
    expect(withReturned(draft, { key, words: 'half a thought', at: 'start', instead: 'half a th' })).toBe(now);
  });

  it.each([
    ['half a th', ''],
    ['half a th\na note', 'a note'],
    ['first\nhalf a th\nlast', 'first\nlast'],
    ['half a the', 'half a the'],
  ])('goes from %j where nothing is left of it', (draft, now) => {
    expect(withReturned(draft, { key, words: '', at: 'start', instead: 'half a th' })).toBe(now);
  });

  it('may read like a pattern, and stands in the one line of a subject', () => {
    const given = { key: 'subject:c1', words: '$& $1', at: 'start', instead: 'Pump 3' } as const;
    expect(withReturned('Pump 3, Dock gate', given)).toBe('$& $1, Dock gate');
    expect(withReturned('Pump 3', { ...given, words: '' })).toBe('');
  });
});
