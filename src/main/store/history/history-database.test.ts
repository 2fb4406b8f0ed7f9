import fc from 'fast-check';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call, Conversation } from '../../../shared/domain/conversation';
import type { Message } from '../../../shared/domain/message';
import type { Change } from '../../../shared/domain/model';
import type { HistoryKind, HistoryListing, HistorySearch, HistoryThreadPage } from '../../../shared/domain/history';
import type { ThreadEvent } from '../../../shared/domain/thread-event';
import { HistoryDatabase, openFile } from './history-database';

const lee = 'sip:lee@example.com';
const dana = 'sip:dana@example.com';
let folder: string;
let file: string;
let database: HistoryDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-history-'));
  file = join(folder, 'history.db');
  database = new HistoryDatabase(file, 'ab'.repeat(32));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function conversation(id: string, more: Partial<Conversation> = {}): Conversation {
  return {
    id,
    direction: 'outgoing',
    state: 'connected',
    subject: 'Delivery slot',
    participants: [{ uri: lee, name: 'Lee Park', role: 'attendee' }],
    inviter: dana,
    isConference: false,
    ownRole: 'attendee',
    locked: false,
    composing: [],
    unread: 0,
    startedAt: 1000,
    lastActivityAt: 1000,
    ...more,
  };
}

function message(id: string, text: string, more: Partial<Message> = {}): Message {
  return {
    id,
    conversationId: 'c1',
    direction: 'outgoing',
    from: dana,
    body: { text },
    at: 2000,
    delivery: 'confirmed',
    ...more,
  };
}

const toChange = (each: Conversation): Change => ({ kind: 'conversation', conversation: each });

function say(...messages: Message[]): void {
  database.write(messages.map((one) => ({ kind: 'message', message: one })));
}

