import { describe, expect, it } from 'vitest';
import type { Model } from '../../shared/domain/model';
import type { Signal } from '../uc/engine';
import { byId, conversation, message, onlineModel, person } from './testing/model';
import {
  alertsDigest,
  closedKeyFor,
  escapeMarkup,
  notificationFor,
  type NotificationContext,
} from './notification-content';

const invited: Signal = { kind: 'invitationReceived', conversationId: 'c1' };
const received: Signal = { kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' };

function invitationModel(subject = 'Delivery slot', text = 'Is noon fine?'): Partial<Model> {
  return {
    conversations: byId(conversation({ state: 'invited', subject, unread: 1 })),
    messages: new Map([['c1', [message(text)]]]),
  };
}

function content(signal: Signal, model: Model, parts: Partial<NotificationContext> = {}) {
  return notificationFor(signal, { model, showMessage: true, isFocused: () => false, ...parts });
}

describe('notificationFor an invitation', () => {
  it('says who, about what and the first words, and can be answered', () => {
    expect(content(invited, onlineModel(invitationModel()))).toEqual({
      key: 'invitation:c1',
      title: 'Dana Reyes wants to talk',
      body: 'Delivery slot\nIs noon fine?',
      isSticky: true,
      isUrgent: true,
      conversationId: 'c1',
      actions: ['accept', 'decline'],
      canReply: true,
    });
  });

  it('says neither subject nor words where messages may not be shown', () => {
    const shown = content(invited, onlineModel(invitationModel()), { showMessage: false });
    expect(shown).toMatchObject({ title: 'Dana Reyes wants to talk', body: 'Open to accept or decline.' });
  });

  it('leaves no empty lines where subject or text is missing', () => {
    expect(content(invited, onlineModel(invitationModel('', 'Is noon\n fine?')))?.body).toBe('Is noon fine?');
    expect(content(invited, onlineModel(invitationModel('', '')))?.body).toBe('Open to accept or decline.');
  });

  it('says what they say now, not what was said in the thread before', () => {
    const messages = [message('Is noon fine?'), message('It is', { direction: 'outgoing' }), message('Are you there?')];
    const model = onlineModel({ ...invitationModel(''), messages: new Map([['c1', messages]]) });
    expect(content(invited, model)?.body).toBe('Are you there?');
  });

  it('calls people as the contact list does, then as they call themselves, then by their address', () => {
    const contacts = new Map([
      ['sip:dana@example.com', { uri: 'sip:dana@example.com', name: 'Dana (Depot)', groupIds: [], tag: false }],
    ]);
    const people = new Map([['sip:dana@example.com', person('sip:dana@example.com', 'D. Reyes')]]);
    const model = onlineModel(invitationModel());
    expect(content(invited, { ...model, contacts, people })?.title).toBe('Dana (Depot) wants to talk');
    expect(content(invited, { ...model, people })?.title).toBe('D. Reyes wants to talk');
    const nameless = byId(conversation({ state: 'invited', participants: [] }));
    expect(content(invited, { ...model, conversations: nameless })?.title).toBe('dana@example.com wants to talk');
  });

  it('counts the others who are invited too', () => {
    const participants = ['dana', 'kim', 'ari'].map((name) => ({
      uri: `sip:${name}@example.com`,
      name,
      role: 'attendee' as const,
    }));
    const conversations = byId(conversation({ state: 'invited', participants }));
    expect(content(invited, onlineModel({ conversations }))?.title).toBe('dana invites you and 2 others');
  });

  it('is silent once it was answered', () => {
    expect(content(invited, onlineModel({ conversations: byId(conversation()) }))).toBeUndefined();
  });

  it('cuts what is too long without halving a character', () => {
    const body = content(invited, onlineModel(invitationModel('', '😀'.repeat(500))))!.body;
    expect(body.length).toBeLessThanOrEqual(240);
    expect(body).toMatch(/^(?:😀)+…$/u);
  });
});

describe('notificationFor a message', () => {
  const model = onlineModel({
    conversations: byId(conversation({ unread: 2 })),
    messages: new Map([['c1', [message('Noon it is')]]]),
  });

  it('says who and what', () => {
    expect(content(received, model)).toMatchObject({
      key: 'message:c1',
      title: 'Dana Reyes',
      body: 'Noon it is',
      isSticky: false,
      conversationId: 'c1',
      actions: [],
      canReply: true,
    });
  });

  it('lets no sign turn a text into another one', () => {
    const turned = new Map([['c1', [message('photo_\u202egnp.exe')]]]);
    expect(content(received, { ...model, messages: turned })?.body).toBe('photo_gnp.exe');
  });

  it('says only how many there are where messages may not be shown', () => {
    expect(content(received, model, { showMessage: false })?.body).toBe('2 new messages');
  });

  it('keeps quiet about a conversation that is looked at', () => {
    expect(content(received, model, { isFocused: (id) => id === 'c1' })).toBeUndefined();
  });

  it('leaves the first message of an invitation to the invitation', () => {
    expect(content(received, onlineModel(invitationModel()))).toBeUndefined();
  });
});

describe('notificationFor', () => {
  it('disturbs nobody who asked not to be disturbed', () => {
    expect(content(invited, onlineModel(invitationModel(), 'do-not-disturb'))).toBeUndefined();
    expect(content({ kind: 'notice', text: 'Down at six' }, onlineModel({}, 'do-not-disturb'))).toBeUndefined();
  });

  it('tells of a call while it rings', () => {
    const call = {
      conversationId: 'c9',
      from: 'sip:dana@example.com',
      name: 'Dana Reyes',
      state: 'ringing',
      canRedirect: true,
      canReplyWithIm: true,
      isUrgent: false,
      at: 1000,
    } as const;
    const signal: Signal = { kind: 'callReceived', conversationId: 'c9' };
    expect(content(signal, onlineModel({ calls: new Map([['c9', call]]) }))).toMatchObject({
      key: 'call:c9',
      title: 'Dana Reyes is calling',
      isSticky: true,
    });
    const over = { ...call, state: 'ended' } as const;
    expect(content(signal, onlineModel({ calls: new Map([['c9', over]]) }))).toBeUndefined();
  });

  it.each([
    [true, 'dana@example.com is available'],
    [false, 'dana@example.com is offline'],
  ])('tells of a tagged contact (online: %s)', (online, title) => {
    expect(content({ kind: 'contactAlert', uri: 'sip:dana@example.com', online }, onlineModel())?.title).toBe(title);
  });

  it('tells of a message that failed, unless its conversation is looked at', () => {
    const failed: Signal = {
      kind: 'messageFailed',
      conversationId: 'c1',
      messageId: 'm1',
      failure: { code: 'timeout' },
    };
    expect(content(failed, onlineModel())).toMatchObject({ key: 'failed:c1', conversationId: 'c1' });
    expect(content(failed, onlineModel(), { isFocused: () => true })).toBeUndefined();
  });
});

describe('alertsDigest', () => {
  const alert = (name: string) =>
    content({ kind: 'contactAlert', uri: `sip:${name}@example.com`, online: true }, onlineModel())!;

  it('leaves a single alert as it is and makes one of several', () => {
    expect(alertsDigest([])).toBeUndefined();
    expect(alertsDigest([alert('dana')])).toEqual(alert('dana'));
    expect(alertsDigest([alert('dana'), alert('kim')])).toMatchObject({
      key: 'alerts',
      title: '2 contacts changed their presence',
      body: 'dana@example.com is available\nkim@example.com is available',
    });
  });
});

describe('closedKeyFor', () => {
  it('names the notification that has become pointless', () => {
    expect(closedKeyFor({ kind: 'invitationClosed', conversationId: 'c1' })).toBe('invitation:c1');
    expect(closedKeyFor({ kind: 'callEnded', conversationId: 'c9' })).toBe('call:c9');
    expect(closedKeyFor(received)).toBeUndefined();
  });
});

describe('escapeMarkup', () => {
  it('leaves nothing that a desktop could take for a link or an image', () => {
    expect(escapeMarkup('a < b && <a href="https://evil.example">here</a>')).toBe(
      'a &lt; b &amp;&amp; &lt;a href="https://evil.example"&gt;here&lt;/a&gt;',
    );
  });
});
