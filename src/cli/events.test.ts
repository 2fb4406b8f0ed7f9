import { beforeEach, describe, expect, it } from 'vitest';
import type { Signal } from '../main/uc/engine';
import { applyChanges } from '../shared/domain/apply-changes';
import type { Conversation } from '../shared/domain/conversation';
import type { Message } from '../shared/domain/message';
import { emptyModel, type Change, type Model } from '../shared/domain/model';
import { sampleConversation } from '../shared/testing/sample-conversation';
import { EventMapper, searchEvent } from './events';
import type { CliEvent } from './json-output';

let mapper: EventMapper;
let model: Model;
beforeEach(() => {
  mapper = new EventMapper();
  model = emptyModel;
});

function changes(...some: readonly Change[]): CliEvent[] {
  model = applyChanges(model, some);
  // As they go out: without what does not apply.
  return JSON.parse(JSON.stringify(mapper.fromChanges(some, model))) as CliEvent[];
}
function signal(some: Signal): CliEvent[] {
  return JSON.parse(JSON.stringify(mapper.fromSignal(some))) as CliEvent[];
}

const lee = { uri: 'sip:lee@example.com', name: 'Lee Park', role: 'presenter' } as const;
function conversation(state: Conversation['state'], more: Partial<Conversation> = {}): Change {
  const parts = { direction: 'incoming', subject: 'Slot', participants: [lee], inviter: lee.uri } as const;
  return { kind: 'conversation', conversation: sampleConversation({ ...parts, state, ...more }) };
}
function message(id: string, text: string, more: Partial<Message> = {}): Change {
  const base = { id, conversationId: 'c1', direction: 'incoming', from: lee.uri, body: { text }, at: 1 } as const;
  return { kind: 'message', message: { ...base, ...more } };
}
const connected = {
  event: 'conversation',
  conversation: 'c1',
  state: 'connected',
  participants: [lee],
  subject: 'Slot',
  locked: false,
};

describe('connection', () => {
  it('tells each state once, whatever the steps and attempts in it', () => {
    const unreachable = { code: 'unreachable' } as const;
    const states = [
      changes({ kind: 'connection', connection: { kind: 'connecting', step: 'signing-in' } }),
      changes({ kind: 'connection', connection: { kind: 'connecting', step: 'loading-contacts' } }),
      changes({ kind: 'connection', connection: { kind: 'online', since: 1 } }),
      changes({
        kind: 'connection',
        connection: { kind: 'reconnecting', failure: unreachable, attempt: 1, retryAt: 2 },
      }),
      changes({
        kind: 'connection',
        connection: { kind: 'reconnecting', failure: unreachable, attempt: 2, retryAt: 3 },
      }),
      changes({ kind: 'reset' }, { kind: 'connection', connection: { kind: 'signed-out' } }),
      changes({ kind: 'connection', connection: { kind: 'signed-out', failure: { code: 'wrong-password' } } }),
    ].flat();
    expect(states.map(({ state, reason }) => [state, reason])).toEqual([
      ['connecting', undefined],
      ['online', undefined],
      ['reconnecting', 'unreachable'],
      ['offline', undefined],
      ['offline', 'wrong-password'],
    ]);
  });
  it('tells who has signed in', () => {
    expect(signal({ kind: 'signedIn', uri: 'sip:dana@example.com', name: 'Dana Reyes' })).toEqual([
      { event: 'signed-in', self: 'sip:dana@example.com', name: 'Dana Reyes' },
    ]);
  });
});

