import { describe, expect, it } from 'vitest';
import type { NotificationContent } from './notification-content';
import {
  notifyCall,
  readCapabilities,
  readInhibited,
  readNotificationEvent,
  readNotificationId,
  type NotifyOptions,
} from './notification-wire';

const invitation: NotificationContent = {
  key: 'invitation:c1',
  title: 'Dana Reyes wants to talk',
  body: 'Delivery slot',
  isSticky: true,
  isUrgent: true,
  conversationId: 'c1',
  actions: ['accept', 'decline'],
  canReply: true,
  sound: 'invitation',
};
const everything = new Set(['actions', 'body', 'body-markup', 'inline-reply']);

function parts(content: Partial<NotificationContent> = {}, options: Partial<NotifyOptions> = {}) {
  const [, replaces, , title, body, actions, hints, timeoutMs] = notifyCall(
    { ...invitation, ...content },
    {
      capabilities: everything,
      sound: 'invitation',
      soundFile: (sound) => `/sounds/${sound}`,
      replaces: 0,
      ...options,
    },
  ).body;
  return { replaces, title, body, actions, hints: new Map(hints as [string, unknown][]), timeoutMs };
}

describe('notifyCall', () => {
  it('offers what the service can do, and nothing else', () => {
    const [open, accept, decline, reply] = [
      ['default', 'Show'],
      ['accept', 'Accept'],
      ['decline', 'Decline'],
      ['inline-reply', 'Reply'],
    ] as const;
    expect(parts().actions).toEqual([...open, ...accept, ...decline, ...reply]);
    expect(parts({}, { capabilities: new Set(['actions']) }).actions).toEqual([...open, ...accept, ...decline]);
    expect(parts({}, { capabilities: new Set(['body', 'inline-reply']) }).actions).toEqual([]);
    expect(parts({ actions: [], canReply: false }).actions).toEqual([...open]);
  });

  it('tells how urgent it is, what it takes the place of and whether it stays', () => {
    const { hints, timeoutMs } = parts();
    expect(hints.get('urgency')).toEqual(['y', 2]);
    expect(parts({}, { replaces: 7 }).replaces).toBe(7);
    expect(timeoutMs).toBe(0);
    expect(parts({ isSticky: false, isUrgent: false }).timeoutMs).toBe(-1);
    expect(parts({ isUrgent: false }).hints.get('urgency')).toEqual(['y', 1]);
  });

  it('has the service play the sound where it can, and keeps it quiet where it cannot or should not', () => {
    const soundHints = (options: Partial<NotifyOptions>) => {
      const { hints } = parts({}, options);
      return [hints.get('sound-file'), hints.get('suppress-sound')];
    };
    const capabilities = new Set(['sound']);
    expect(soundHints({ capabilities })).toEqual([['s', '/sounds/invitation'], undefined]);
    expect(soundHints({ capabilities, sound: undefined })).toEqual([undefined, ['b', true]]);
    expect(soundHints({ capabilities: new Set() })).toEqual([undefined, ['b', true]]);
  });

  it('lets nobody write markup into the body, nor what the bus would not carry', () => {
    expect(parts({ title: 'a\0b\u0007', body: '<img src="x"> & \0\u001b[1m\nmore' })).toMatchObject({
      title: 'a b ',
      body: '&lt;img src="x"&gt; &amp;   [1m\nmore',
    });
  });
});

describe('what the service says', () => {
  it('is read where it is what it should be', () => {
    expect(readNotificationEvent('ActionInvoked', [7, 'accept'])).toEqual({ kind: 'action', id: 7, action: 'accept' });
    expect(readNotificationEvent('NotificationReplied', [7, 'Yes'])).toEqual({ kind: 'reply', id: 7, text: 'Yes' });
    expect(readNotificationEvent('NotificationClosed', [7, 2])).toEqual({ kind: 'closed', id: 7 });
    expect(readNotificationId([4_294_967_295])).toBe(4_294_967_295);
    expect([...readCapabilities([['actions', 'body']])]).toEqual(['actions', 'body']);
  });

  it('is nothing where it is not', () => {
    for (const body of [
      [],
      ['7', 'accept'],
      [0, 'accept'],
      [-1, 'accept'],
      [1.5, 'accept'],
      [7, 9],
      [7],
      [7n, 'accept'],
    ]) {
      expect(readNotificationEvent('ActionInvoked', body)).toBeUndefined();
    }
    expect(readNotificationEvent('SomethingElse', [7, 'accept'])).toBeUndefined();
    for (const body of [[], ['1'], [0], [2 ** 32], [Number.NaN], [null]])
      expect(readNotificationId(body)).toBeUndefined();
    for (const body of [[], ['true'], [1], [null], [false]]) expect(readInhibited(body)).toBe(false);
    expect([...readCapabilities([])]).toEqual([]);
    expect([...readCapabilities(['actions'])]).toEqual([]);
    expect([...readCapabilities([[1, 'body', null]])]).toEqual(['body']);
  });
});
