import { describe, expect, it } from 'vitest';
import type { Model } from '../../shared/domain/model';
import type { Conversation } from '../../shared/domain/conversation';
import type { Signal } from '../uc/engine';
import { byId, conversation, message, onlineModel, person } from './testing/model';
import {
  alertsDigest,
  escapeMarkup,
  invitationsNotification,
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
      key: 'invitations',
      title: 'Dana Reyes wants to talk',
      body: 'Delivery slot\nIs noon fine?',
      isSticky: true,
      isUrgent: true,
      conversationId: 'c1',
      actions: ['accept', 'decline'],
      canReply: true,
      sound: 'invitation',
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

describe('invitationsNotification', () => {
  const names = ['Dana Reyes', 'Kim Okafor', 'Ari Sands', 'Lou Finch', 'Max Ode'];
  const waiting = (count: number, more: Partial<Conversation> = {}) =>
    names.slice(0, count).map((name, index) => {
      const uri = `sip:${index}@example.com`;
      return conversation({
        id: `c${index}`,
        state: 'invited',
        inviter: uri,
        participants: [{ uri, name, role: 'attendee' }],
        ...more,
      });
    });
  const together = (conversations: readonly Conversation[], showMessage = true) =>
    invitationsNotification(
      conversations.map(({ id }) => id),
      { model: onlineModel({ conversations: byId(...conversations) }), showMessage, isFocused: () => false },
    );

  it('names all who want to talk, and leads to the main window, where they wait', () => {
    expect(together(waiting(3))).toEqual({
      key: 'invitations',
      title: '3 people want to talk',
      body: 'Dana Reyes, Kim Okafor, and Ari Sands',
      isSticky: true,
      isUrgent: true,
      actions: [],
      canReply: false,
      sound: 'invitation',
    });
  });

  it('says about what, where words may be shown', () => {
    const subjects = waiting(2).map((each, index) => ({ ...each, subject: index === 0 ? 'Dock four' : '' }));
    expect(together(subjects)?.body).toBe('Dana Reyes: Dock four\nKim Okafor');
    expect(together(subjects, false)?.body).toBe('Dana Reyes and Kim Okafor');
  });

  it('counts those for whom there is no room', () => {
    expect(together(waiting(5))).toMatchObject({
      title: '5 people want to talk',
      body: 'Dana Reyes, Kim Okafor, Ari Sands, and 2 more',
    });
  });

  it('does not make several of somebody who asks twice', () => {
    const twice = waiting(2, { inviter: 'sip:dana@example.com', participants: [] });
    expect(together(twice)?.title).toBe('dana@example.com has invited you 2 times');
  });

  it('is about those alone who still wait', () => {
    const [first, ...others] = waiting(3);
    const answered = others.map((each) => ({ ...each, state: 'connected' as const }));
    expect(together([first!, ...answered])).toMatchObject({
      title: 'Dana Reyes wants to talk',
      actions: ['accept', 'decline'],
    });
    expect(together(answered)).toBeUndefined();
  });
});

describe('notificationFor a message', () => {
  const model = onlineModel({
    conversations: byId(conversation({ unread: 1 })),
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

  it('says how many there are, and the last of them', () => {
    const texts = [message('One', { id: 'm0' }), message('Two')];
    const two = { ...model, conversations: byId(conversation({ unread: 2 })), messages: new Map([['c1', texts]]) };
    expect(content(received, two)).toMatchObject({ title: 'Dana Reyes: 2 new messages', body: 'Two' });
    expect(content(received, two, { showMessage: false })).toMatchObject({
      title: 'Dana Reyes',
      body: '2 new messages',
    });
  });

  it('says who wrote which, where several have written', () => {
    const texts = [message('One', { id: 'm0', from: 'sip:kim@example.com' }), message('Two')];
    const several = { ...model, conversations: byId(conversation({ unread: 2 })), messages: new Map([['c1', texts]]) };
    expect(content(received, several)).toMatchObject({
      title: 'Dana Reyes and kim@example.com: 2 new messages',
      body: 'Dana Reyes: Two',
    });
  });

  it('keeps quiet about a conversation that is looked at', () => {
    expect(content(received, model, { isFocused: (id) => id === 'c1' })).toBeUndefined();
  });

  it('leaves the first message of an invitation to the invitation', () => {
    expect(content(received, onlineModel(invitationModel()))).toBeUndefined();
  });
});

describe('notificationFor', () => {
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
    const told = content({ kind: 'contactAlert', uri: 'sip:dana@example.com', online }, onlineModel());
    expect(told?.title).toBe(title);
    // To who has gone nobody can write now.
    expect(told?.actions).toEqual(online ? ['converse'] : []);
    expect(told?.personUri).toBe(online ? 'sip:dana@example.com' : undefined);
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

describe('escapeMarkup', () => {
  it('leaves nothing that a desktop could take for a link or an image', () => {
    expect(escapeMarkup('a < b && <a href="https://evil.example">here</a>')).toBe(
      'a &lt; b &amp;&amp; &lt;a href="https://evil.example"&gt;here&lt;/a&gt;',
    );
  });
});