describe('the history', () => {
  beforeEach(() => database.write([{ kind: 'conversation', conversation: conversation('c1') }]));

  it('keeps who took part: not who was asked into it and never came, unless nobody did', () => {
    const [came, asked] = [
      { uri: lee, name: 'Lee Park', role: 'attendee' },
      { uri: 'sip:kim@example.com', name: 'Kim', role: 'attendee', isInvited: true },
    ] as const;
    database.write([
      { kind: 'conversation', conversation: conversation('c1', { participants: [came, asked] }) },
      { kind: 'conversation', conversation: conversation('c2', { participants: [asked], state: 'inviting' }) },
    ]);
    expect(database.conversation('c1')?.participants.map(({ name }) => name)).toEqual(['Lee Park']);
    expect(database.conversation('c2')?.participants.map(({ name }) => name)).toEqual(['Kim']);
  });

  it('keeps by which address a conference can be joined again, until it is no more', () => {
    const focusUri = 'sip:dana@example.com;gruu;opaque=app:conf:focus:id:ABC';
    const conference = conversation('c2', { isConference: true, focusUri });
    database.write([{ kind: 'conversation', conversation: conference }]);
    const read = (): Conversation | undefined => database.load().conversations.find(({ id }) => id === 'c2');
    expect(read()).toMatchObject({ isConference: true, focusUri });
    database.write([{ kind: 'conversation', conversation: conversation('c2', { isConference: true }) }]);
    expect(read()).not.toHaveProperty('focusUri');
  });

  it('gives a thread back as it was, with style, delivery, order and what the server knows a message by', () => {
    const styled = message('m1', '  is <noon> fine?\r\n0012 ]]> ', {
      body: {
        text: '  is <noon> fine?\r\n0012 ]]> ',
        style: { bold: true, italic: false, underline: false, strike: false, color: '#0000ff' },
      },
    });
    const failed = message('m2', 'again', { delivery: 'failed', failure: 'peer-offline' });
    const { delivery: _, ...heard } = message('m3', 'It is.', { direction: 'incoming', from: lee, wireId: 'a' });
    say(styled, failed, heard);
    expect([...database.thread('c1')]).toEqual([styled, failed, heard]);
    expect(database.load().messages.map(({ wireId }) => wireId)).toEqual([undefined, undefined, 'a']);
  });

  it('keeps the place of a message whose delivery changes', () => {
    say(message('m1', 'one', { delivery: 'queued' }), message('m2', 'two'));
    say(message('m1', 'one', { delivery: 'sent' }));
    expect([...database.thread('c1')].map(({ id, delivery }) => [id, delivery])).toEqual([
      ['m1', 'sent'],
      ['m2', 'confirmed'],
    ]);
  });

  it('writes a batch as a whole or not at all', () => {
    const nonsense = message('m9', 'from nobody', { from: null as never });
    expect(() => say(message('m1', 'one'), nonsense)).toThrow('NOT NULL');
    expect([...database.thread('c1')]).toEqual([]);
  });

  it('takes what still comes of a deleted conversation, and begins it anew with the next message', () => {
    say(message('m1', 'one', { delivery: 'sending' }));
    database.deleteConversation('c1');
    say(message('m1', 'one', { delivery: 'confirmed' }));
    expect(database.conversations({ limit: 10 })).toEqual([]);
    database.write([
      { kind: 'conversation', conversation: conversation('c1') },
      { kind: 'message', message: message('m2', 'two') },
    ]);
    expect([...database.thread('c1')].map(({ id }) => id)).toEqual(['m2']);
  });

  it('brings back at start what was never settled, however old, and a number that is free', () => {
    say(message('m1', 'never sent', { delivery: 'queued' }));
    say(...Array.from({ length: 300 }, (_, index) => message(`m${index + 2}`, `later ${index}`)));
    for (let other = 2; other <= 40; other++) {
      database.write([
        { kind: 'conversation', conversation: conversation(`c${other}`, { lastActivityAt: 5000 + other }) },
      ]);
    }
    const { conversations, messages, nextNumber } = database.load();
    expect(conversations.map(({ id }) => id)).toContain('c1');
    expect(conversations.find(({ id }) => id === 'c1')).toMatchObject({ state: 'connected' });
    expect(messages[0]).toMatchObject({ id: 'm1', delivery: 'queued' });
    expect(messages.at(-1)?.id).toBe('m301');
    expect(nextNumber).toBe(302);
  });

  it('pages through a thread both ways', () => {
    say(...Array.from({ length: 5 }, (_, index) => message(`m${index + 1}`, `${index}`)));
    const page = (place?: HistoryThreadPage['place']): string[] =>
      database.messages({ conversationId: 'c1', limit: 2, ...(place && { place }) }).map(({ id }) => id);
    expect(page()).toEqual(['m4', 'm5']);
    expect(page({ kind: 'before', messageId: 'm4' })).toEqual(['m2', 'm3']);
    expect(page({ kind: 'after', messageId: 'm2' })).toEqual(['m3', 'm4']);
    expect(page({ kind: 'around', messageId: 'm3' })).toEqual(['m2', 'm3']);
  });

  it('pages on from where a message stood that has gone, or would stand that could not be written', () => {
    say(...Array.from({ length: 5 }, (_, index) => message(`m${index + 1}`, `${index}`, { at: 1000 * (index + 1) })));
    const page = (kind: 'before' | 'after' | 'around', at: number): string[] =>
      database.messages({ conversationId: 'c1', limit: 2, place: { kind, messageId: 'gone', at } }).map(({ id }) => id);
    expect(page('before', 500)).toEqual([]);
    expect(page('before', 3000)).toEqual(['m1', 'm2']);
    expect(page('before', 9000)).toEqual(['m4', 'm5']);
    expect(page('after', 500)).toEqual(['m1', 'm2']);
    expect(page('after', 2500)).toEqual(['m3', 'm4']);
    expect(page('after', 9000)).toEqual([]);
    expect(page('around', 2500)).toEqual(['m2', 'm3']);
  });

  it('finds words in any case and accent, phrases, and beginnings, and marks them', () => {
    say(message('m1', 'Café at NOON on the loading dock'), message('m2', 'noonday'), message('m3', 'dock loading'));
    const found = (text: string): string[] => database.search({ text, limit: 10 }).hits.map((hit) => hit.message.id);
    expect(found('cafe')).toEqual(['m1']);
    expect(found('noon')).toEqual(['m2', 'm1']);
    expect(found('"loading dock"')).toEqual(['m1']);
    expect(found('nothing')).toEqual([]);
    expect(database.search({ text: 'noon', limit: 10 }).hits[1]?.snippet).toEqual([
      { text: 'Café at ', isMatch: false },
      { text: 'NOON', isMatch: true },
      { text: ' on the loading dock', isMatch: false },
    ]);
  });

  it('finds words in any order, beginnings, other forms, and letters with or without their accents', () => {
    say(
      message('m1', 'Two cranes in line at Müller, Straße 5'),
      message('m2', 'One crane out of line; ask Muller, Strasse 5'),
      message('m3', '明天的会议在三楼'),
      message('m4', 'İstanbul ve ISPARTA'),
    );
    const found = (text: string): string[] => database.search({ text, limit: 10 }).hits.map((hit) => hit.message.id);
    for (const text of ['crane line', 'line crane', 'lines cranes', 'lin cra', 'muller', 'MÜLLER', 'strasse', 'Straße'])
      expect([text, found(text)]).toEqual([text, ['m2', 'm1']]);
    expect(found('cranes "in line"')).toEqual(['m1']);
    expect(found('会议')).toEqual(['m3']);
    expect(found('三楼 会议')).toEqual(['m3']);
    expect(found('会三')).toEqual([]);
    for (const text of ['istanbul', 'ISTANBUL', 'ıstanbul', 'İSTANBUL', 'ısparta', 'isp'])
      expect(found(text)).toEqual(['m4']);
    for (const text of ['crane NEAR line', 'crane NOT line', 'text:crane', 'crane AND'])
      expect(found(text)).toEqual([]);
    expect(database.search({ text: 'cranes line', limit: 1 }).hits[0]?.snippet.filter((part) => part.isMatch)).toEqual([
      { text: 'crane', isMatch: true },
      { text: 'line', isMatch: true },
    ]);
  });

  it('narrows a search to a person, a time and a conversation, page by page', () => {
    const kim = 'sip:kim@example.com';
    database.write([
      {
        kind: 'conversation',
        conversation: conversation('c2', { participants: [{ uri: kim, name: 'Kim', role: 'attendee' }] }),
      },
    ]);
    say(
      message('m1', 'noon', { at: 100 }),
      message('m2', 'noon', { at: 200 }),
      message('m3', 'noon', { at: 300, conversationId: 'c2' }),
    );
    const ids = (search: object): string[] =>
      database.search({ text: 'noon', limit: 10, ...search }).hits.map((hit) => hit.message.id);
    expect(ids({ person: kim })).toEqual(['m3']);
    expect(ids({ conversationId: 'c1' })).toEqual(['m2', 'm1']);
    expect(ids({ from: 200, to: 300 })).toEqual(['m2']);
    expect(ids({ text: '', person: lee })).toEqual(['m2', 'm1']);
    const first = database.search({ text: 'noon', limit: 2 });
    expect(first.hits.map((hit) => hit.message.id)).toEqual(['m3', 'm2']);
    const second = database.search({ text: 'noon', limit: 2, cursor: first.cursor! });
    expect(second.hits.map((hit) => hit.message.id)).toEqual(['m1']);
    expect(second.cursor).toBeUndefined();
  });

  it('narrows a search and a list to a kind', () => {
    const ended = { state: 'ended', end: 'left' } as const;
    const call = (id: string, reason: string): Change => ({
      kind: 'call',
      call: {
        conversationId: id,
        from: lee,
        name: 'Lee Park',
        subject: 'noon call',
        state: 'ended',
        reason,
        canRedirect: false,
        canReplyWithIm: false,
        isUrgent: false,
        at: 10,
      },
    });
    database.write([
      { kind: 'conversation', conversation: conversation('c1', ended) },
      { kind: 'conversation', conversation: conversation('c2', { ...ended, isConference: true }) },
      { kind: 'conversation', conversation: conversation('c3', { state: 'ended', end: 'missed', isConference: true }) },
      call('c4', 'declined'),
      call('c5', 'Timeout'),
      call('c1', 'answered'),
      ...['c1', 'c2', 'c3'].map((conversationId): Change => ({
        kind: 'message',
        message: message(`m${conversationId}`, 'noon', { conversationId }),
      })),
    ]);
    const found = (kind: HistoryKind): string[][] => {
      const { hits, subjects } = database.search({ text: 'noon', limit: 10, kind });
      return [
        database
          .conversations({ limit: 10, kind })
          .map(({ id }) => id)
          .sort(),
        hits.map((hit) => hit.conversation.id).sort(),
        subjects.map((hit) => hit.conversation.id).sort(),
      ];
    };
    expect(found('conversation')).toEqual([['c1'], ['c1'], []]);
    expect(found('conference')).toEqual([['c2', 'c3'], ['c2', 'c3'], []]);
    expect(found('call')).toEqual([['c1', 'c4', 'c5'], ['c1'], ['c4', 'c5']]);
    expect(found('missed')).toEqual([['c3', 'c5'], ['c3'], ['c5']]);
    expect(database.conversations({ limit: 10, kind: 'missed' }).every(({ isMissed }) => isMissed)).toBe(true);
  });

  it('never fails on what a person may type', () => {
    say(message('m1', 'noon'));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        database.search({ text, limit: 5 });
      }),
    );
    // Signs that end a text for SQLite, or are none.
    const odd = fc.array(fc.constantFrom('\0', '\u001f', '\uD800', '"', ' ', 'noon', '*'), { maxLength: 8 });
    fc.assert(fc.property(odd, (parts) => void database.search({ text: parts.join(''), limit: 5 })));
  });

  it('finds words that a control character stands between', () => {
    say(message('m1', 'noon at the loading dock'), message('m2', 'noon'));
    const found = (text: string): string[] => database.search({ text, limit: 10 }).hits.map((hit) => hit.message.id);
    expect(found('noon\0dock')).toEqual(['m1']);
    expect(found('"loading\0dock"')).toEqual(['m1']);
  });

  it('forgets what is deleted, also in the search', () => {
    say(message('m1', 'noon'), message('m2', 'noon'));
    database.write([{ kind: 'messageRemoved', conversationId: 'c1', id: 'm1' }]);
    expect(database.search({ text: 'noon', limit: 5 }).hits).toHaveLength(1);
    database.deleteConversation('c1');
    expect(database.search({ text: 'noon', limit: 5 }).hits).toEqual([]);
    expect(database.load().conversations).toEqual([]);
  });

  it('leaves nothing in the index of words when everything is deleted, and goes on with it', () => {
    say(message('m1', 'xylophone'), message('m2', 'noon'));
    database.deleteAll();
    database.close();
    const raw = openFile(file, 'ab'.repeat(32));
    for (const { block } of raw.prepare('SELECT block FROM message_words_data').all() as { block: Uint8Array }[])
      expect(Buffer.from(block).includes('xylophone')).toBe(false);
    raw.close();
    database = new HistoryDatabase(file, 'ab'.repeat(32));
    database.write([{ kind: 'conversation', conversation: conversation('c1') }]);
    say(message('m3', 'noon again'));
    expect(database.search({ text: 'noon', limit: 5 }).hits.map((hit) => hit.message.id)).toEqual(['m3']);
  });

  it('keeps what is half-written when a conversation is deleted, as one in which nothing was said', () => {
    database.write([
      {
        kind: 'conversation',
        conversation: conversation('c1', {
          state: 'ended',
          end: 'missed',
          subject: 'Secret',
          unread: 2,
          isPinned: true,
        }),
      },
      { kind: 'conversation', conversation: conversation('c2', { state: 'ended', end: 'left' }) },
      { kind: 'event', event: { id: 'e1', conversationId: 'c1', at: 10, news: { kind: 'history-deleted' } } },
    ]);
    say(message('m1', 'noon'), message('m2', 'noon', { conversationId: 'c2' }));
    database.saveDraft({ key: 'subject:c1', value: 'Dock gate' }, 1);
    database.saveDraft({ key: 'invitation', value: 'half an invitation' }, 1);
    const isLeft = (): void => {
      const { conversations, messages, events } = database.load();
      expect([messages, events]).toEqual([[], []]);
      expect(conversations).toMatchObject([{ id: 'c1', subject: '', end: 'left', unread: 0, isPinned: true }]);
      expect(conversations[0]?.participants).not.toEqual([]);
      expect(database.conversations({ limit: 10 })).toEqual([]);
      expect(database.search({ text: 'secret', limit: 5 }).subjects).toEqual([]);
      expect(database.drafts().map(({ key }) => key)).toEqual(['invitation', 'subject:c1']);
    };
    database.deleteConversation('c1');
    database.deleteConversation('c2');
    isLeft();
    database.write([{ kind: 'conversation', conversation: conversation('c2', { state: 'ended', end: 'left' }) }]);
    say(message('m3', 'noon', { conversationId: 'c1' }), message('m4', 'noon', { conversationId: 'c2' }));
    database.deleteAll();
    isLeft();
    while (database.forgetBefore(Number.MAX_SAFE_INTEGER));
    isLeft();
  });

  it('forgets old messages in slices but never one that was not settled', () => {
    say(
      message('m1', 'old', { at: 10 }),
      message('m2', 'old', { at: 20 }),
      message('m3', 'old', { at: 30, delivery: 'queued' }),
      message('m4', 'new', { at: 5000 }),
    );
    expect(database.forgetBefore(1000, 1)).toBe(true);
    while (database.forgetBefore(1000, 1));
    expect([...database.thread('c1')].map(({ id }) => id)).toEqual(['m3', 'm4']);
  });

  it('keeps a conversation as long as something is half-written in it, and brings it back however old it is', () => {
    const old = conversation('c1', { state: 'ended', end: 'peer-left', lastActivityAt: 1 });
    const newer = Array.from({ length: 40 }, (_, index) =>
      conversation(`c${index + 2}`, { state: 'ended', end: 'peer-left', lastActivityAt: 10_000 + index }),
    );
    database.write([old, ...newer].map((each) => ({ kind: 'conversation', conversation: each })));
    const isBack = (): boolean => database.load().conversations.some(({ id }) => id === 'c1');
    expect(isBack()).toBe(false);
    database.saveDraft({ key: 'conversation:c1', value: 'half a thought' }, 1);
    while (database.forgetBefore(5_000));
    expect(isBack()).toBe(true);
    database.saveDraft({ key: 'conversation:c1', value: '' }, 2);
    expect(isBack()).toBe(false);
    while (database.forgetBefore(5_000));
    expect(() => database.conversation('c1')).toThrow('no such conversation');
  });

  it('keeps a pinned conversation, however old and empty, and brings it back', () => {
    const old = conversation('c1', { state: 'ended', end: 'peer-left', lastActivityAt: 1 });
    const newer = Array.from({ length: 40 }, (_, index) =>
      conversation(`c${index + 2}`, { state: 'ended', end: 'peer-left', lastActivityAt: 10_000 + index }),
    );
    database.write([{ ...old, isPinned: true as const }, ...newer].map(toChange));
    while (database.forgetBefore(5_000));
    expect(database.load().conversations.find(({ id }) => id === 'c1')).toMatchObject({ isPinned: true });
    database.write([toChange(old)]);
    expect(database.load().conversations.map(({ id }) => id)).not.toContain('c1');
    expect(database.load().conversations[0]).not.toHaveProperty('isPinned');
  });

  it('keeps a draft until it is emptied', () => {
    database.saveDraft({ key: 'conversation:c1', value: 'half a sent' }, 1);
    database.saveDraft({ key: 'conversation:c1', value: 'half a sentence' }, 2);
    expect(database.draft('conversation:c1')).toBe('half a sentence');
    database.saveDraft({ key: 'conversation:c1', value: '' }, 3);
    expect(database.draft('conversation:c1')).toBe('');
  });

  it('is unreadable on disk without its key', () => {
    say(message('m1', 'a most unusual word: xylophone'));
    database.close();
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('xylophone')).toBe(false);
    expect(() => new HistoryDatabase(file, 'cd'.repeat(32))).toThrow();
    database = new HistoryDatabase(file, 'ab'.repeat(32));
    expect([...database.thread('c1')]).toHaveLength(1);
  });

  it('refuses a file that is no history', () => {
    const other = join(folder, 'other.db');
    writeFileSync(other, 'not a database at all'.repeat(500));
    expect(() => new HistoryDatabase(other, 'ab'.repeat(32))).toThrow();
  });
});

