import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../shared/domain/conversation';
import type { Message } from '../../shared/domain/message';
import { sampleConversation } from '../../shared/testing/sample-conversation';
import { lastWords, rowLine, tellingEnds } from './last-words';

const lee = 'sip:lee@example.com';
const conversation = (more: Partial<Conversation> = {}): Conversation =>
  sampleConversation({ id: 'c1', state: 'connected', subject: '', ...more });
const message = (text: string, direction: 'incoming' | 'outgoing' = 'incoming'): Message => ({
  id: 'm1',
  conversationId: 'c1',
  direction,
  from: direction === 'incoming' ? lee : 'sip:dana@example.com',
  body: { text },
  at: 0,
});

describe('lastWords', () => {
  it('are what was said last, by whom where several could have', () => {
    const said = [message('one'), message('two')];
    expect(lastWords(conversation({ isConference: false }), said, undefined)).toEqual({ kind: 'said', text: 'two' });
    expect(lastWords(conversation({ isConference: true }), said, undefined)).toEqual({
      kind: 'said',
      text: 'two',
      from: lee,
    });
    expect(lastWords(conversation(), [message('mine', 'outgoing')], undefined)).toEqual({ kind: 'own', text: 'mine' });
  });

  it('give way to who is typing', () => {
    expect(lastWords(conversation(), [message('one')], lee)).toEqual({ kind: 'typing', who: lee });
  });

  it.each(tellingEnds)('give way to an end that tells more (%s), with what it was about', (end) => {
    const ended = conversation({ state: 'ended', end, subject: 'Urgent\nload' });
    expect(lastWords(ended, [message('one')], undefined)).toEqual({ kind: 'ended', end, about: 'Urgent load' });
    expect(lastWords({ ...ended, subject: ' ' }, [message('one')], undefined)).toMatchObject({ about: 'one' });
    expect(lastWords({ ...ended, subject: ' ' }, [], undefined)).toMatchObject({ about: '' });
  });

  it('stay when somebody only left', () => {
    const left = conversation({ state: 'ended', end: 'peer-left' });
    expect(lastWords(left, [message('bye')], undefined)).toEqual({ kind: 'said', text: 'bye' });
  });

  it('are the subject where nothing was said, or nothing at all', () => {
    expect(lastWords(conversation({ subject: 'Plan' }), [], undefined)).toEqual({ kind: 'subject', text: 'Plan' });
    expect(lastWords(conversation(), [], undefined)).toEqual({ kind: 'nothing' });
  });
});

describe('rowLine', () => {
  it('is one line without signs that turn the writing, and short however long the text is', () => {
    expect(rowLine(' a\n\t b\u202E c ')).toBe('a b c');
    expect(rowLine('x'.repeat(1_000_000))).toHaveLength(200);
  });
});
