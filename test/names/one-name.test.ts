// Whatever is known of a person: a notification, every place of a window, and what the engine writes down call them the same.
import { describe, expect, it } from 'vitest';
import { byId, conversation, message, onlineModel, person } from '../../src/main/shell/testing/model';
import { notificationFor } from '../../src/main/shell/notification-content';
import { displayName as engineName } from '../../src/main/uc/people/person-uri';
import type { Signal } from '../../src/main/uc/engine';
import { conversationTitle } from '../../src/renderer/conversation/titles';
import { displayName, displayNameIn } from '../../src/renderer/model/person-view';
import type { Call } from '../../src/shared/domain/conversation';
import type { Model } from '../../src/shared/domain/model';
import { unknownPerson } from '../../src/shared/domain/person';
import { plainAddress } from '../../src/shared/domain/person-name';

interface Known {
  readonly uri: string;
  readonly listed?: string;
  readonly own?: string;
  readonly heard?: string;
}

const phone = 'sip:+15550100@gw.example.com;user=phone';

const combinations: Known[] = ['sip:dana@example.com', phone, 'tel:+15550100', 'stores', unknownPerson].flatMap((uri) =>
  [undefined, 'Dana (Depot)', 'SIP:Dana@example.com'].flatMap((listed) =>
    [undefined, 'Dana Reyes'].flatMap((own) =>
      [undefined, 'D. Reyes', ' '].map((heard) => ({
        uri,
        ...(listed !== undefined && { listed }),
        ...(own !== undefined && { own }),
        ...(heard !== undefined && { heard }),
      })),
    ),
  ),
);

function modelOf({ uri, listed, own, heard }: Known): Model {
  const name = heard ?? '';
  const call: Call = {
    conversationId: 'call',
    from: uri,
    name,
    state: 'ringing',
    canRedirect: false,
    canReplyWithIm: true,
    isUrgent: false,
    at: 0,
  };
  const news = { kind: 'invite-failed', failure: 'refused', uri, name } as const;
  return onlineModel({
    contacts: new Map(listed === undefined ? [] : [[uri, { uri, name: listed, groupIds: [], tag: true }]]),
    people: new Map(own === undefined ? [] : [[uri, person(uri, own)]]),
    conversations: byId(
      conversation({ id: 'invited', state: 'invited', inviter: uri, participants: [{ uri, name, role: 'attendee' }] }),
      conversation({ id: 'open', inviter: uri, participants: [{ uri, name, role: 'attendee' }], unread: 1 }),
      conversation({ id: 'failed', participants: [] }),
    ),
    messages: new Map([['open', [message('Hello', { conversationId: 'open', from: uri })]]]),
    events: new Map([['failed', [{ id: 'e1', conversationId: 'failed', at: 0, news }]]]),
    calls: new Map([['call', call]]),
  });
}

const told: readonly [Signal['kind'], (uri: string) => Signal, (name: string) => string][] = [
  [
    'invitationReceived',
    () => ({ kind: 'invitationReceived', conversationId: 'invited' }),
    (n) => `${n} wants to talk`,
  ],
  ['messageReceived', () => ({ kind: 'messageReceived', conversationId: 'open', messageId: 'm1' }), (n) => n],
  ['callReceived', () => ({ kind: 'callReceived', conversationId: 'call' }), (n) => `${n} is calling`],
  [
    'inviteFailed',
    (uri) => ({ kind: 'inviteFailed', conversationId: 'failed', uri, failure: { code: 'refused' } }),
    (n) => `${n} could not be invited`,
  ],
];

describe.each(combinations)('a person of whom this is known: %j', (known) => {
  const { uri, heard } = known;
  const model = modelOf(known);
  const inWindow = displayName(model, uri, heard);

  it.each(told)('is called by a notification (%s) as by a window', (_, signal, sentence) => {
    const content = notificationFor(signal(uri), { model, showMessage: true, isFocused: () => false });
    expect(content?.title).toBe(sentence(inWindow));
  });

  it('is called the same everywhere in a window', () => {
    const open = model.conversations.get('open')!;
    expect(displayNameIn(model, open, uri)).toBe(inWindow);
    expect(conversationTitle(model, open, 'en')).toBe(inWindow);
  });

  it('is called by an alert as in the list, which knows of no event', () => {
    const alert = notificationFor(
      { kind: 'contactAlert', uri, online: true },
      { model, showMessage: true, isFocused: () => false },
    );
    expect(alert?.title).toBe(`${displayName(model, uri)} is available`);
  });

  // What the engine writes down goes to the command line and into the history; a window hears it as the name of the participant.
  it('is written down under a name that a window shows as it is', () => {
    if (uri === unknownPerson) return expect(engineName(model, uri, heard)).toBe('');
    expect(engineName(model, uri, heard)).toBe(inWindow);
    expect(displayName(model, uri, engineName(model, uri, heard))).toBe(inWindow);
  });
});

describe('somebody without a name', () => {
  it.each([
    ['sip:dana@example.com', 'dana@example.com'],
    ['sips:dana@example.com;transport=tls?subject=x', 'dana@example.com'],
    ['sip:dana@example.com;gruu;opaque=app:conf:focus:id:7', 'dana@example.com'],
    [phone, '+15550100'],
    ['sip:7042;phone-context=example.com@gw.example.com;user=phone', '7042'],
    ['sip:7042@gw.example.com;user=phone;tag=1', '7042'],
    ['sip:7042@gw.example.com', '7042@gw.example.com'],
    ['sip:+15550100@gw.example.com', '+15550100'],
    ['sip:+dana@example.com', '+dana@example.com'],
    ['tel:+15550100', '+15550100'],
    ['tel:7042;phone-context=example.com', '7042'],
    ['stores', 'stores'],
    ['Reyes; Dana', 'Reyes; Dana'],
    ['mailto:dana@example.com', 'mailto:dana@example.com'],
  ])('is called by what people know of the address: %s', (uri, address) => {
    expect(plainAddress(uri)).toBe(address);
  });

  it.each([phone, 'sip:+15550100@gw.example.com', 'tel:+15550100'])('who calls is called by the number: %s', (uri) => {
    expect([engineName(modelOf({ uri }), uri), displayName(modelOf({ uri }), uri)]).toEqual(['+15550100', '+15550100']);
  });

  it.each(['+15550100', '+15550100@gw.example.com', phone])('has none in %s', (heard) => {
    for (const uri of [phone, 'tel:+15550100'])
      expect(displayName(modelOf({ uri, heard }), uri, heard)).toBe('+15550100');
  });
});