describe('what happens besides messages', () => {
  const joined = (id: string, at: number, conversationId = 'c1'): ThreadEvent => ({
    id,
    conversationId,
    at,
    news: { kind: 'joined', uri: 'sip:kim@example.com', name: 'Kim' },
  });
  const told = (...events: ThreadEvent[]): void => database.write(events.map((event) => ({ kind: 'event', event })));
  beforeEach(() => database.write([{ kind: 'conversation', conversation: conversation('c1') }]));

  it('comes back with its thread, in order, once', () => {
    told(joined('e1', 1000), joined('e2', 1000), joined('e1', 1000));
    const expected = [joined('e1', 1000), joined('e2', 1000)];
    expect(database.load().events).toEqual(expected);
    expect(database.events({ conversationId: 'c1' }, 10)).toEqual(expected);
    expect(database.events({ conversationId: 'c1' }, 1)).toEqual([joined('e2', 1000)]);
  });

  it('comes back only as far as messages do', () => {
    say(...Array.from({ length: 201 }, (_, index) => message(`m${index}`, 'x', { at: 1000 + index })));
    told(joined('e1', 1000), joined('e2', 1100));
    expect(database.load().events.map(({ id }) => id)).toEqual(['e2']);
  });

  it('goes with its conversation, and with its time', () => {
    told(joined('e1', 1000), joined('e2', 3000), joined('e3', 3000, 'c99'));
    say(message('m1', 'x', { at: 5000 }));
    while (database.forgetBefore(2000));
    expect(database.events({ conversationId: 'c1' }, 10).map(({ id }) => id)).toEqual(['e2']);
    database.deleteConversation('c1');
    expect(database.events({ conversationId: 'c1' }, 10)).toEqual([]);
    expect(database.events({ conversationId: 'c99' }, 10)).toEqual([]);
  });
});