describe('contacts', () => {
  it('tells the whole list once a batch, groups by name, the default group left out', () => {
    const told = changes(
      { kind: 'contactsCleared' },
      { kind: 'group', group: { id: 1, name: '~', isDefault: true, isDistribution: false } },
      { kind: 'group', group: { id: 2, name: 'Suppliers', isDefault: false, isDistribution: false } },
      { kind: 'contact', contact: { uri: lee.uri, name: 'Lee', groupIds: [1, 2], tag: true } },
    );
    expect(told).toEqual([
      {
        event: 'contacts',
        groups: [{ name: 'Suppliers' }],
        contacts: [{ uri: lee.uri, name: 'Lee', groups: ['Suppliers'], tag: true }],
      },
    ]);
    expect(changes({ kind: 'contactRemoved', uri: lee.uri })).toMatchObject([{ event: 'contacts', contacts: [] }]);
  });
  it('tells who waits for an answer, and the access levels', () => {
    expect(changes({ kind: 'subscriber', subscriber: { uri: lee.uri, name: 'Lee' } })).toEqual([
      { event: 'subscribers', people: [{ uri: lee.uri, name: 'Lee' }] },
    ]);
    expect(changes({ kind: 'subscriberRemoved', uri: lee.uri })).toEqual([{ event: 'subscribers', people: [] }]);
    const levels = [{ level: 'team', members: [{ type: 'uri', value: lee.uri }] }] as const;
    expect(changes({ kind: 'accessLevels', accessLevels: levels })).toEqual([{ event: 'access', levels }]);
  });
  it('tells what a search found', () => {
    const hits = [{ uri: lee.uri, name: 'Lee', title: 'Planner', office: 'Gate 4', email: 'lee@example.com' }];
    expect(searchEvent({ hits, more: true })).toEqual({
      event: 'search',
      results: [{ uri: lee.uri, name: 'Lee', title: 'Planner', email: 'lee@example.com' }],
      more: true,
    });
  });
});

describe('presence', () => {
  const person = (availability: 'busy' | 'away', title = ''): Change => ({
    kind: 'person',
    person: { uri: lee.uri, title, phones: [], presence: { availability, note: 'Out' } },
  });
  const busy = { event: 'presence', uri: lee.uri, availability: 'busy', note: 'Out' };

  it('tells a change of presence, not of a card', () => {
    expect(changes(person('busy'))).toEqual([busy]);
    expect(changes(person('busy', 'Planner'))).toEqual([]);
    expect(changes(person('away'))).toEqual([{ ...busy, availability: 'away' }]);
  });
  it('tells again what was asked for again, and what nobody knows as unknown', () => {
    changes(person('busy'));
    const asked = [lee.uri, 'sip:nobody@example.com'];
    mapper.forgetPresence(asked);
    expect(mapper.untoldPresence(asked, model)).toEqual([
      busy,
      { event: 'presence', uri: 'sip:nobody@example.com', availability: 'unknown' },
    ]);
    mapper.forgetPresence(asked);
    expect(changes(person('away'))).toHaveLength(1);
    expect(mapper.untoldPresence([lee.uri], model)).toEqual([]);
  });
  it("tells one's own", () => {
    const self = { uri: 'sip:dana@example.com', name: 'Dana', availability: 'busy', note: '', phones: [] } as const;
    expect(changes({ kind: 'self', self })).toEqual([{ event: 'self', availability: 'busy', note: '' }]);
    expect(changes({ kind: 'self', self: { ...self, name: 'D.' } })).toEqual([]);
  });
});

describe('an invitation', () => {
  const style = { bold: true, italic: false, underline: false, strike: false };
  const invitation = { event: 'invitation', conversation: 'c1', from: lee.uri, name: 'Lee Park', subject: 'Slot' };

  it('carries its message, which is not told a second time', () => {
    const body = { text: ' Noon? ', style };
    const told = changes(conversation('invited'), message('m1', '', { body }));
    expect(told).toEqual([{ ...invitation, text: ' Noon? ', style }]);
    expect(signal({ kind: 'invitationReceived', conversationId: 'c1' })).toEqual([]);
    expect(changes(conversation('invited', { unread: 1 }))).toEqual([]);
    expect(changes(conversation('connected'), message('m1', '', { body }))).toEqual([connected]);
  });
  it('may come without a message', () => {
    expect(changes(conversation('invited'))).toEqual([invitation]);
  });
  it('is followed by what was written before anybody answered', () => {
    const told = [
      ...changes(conversation('invited'), message('m1', 'one'), message('m2', 'two')),
      ...changes(message('m3', 'three')),
    ];
    expect(told.map(({ event, text }) => [event, text])).toEqual([
      ['invitation', 'one'],
      ['message', 'two'],
      ['message', 'three'],
    ]);
  });
  it('is told also when it is over at once', () => {
    expect(changes(conversation('invited'), message('m1', 'one'), conversation('ended', { end: 'missed' }))).toEqual([
      { ...invitation, text: 'one' },
      { ...connected, state: 'ended', reason: 'missed' },
    ]);
  });
  it('may be made again', () => {
    changes(conversation('invited'), message('m1', 'one'), conversation('ended', { end: 'missed' }));
    expect(changes(conversation('invited'), message('m2', 'two'))).toEqual([{ ...invitation, text: 'two' }]);
  });
});

