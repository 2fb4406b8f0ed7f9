import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Model } from '../../shared/domain/model';
import type { Signal } from '../uc/engine';
import { byId, conversation, message, onlineModel } from './testing/model';
import type { NotificationAction, NotificationContent } from './notification-content';
import { createNotifications } from './notifications';

interface Shown {
  readonly content: NotificationContent;
  readonly act: (action: NotificationAction) => void;
  readonly reply: (text: string) => void;
  isClosed: boolean;
}

const invited: Signal = { kind: 'invitationReceived', conversationId: 'c1' };

function messages(...texts: readonly string[]): Model {
  return onlineModel({
    conversations: byId(conversation({ unread: texts.length })),
    messages: new Map([['c1', texts.map((text, index) => message(text, { id: `m${index + 1}` }))]]),
  });
}

function setUp(initial: Model) {
  const shown: Shown[] = [];
  const acted: unknown[] = [];
  const world = { model: initial };
  const notifications = createNotifications({
    show(content, { onAction, onReply, onClosed }) {
      const one: Shown = { content, act: onAction, reply: onReply, isClosed: false };
      shown.push(one);
      return {
        close() {
          one.isClosed = true;
          onClosed();
        },
      };
    },
    model: () => world.model,
    showMessage: () => true,
    isSilent: () => false,
    isFocused: () => false,
    onAction: (action, content) => void acted.push([action, content.conversationId]),
    onReply: (text, content) => void acted.push([{ text }, content.conversationId]),
  });
  const open = (): string[] => shown.filter(({ isClosed }) => !isClosed).map(({ content }) => content.body);
  return { notifications, shown, acted, world, open };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createNotifications', () => {
  it('shows an invitation and passes on how it was answered', () => {
    const conversations = byId(conversation({ state: 'invited', subject: 'Delivery slot' }));
    const { notifications, shown, acted } = setUp(onlineModel({ conversations }));
    notifications.handle(invited);
    expect(shown.map(({ content }) => content.title)).toEqual(['Dana Reyes wants to talk']);
    shown[0]!.act('accept');
    expect(acted).toEqual([['accept', 'c1']]);
  });

  it('passes on what was written into it, and opens where nothing was', () => {
    const { notifications, shown, acted } = setUp(
      onlineModel({ conversations: byId(conversation({ state: 'invited' })) }),
    );
    notifications.handle(invited);
    shown[0]!.reply('On my way');
    notifications.handle(invited);
    vi.advanceTimersByTime(10_000);
    shown[1]!.reply(' \n');
    expect(acted).toEqual([
      [{ text: 'On my way' }, 'c1'],
      ['open', 'c1'],
    ]);
  });

  it('closes an invitation that was answered or withdrawn', () => {
    const { notifications, open } = setUp(onlineModel({ conversations: byId(conversation({ state: 'invited' })) }));
    notifications.handle(invited);
    expect(open()).toHaveLength(1);
    notifications.handle({ kind: 'invitationClosed', conversationId: 'c1' });
    expect(open()).toEqual([]);
  });

  it('shows the first of a burst at once and the last of it after a while, one at a time', () => {
    const { notifications, shown, world, open } = setUp(messages('one'));
    for (let count = 1; count <= 20; count += 1) {
      world.model = messages(...Array.from({ length: count }, (_, index) => `text ${index + 1}`));
      notifications.handle({ kind: 'messageReceived', conversationId: 'c1', messageId: `m${count}` });
    }
    expect(open()).toEqual(['text 1']);
    vi.advanceTimersByTime(10_000);
    expect(open()).toEqual(['text 20']);
    expect(shown).toHaveLength(2);
  });

  it('does not come back with a message that was read meanwhile', () => {
    const { notifications, world, open } = setUp(messages('one', 'two'));
    notifications.handle({ kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' });
    notifications.handle({ kind: 'messageReceived', conversationId: 'c1', messageId: 'm2' });
    notifications.clear('c1');
    world.model = messages();
    vi.advanceTimersByTime(10_000);
    expect(open()).toEqual([]);
  });

  it('gathers a flood of presence alerts into one', () => {
    const { notifications, shown } = setUp(onlineModel());
    for (let index = 0; index < 30; index += 1) {
      notifications.handle({ kind: 'contactAlert', uri: `sip:p${index}@example.com`, online: true });
    }
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(5_000);
    expect(shown.map(({ content }) => content.title)).toEqual(['30 contacts changed their presence']);
  });

  it('closes everything, also what was waiting, when the person leaves', () => {
    const { notifications, open } = setUp(messages('one', 'two'));
    notifications.tell('notice', 'Title', 'Body');
    notifications.handle({ kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' });
    notifications.handle({ kind: 'messageReceived', conversationId: 'c1', messageId: 'm2' });
    notifications.handle({ kind: 'contactAlert', uri: 'sip:kim@example.com', online: true });
    notifications.clearAll();
    vi.advanceTimersByTime(10_000);
    expect(open()).toEqual([]);
  });

  it('goes on where the desktop refuses a notification at once', () => {
    const refused: string[] = [];
    const notifications = createNotifications({
      show({ title }, { onClosed }) {
        refused.push(title);
        onClosed();
        return { close: () => expect.unreachable('closed though it was never there') };
      },
      model: () => messages('one'),
      showMessage: () => true,
      isSilent: () => false,
      isFocused: () => false,
      onAction: () => undefined,
      onReply: () => undefined,
    });
    notifications.tell('full', 'The disk is full', '');
    notifications.tell('full', 'The disk is still full', '');
    notifications.clearAll();
    expect(refused).toEqual(['The disk is full', 'The disk is still full']);
  });

  it('logs a desktop that breaks, and throws nothing at whoever had something to say', () => {
    const log: string[] = [];
    const notifications = createNotifications({
      show() {
        throw new Error('no bus');
      },
      model: () => messages('one'),
      showMessage: () => true,
      isSilent: () => false,
      isFocused: () => false,
      onAction: () => undefined,
      onReply: () => undefined,
      log: (what: string) => void log.push(what),
    });
    notifications.tell('full', 'The disk is full', '');
    expect(log).toEqual(['a notification could not be shown']);
  });
});