describe('calls', () => {
  const call = (id: string, more: Partial<Call> = {}): Call => ({
    conversationId: id,
    from: lee,
    name: 'Lee Park',
    subject: 'Urgent load',
    state: 'ringing',
    canRedirect: true,
    canReplyWithIm: true,
    isUrgent: false,
    at: 1500,
    ...more,
  });
  const rang = (...calls: Call[]): void => database.write(calls.map((each) => ({ kind: 'call', call: each })));
  const over = (id: string, reason: string, isUnseen = false): Call => call(id, { state: 'ended', reason, isUnseen });

  it('stand among the conversations, found by person and time, with what became of them', () => {
    database.write([{ kind: 'conversation', conversation: conversation('c1', { participants: [] }) }]);
    say(message('m1', 'noon'));
    rang(over('c2', 'declined'), over('c3', 'redirected'), over('c4', 'Remote', true));
    rang(call('c5', { from: 'sip:kim@example.com', name: 'Kim', state: 'ended', reason: 'Timeout', isUnseen: true }));
    const found = (listing: Partial<HistoryListing>) =>
      database
        .conversations({ limit: 10, ...listing })
        .map(({ id, call: outcome, isMissed }) => [id, outcome, isMissed]);
    expect(found({ person: lee })).toEqual([
      ['c4', 'missed', true],
      ['c3', 'redirected', false],
      ['c2', 'declined', false],
    ]);
    expect(found({}).map(([id]) => id)).toEqual(['c5', 'c4', 'c3', 'c2', 'c1']);
    expect(found({ from: 1501 })).toEqual([]);
    expect(found({ to: 1500 }).map(([id]) => id)).toEqual(['c1']);
    expect(database.conversation('c2')).toMatchObject({ subject: 'Urgent load', participants: [{ name: 'Lee Park' }] });
    expect(database.people(10)).toEqual([
      { uri: 'sip:kim@example.com', name: 'Kim' },
      { uri: lee, name: 'Lee Park' },
    ]);
  });

  it('stand once, as a conversation, where one came of them', () => {
    rang(over('c2', 'answered'));
    database.write([{ kind: 'conversation', conversation: conversation('c2') }]);
    expect(database.conversations({ limit: 10 })).toMatchObject([{ id: 'c2', call: 'answered', startedAt: 1000 }]);
  });

  it('come back missed until somebody has looked, also those that rang when the program was killed', () => {
    rang(over('c2', 'declined'), over('c3', 'Remote', true), call('c4'));
    expect(database.load().calls.map((each) => [each.conversationId, each.state, each.isUnseen])).toEqual([
      ['c3', 'ended', true],
      ['c4', 'ended', true],
    ]);
    rang(over('c3', 'Remote'), over('c4', 'SessionDown'));
    expect(database.load().calls).toEqual([]);
    expect(database.conversations({ limit: 10 }).filter(({ isMissed }) => isMissed)).toHaveLength(2);
  });

  it('share no number with what comes after a restart', () => {
    rang(call('c41'));
    expect(database.load().nextNumber).toBe(42);
    database.write([{ kind: 'conversation', conversation: conversation('c1') }]);
    const news = { kind: 'connected' } as const;
    database.write([{ kind: 'event', event: { id: 'e77', conversationId: 'c1', at: 1, news } }]);
    expect(database.load().nextNumber).toBe(78);
  });
});