describe('a conversation', () => {
  it('is told when something shows, not when it was read', () => {
    expect(changes(conversation('connected'))).toEqual([connected]);
    expect(changes(conversation('connected', { unread: 3, lastActivityAt: 9 }))).toEqual([]);
    expect(changes(conversation('connected', { locked: true }))).toEqual([{ ...connected, locked: true }]);
  });
  it('tells who begins and who stops typing', () => {
    changes(conversation('connected'));
    const typing = (typing: boolean) => ({ event: 'typing', conversation: 'c1', uris: [lee.uri], typing });
    expect(changes(conversation('connected', { composing: [lee.uri] }))).toEqual([typing(true)]);
    expect(changes(conversation('connected', { composing: [lee.uri] }))).toEqual([]);
    expect(changes(conversation('connected'))).toEqual([typing(false)]);
  });
  it('tells the way of each message once', () => {
    const sent = (delivery: 'sending' | 'sent') => message('m1', 'x', { direction: 'outgoing', delivery });
    const told = [changes(sent('sending')), changes(sent('sending')), changes(sent('sent'))];
    expect(told.flat()).toEqual([
      { event: 'delivery', conversation: 'c1', message: 'm1', state: 'sending' },
      { event: 'delivery', conversation: 'c1', message: 'm1', state: 'sent' },
    ]);
  });
  it('tells each message that came once, text untouched', () => {
    changes(conversation('connected'));
    const text = '  0012 ]]> &lt;\r\n';
    expect(changes(message('m1', text), message('m1', text))).toEqual([
      { event: 'message', conversation: 'c1', message: 'm1', from: lee.uri, text },
    ]);
  });
});

describe('the rest', () => {
  it('tells calls', () => {
    const call = {
      conversationId: 'c9',
      from: lee.uri,
      name: 'Lee',
      canRedirect: true,
      canReplyWithIm: true,
      isUrgent: false,
      at: 1000,
    };
    const told = [
      changes({ kind: 'call', call: { ...call, state: 'ringing' } }),
      changes({ kind: 'call', call: { ...call, state: 'ended', reason: 'missed' } }),
    ].flat();
    expect(told).toEqual([
      { event: 'call', conversation: 'c9', from: lee.uri, name: 'Lee', state: 'ringing' },
      { event: 'call', conversation: 'c9', from: lee.uri, name: 'Lee', state: 'ended', reason: 'missed' },
    ]);
  });
  it('tells notices, warnings and what failed by itself', () => {
    const failure = { code: 'peer-offline' } as const;
    const told = [
      signal({ kind: 'notice', text: 'All is recorded.' }),
      signal({ kind: 'warning', code: 'characters-replaced', message: 'Some.' }),
      signal({ kind: 'messageFailed', conversationId: 'c1', messageId: 'm1', failure }),
      signal({ kind: 'inviteFailed', conversationId: 'c1', uri: lee.uri, failure }),
    ].flat();
    expect(told).toEqual([
      { event: 'notice', text: 'All is recorded.' },
      { event: 'warning', code: 'characters-replaced', message: 'Some.' },
      { event: 'warning', code: 'peer-offline', message: 'The other person is offline.', conversation: 'c1' },
      {
        event: 'warning',
        code: 'peer-offline',
        message: 'The other person is offline.',
        conversation: 'c1',
        uri: lee.uri,
      },
    ]);
  });
  it('tells the next person who signs in what the one before was told', () => {
    const person: Change = { kind: 'person', person: { uri: lee.uri, phones: [], presence: { availability: 'away' } } };
    expect(changes(person)).toHaveLength(1);
    changes({ kind: 'reset' });
    expect(changes(person)).toHaveLength(1);
  });
});

it('shows those who are asked into a conversation that goes on when they have come', () => {
  const kim = { uri: 'sip:kim@example.com', name: 'Kim', role: 'attendee' } as const;
  const asked = { participants: [lee, { ...kim, isInvited: true }], isConference: true } as const;
  expect(changes(conversation('connecting', asked))).toMatchObject([{ participants: [lee, kim] }]);
  expect(changes(conversation('connected', asked))).toMatchObject([{ participants: [lee] }]);
  expect(changes(conversation('connected', { ...asked, participants: [lee, kim] }))).toMatchObject([
    { participants: [lee, kim] },
  ]);
});