describe('the list of conversations', () => {
  it('goes on where the page before ended, though many have the same time', () => {
    const ids = Array.from({ length: 7 }, (_, index) => `c${index}`);
    database.write(ids.map((id) => ({ kind: 'conversation', conversation: conversation(id) })));
    say(...ids.map((id) => message(`m-${id}`, 'noon', { conversationId: id })));
    const seen: string[] = [];
    for (let after: HistoryListing['after']; seen.length < 20;) {
      const page = database.conversations({ limit: 3, ...(after && { after }) });
      seen.push(...page.map(({ id }) => id));
      after = page.at(-1);
      if (!after) break;
    }
    expect(seen.sort()).toEqual(ids);
  });

  it('brings back every conversation that was open when the program was killed, as it was', () => {
    const invited = conversation('c1', { direction: 'incoming', state: 'invited', lastActivityAt: 1 });
    const others = Array.from({ length: 40 }, (_, index) => conversation(`c${index + 2}`));
    database.write([invited, ...others].map((each) => ({ kind: 'conversation', conversation: each })));
    const { conversations } = database.load();
    expect(conversations.find(({ id }) => id === 'c1')).toMatchObject({ state: 'invited', unread: 0 });
    expect(conversations).toHaveLength(41);
    expect(conversations[0]).not.toHaveProperty('end');
    // Should Parley never come so far as to write what became of it.
    say(message('m1', 'noon'));
    expect(database.conversations({ limit: 50 }).find(({ id }) => id === 'c1')).toMatchObject({ end: 'missed' });
  });
});

describe('who confirms', () => {
  const two = conversation('c1');
  const several = conversation('c2', { isConference: true });
  const confirmed = (id: string, conversationId: string): Message =>
    message(id, 'Noted?', { conversationId, delivery: 'confirmed' });
  const confirming = (): readonly string[] => database.load().confirming;

  it('is told of every person, however old, and of conferences as one', () => {
    database.write([two, several].map((each) => ({ kind: 'conversation', conversation: each })));
    say(message('m1', 'Anybody?', { delivery: 'sent' }));
    expect(confirming()).toEqual([]);
    say(message('m1', 'Anybody?', { delivery: 'confirmed' }));
    expect(confirming()).toEqual(two.participants.map(({ uri }) => uri));
    say(confirmed('m2', 'c2'));
    expect(confirming()).toContain('conference');
    const later = Array.from({ length: 40 }, (_, index) => conversation(`c${index + 3}`, { lastActivityAt: 9e12 }));
    database.write(later.map((each) => ({ kind: 'conversation', conversation: each })));
    expect(confirming()).toHaveLength(2);
  });

  it('is forgotten with the last conversation', () => {
    database.write([two].map((each) => ({ kind: 'conversation', conversation: each })));
    say(confirmed('m1', 'c1'));
    database.deleteConversation('c1');
    expect(confirming()).toEqual([]);
  });
});

describe('retention', () => {
  it('counts what it would forget', () => {
    database.write([{ kind: 'conversation', conversation: conversation('c1') }]);
    say(
      message('m1', 'old'),
      message('m2', 'old, waiting', { delivery: 'queued' }),
      message('m3', 'new', { at: 9000 }),
    );
    expect(database.countBefore(5000)).toBe(1);
    while (database.forgetBefore(5000));
    expect(database.countBefore(5000)).toBe(0);
    expect([...database.thread('c1')].map(({ id }) => id)).toEqual(['m2', 'm3']);
  });
});

describe('words in subjects', () => {
  const kim = 'sip:kim@example.com';
  const found = (search: Partial<HistorySearch> & { text: string }): string[] =>
    database.search({ limit: 10, ...search }).subjects.map((hit) => hit.conversation.id);
  const missed: Call = {
    conversationId: 'c3',
    from: kim,
    name: 'Kim',
    subject: 'Urgent crane',
    state: 'ended',
    reason: 'Timeout',
    canRedirect: false,
    canReplyWithIm: false,
    isUrgent: true,
    at: 3000,
  };
  beforeEach(() => {
    const invitation = { state: 'ended', end: 'missed', direction: 'incoming', lastActivityAt: 2000 } as const;
    const kims = { participants: [{ uri: kim, name: 'Kim', role: 'attendee' }] } as const;
    database.write([
      { kind: 'conversation', conversation: conversation('c1', { subject: 'Crane on dock two' }) },
      { kind: 'conversation', conversation: conversation('c2', { subject: 'A crâne?', ...invitation, ...kims }) },
      { kind: 'call', call: missed },
    ]);
  });

  it('are found in conversations, missed invitations and calls, newest first, and marked', () => {
    expect(found({ text: 'cran' })).toEqual(['c3', 'c2', 'c1']);
    expect(found({ text: 'crane dock' })).toEqual(['c1']);
    expect(found({ text: '"dock crane"' })).toEqual([]);
    expect(database.search({ text: 'dock', limit: 1 }).subjects[0]?.snippet).toEqual([
      { text: 'Crane on ', isMatch: false },
      { text: 'dock', isMatch: true },
      { text: ' two', isMatch: false },
    ]);
  });

  it('are narrowed to a person, a time and a conversation, and come with the first page only', () => {
    expect(found({ text: 'crane', person: kim })).toEqual(['c3', 'c2']);
    expect(found({ text: 'crane', conversationId: 'c1' })).toEqual(['c1']);
    expect(found({ text: 'crane', from: 2000 })).toEqual(['c3', 'c2']);
    expect(found({ text: 'crane', to: 3000 })).toEqual(['c2', 'c1']);
    expect(found({ text: 'crane', cursor: 100 })).toEqual([]);
    expect(found({ text: '' })).toEqual([]);
  });

  it('follow a subject that changes, and that of a call to the conversation that comes of it', () => {
    database.write([
      { kind: 'conversation', conversation: conversation('c1', { subject: 'Forklift' }) },
      { kind: 'conversation', conversation: conversation('c3', { subject: 'Forklift too' }) },
    ]);
    expect(found({ text: 'crane' })).toEqual(['c2']);
    expect(found({ text: 'forklift' })).toEqual(['c3', 'c1']);
  });

  it('are forgotten with what they were of', () => {
    database.deleteConversation('c1');
    database.deleteConversation('c3');
    expect(found({ text: 'crane' })).toEqual(['c2']);
    while (database.forgetBefore(2500));
    expect(found({ text: 'crane' })).toEqual([]);
    database.write([
      { kind: 'conversation', conversation: conversation('c1', { subject: 'Crane' }) },
      { kind: 'call', call: missed },
    ]);
    database.deleteAll();
    expect(found({ text: 'crane' })).toEqual([]);
    database.write([{ kind: 'call', call: missed }]);
    expect(found({ text: 'crane' })).toEqual(['c3']);
  });

  it('are unreadable on disk without the key', () => {
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('dock two')).toBe(false);
  });
});
