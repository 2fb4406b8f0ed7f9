import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Model } from '../../shared/domain/model';
import type { Signal } from '../uc/engine';
import { byId, conversation, message, onlineModel, person } from './testing/model';
import type { SoundKind } from '../../shared/sounds';
import type { NotificationContent } from './notification-content';
import { createNotifications, type NotificationListener } from './notifications';

interface Shown {
  content: NotificationContent;
  sound: SoundKind | undefined;
  readonly listener: NotificationListener;
  updates: number;
  isClosed: boolean;
}

const invited: Signal = { kind: 'invitationReceived', conversationId: 'c1' };

function messages(...texts: readonly string[]): Model {
  return onlineModel({
    conversations: byId(conversation({ unread: texts.length })),
    messages: new Map([['c1', texts.map((text, index) => message(text, { id: `m${index + 1}` }))]]),
  });
}

function invitations(...names: readonly string[]): Model {
  const conversations = names.map((name, index) => {
    const uri = `sip:${name.toLowerCase()}@example.com`;
    return conversation({
      id: `c${index + 1}`,
      state: 'invited',
      inviter: uri,
      participants: [{ uri, name, role: 'attendee' }],
    });
  });
  return onlineModel({ conversations: byId(...conversations) });
}

function setUp(initial: Model) {
  const shown: Shown[] = [];
  const acted: unknown[] = [];
  const played: SoundKind[] = [];
  const world = {
    model: initial,
    fillsScreen: false,
    isQuietHour: false,
    teamMayDisturb: true,
    mayHoldBack: true,
    unwanted: new Set<Signal['kind']>(),
  };
  const notifications = createNotifications({
    show(content, sound, listener) {
      const one: Shown = { content, sound, listener, updates: 0, isClosed: false };
      shown.push(one);
      return {
        update(next, nextSound) {
          one.content = next;
          one.sound = nextSound;
          one.updates += 1;
        },
        close() {
          one.isClosed = true;
          listener.onClosed();
        },
      };
    },
    model: () => world.model,
    showMessage: () => true,
    mayPlay: (sound) => sound !== 'alert',
    play: (sound) => void played.push(sound),
    isWanted: ({ kind }) => !world.unwanted.has(kind),
    fillsScreen: () => world.fillsScreen,
    mayHoldBack: () => world.mayHoldBack,
    isQuietHour: () => world.isQuietHour,
    teamMayDisturb: () => world.teamMayDisturb,
    isFocused: () => false,
    onAction: (action, content) => void acted.push([action, content.conversationId]),
    onReply: (text, content) => void acted.push([{ text }, content.conversationId]),
    onLostReply: (text) => void acted.push([{ lost: text }]),
  });
  const open = (): string[] => shown.filter(({ isClosed }) => !isClosed).map(({ content }) => content.body);
  const titles = (): string[] => shown.filter(({ isClosed }) => !isClosed).map(({ content }) => content.title);
  return { notifications, shown, acted, played, world, open, titles };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createNotifications', () => {
  it('shows an invitation and passes on how it was answered', () => {
    const conversations = byId(conversation({ state: 'invited', subject: 'Delivery slot' }));
    const { notifications, shown, acted } = setUp(onlineModel({ conversations }));
    notifications.handle(invited);
    expect(shown.map(({ content }) => content.title)).toEqual(['Dana Reyes wants to talk']);
    shown[0]!.listener.onAction('accept');
    expect(acted).toEqual([['accept', 'c1']]);
  });

  it('passes on what was written into it, and opens where nothing was', () => {
    const { notifications, shown, acted } = setUp(
      onlineModel({ conversations: byId(conversation({ state: 'invited' })) }),
    );
    notifications.handle(invited);
    shown[0]!.listener.onReply('On my way');
    notifications.handle(invited);
    vi.advanceTimersByTime(10_000);
    shown[1]!.listener.onReply(' \n');
    expect(acted).toEqual([
      [{ text: 'On my way' }, 'c1'],
      ['open', 'c1'],
    ]);
  });

  it('sends nothing in the name of who signs in next: a late answer is handed back, a late click is nothing', () => {
    const { notifications, shown, acted } = setUp(
      onlineModel({ conversations: byId(conversation({ state: 'invited' })) }),
    );
    notifications.handle(invited);
    notifications.clearAll();
    shown[0]!.listener.onReply('On my way');
    shown[0]!.listener.onReply(' ');
    shown[0]!.listener.onAction('accept');
    expect(acted).toEqual([[{ lost: 'On my way' }]]);
  });

  it('closes an invitation that was answered or withdrawn', () => {
    const { notifications, open, world } = setUp(
      onlineModel({ conversations: byId(conversation({ state: 'invited' })) }),
    );
    notifications.handle(invited);
    expect(open()).toHaveLength(1);
    world.model = messages();
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
    // The same one, changed: nothing piles up.
    expect(shown.map(({ updates }) => updates)).toEqual([1]);
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
      show({ title }, _sound, { onClosed }) {
        refused.push(title);
        onClosed();
        const never = (): never => expect.unreachable('touched though it was never there');
        return { update: never, close: never };
      },
      model: () => messages('one'),
      showMessage: () => true,
      mayPlay: () => true,
      play: () => undefined,
      isWanted: () => true,
      fillsScreen: () => false,
      mayHoldBack: () => true,
      isQuietHour: () => false,
      teamMayDisturb: () => true,
      isFocused: () => false,
      onAction: () => undefined,
      onReply: () => undefined,
      onLostReply: () => undefined,
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
      mayPlay: () => true,
      play: () => undefined,
      isWanted: () => true,
      fillsScreen: () => false,
      mayHoldBack: () => true,
      isQuietHour: () => false,
      teamMayDisturb: () => true,
      isFocused: () => false,
      onAction: () => undefined,
      onReply: () => undefined,
      onLostReply: () => undefined,
      log: (what: string) => void log.push(what),
    });
    notifications.tell('full', 'The disk is full', '');
    expect(log).toEqual(['a notification could not be shown']);
  });
});

describe('several invitations', () => {
  const arrives = (number: number): Signal => ({ kind: 'invitationReceived', conversationId: `c${number}` });

  it('are one notification, which changes as they come and go', () => {
    const { notifications, shown, titles, world } = setUp(invitations('Dana'));
    notifications.handle(arrives(1));
    world.model = invitations('Dana', 'Kim', 'Ari');
    notifications.handle(arrives(2));
    notifications.handle(arrives(3));
    vi.advanceTimersByTime(3_000);
    expect(titles()).toEqual(['3 people want to talk']);
    expect(shown).toHaveLength(1);
    world.model = onlineModel({ conversations: byId([...invitations('Dana').conversations.values()][0]!) });
    notifications.handle({ kind: 'invitationClosed', conversationId: 'c2' });
    notifications.handle({ kind: 'invitationClosed', conversationId: 'c3' });
    expect(titles()).toEqual(['Dana wants to talk']);
    // That somebody else has gone is no news to be heard.
    expect(shown.map(({ sound }) => sound)).toEqual([undefined]);
  });

  it('are told together when they come soon after each other, though the first was put away; later alone', () => {
    const { notifications, shown, world } = setUp(invitations('Dana'));
    notifications.handle(arrives(1));
    shown[0]!.listener.onClosed();
    world.model = invitations('Dana', 'Kim');
    vi.advanceTimersByTime(5_000);
    notifications.handle(arrives(2));
    expect(shown.at(-1)?.content.title).toBe('2 people want to talk');
    shown[1]!.listener.onClosed();
    world.model = invitations('Dana', 'Kim', 'Ari');
    vi.advanceTimersByTime(60_000);
    notifications.handle(arrives(3));
    expect(shown.at(-1)?.content.title).toBe('Ari wants to talk');
  });
});

describe('a notification of several that was put away', () => {
  it('does not come back because one of them has gone', () => {
    const { notifications, shown, world } = setUp(invitations('Dana', 'Kim'));
    notifications.handle({ kind: 'invitationReceived', conversationId: 'c1' });
    notifications.handle({ kind: 'invitationReceived', conversationId: 'c2' });
    vi.advanceTimersByTime(3_000);
    shown[0]!.listener.onClosed();
    world.model = invitations('Dana');
    notifications.handle({ kind: 'invitationClosed', conversationId: 'c2' });
    expect(shown).toHaveLength(1);
  });
});

describe('somebody who is not to be disturbed', () => {
  const team = [{ level: 'team', members: [{ type: 'uri', value: 'sip:dana@example.com' }] }] as const;

  it('is disturbed by their team alone, and without a sound; the rest is told when it is over', () => {
    const quiet = { ...invitations('Dana', 'Kim'), accessLevels: team, self: onlineModel({}, 'do-not-disturb').self! };
    const { notifications, shown, titles, world } = setUp(quiet);
    notifications.handle({ kind: 'invitationReceived', conversationId: 'c2' });
    notifications.handle({ kind: 'notice', text: 'Down at six' });
    notifications.handle({ kind: 'contactAlert', uri: 'sip:kim@example.com', online: true });
    expect(titles()).toEqual([]);
    notifications.handle({ kind: 'invitationReceived', conversationId: 'c1' });
    expect(shown.map(({ content, sound }) => [content.title, sound])).toEqual([['Dana wants to talk', undefined]]);
    world.model = { ...quiet, self: onlineModel().self! };
    notifications.followQuiet();
    notifications.followQuiet();
    expect(shown.slice(1).map(({ content }) => [content.title, content.body])).toEqual([
      ['While you were not to be disturbed', 'Kim wants to talk\nDown at six'],
    ]);
  });

  it('is disturbed by nobody at all where that is wanted', () => {
    const quiet = { ...invitations('Dana'), accessLevels: team, self: onlineModel({}, 'do-not-disturb').self! };
    const { notifications, titles, world } = setUp(quiet);
    world.teamMayDisturb = false;
    notifications.handle(invited);
    expect(titles()).toEqual([]);
    world.model = { ...quiet, self: onlineModel().self! };
    notifications.followQuiet();
    expect(titles()).toEqual(['While you were not to be disturbed']);
  });

  it('is told nothing of what was seen meanwhile, or of somebody else who has signed in', () => {
    const quiet = { ...messages('one'), self: onlineModel({}, 'do-not-disturb').self! };
    const { notifications, shown, world } = setUp(quiet);
    const received: Signal = { kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' };
    notifications.handle(received);
    world.model = messages();
    notifications.followQuiet();
    world.model = quiet;
    notifications.handle(received);
    notifications.clearAll();
    world.model = messages('one');
    notifications.followQuiet();
    expect(shown).toEqual([]);
  });

  it('is shown and rung by nobody in quiet hours, and told of it once when they are over', () => {
    const { notifications, shown, world, titles } = setUp({ ...invitations('Dana', 'Kim'), accessLevels: team });
    world.isQuietHour = true;
    notifications.handle(invited);
    notifications.tell('full', 'The disk is full', '');
    world.fillsScreen = true;
    notifications.handle({ ...invited, conversationId: 'c2' });
    notifications.followQuiet();
    world.fillsScreen = false;
    notifications.followQuiet();
    expect(shown).toEqual([]);
    world.isQuietHour = false;
    notifications.followQuiet();
    // What was held back for several reasons is one: a second one would have taken its place.
    expect(titles()).toEqual(['While notifications were held back']);
    expect(shown[0]!.content.body).toBe('Dana wants to talk\nThe disk is full\nKim wants to talk');
    notifications.followQuiet();
    expect(shown).toHaveLength(1);
  });

  it('is told after quiet hours that they were the reason', () => {
    const { notifications, world, titles } = setUp(messages('one'));
    world.isQuietHour = true;
    notifications.handle({ kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' });
    world.isQuietHour = false;
    notifications.followQuiet();
    expect(titles()).toEqual(['During your quiet hours']);
  });

  it('is told after quiet hours of each who could not be invited, once', () => {
    const ari = { uri: 'sip:ari@example.com', name: 'Ari Costa' };
    const { notifications, shown, world } = setUp(
      onlineModel({
        conversations: byId(conversation()),
        people: new Map([['sip:kim@example.com', person('sip:kim@example.com', 'Kim Okafor')]]),
        events: new Map([
          [
            'c1',
            [{ id: 'e1', conversationId: 'c1', at: 0, news: { kind: 'invite-failed', failure: 'timeout', ...ari } }],
          ],
        ]),
      }),
    );
    world.isQuietHour = true;
    for (const uri of ['sip:kim@example.com', ari.uri, 'sip:kim@example.com'])
      notifications.handle({ kind: 'inviteFailed', conversationId: 'c1', uri, failure: { code: 'timeout' } });
    world.isQuietHour = false;
    notifications.followQuiet();
    expect(shown.map(({ content }) => [content.title, content.body])).toEqual([
      ['During your quiet hours', 'Kim Okafor could not be invited\nAri Costa could not be invited'],
    ]);
  });

  it('is not to be disturbed while the connection is lost either', () => {
    const quiet = { ...messages('one'), self: onlineModel({}, 'do-not-disturb').self! };
    const { notifications, shown, world } = setUp(quiet);
    notifications.handle({ kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' });
    world.model = {
      ...messages('one'),
      connection: { kind: 'reconnecting', attempt: 1, phase: 'waiting', retryAt: 0 } as unknown as Model['connection'],
    };
    notifications.followQuiet();
    expect(shown).toEqual([]);
  });

  it.each(['window', 'desktop'])('holds everything back while a %s shows something else', (who) => {
    const { notifications, shown, world } = setUp({ ...messages('one'), accessLevels: team });
    const received: Signal = { kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' };
    if (who === 'window') world.fillsScreen = true;
    notifications.handle(received);
    if (who === 'desktop') shown.pop()!.listener.onHeldBack();
    expect(shown).toEqual([]);
    world.fillsScreen = false;
    if (who === 'window') notifications.followQuiet();
    else notifications.desktopIsBack();
    expect(shown.map(({ content }) => [content.title, content.body, content.conversationId])).toEqual([
      ['While notifications were held back', 'Dana Reyes: new message', 'c1'],
    ]);
  });
});

describe('a desktop that shows no notifications now', () => {
  const received: Signal = { kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' };

  it('is not asked again and again for what it has held back: it says when it is back', () => {
    const { notifications, shown } = setUp(messages('one'));
    notifications.handle(received);
    shown.pop()!.listener.onHeldBack();
    for (let checks = 0; checks < 3; checks += 1) notifications.followQuiet();
    expect(shown).toEqual([]);
    notifications.tell('full', 'The disk is full', '');
    shown.pop()!.listener.onHeldBack();
    notifications.followQuiet();
    expect(shown).toEqual([]);
    notifications.desktopIsBack();
    expect(shown.map(({ content }) => content.body)).toEqual(['Dana Reyes: new message\nThe disk is full']);
    // From then on it is as before.
    shown.pop()!.listener.onClosed();
    notifications.handle(received);
    vi.advanceTimersByTime(10_000);
    expect(shown).toHaveLength(1);
  });

  it('gets it all the same as soon as nothing is to be kept from it', () => {
    const { notifications, shown, world } = setUp(messages('one'));
    notifications.handle(received);
    shown.pop()!.listener.onHeldBack();
    world.mayHoldBack = false;
    notifications.followQuiet();
    expect(shown.map(({ content }) => content.title)).toEqual(['While notifications were held back']);
    // Nothing of it is left for later.
    world.mayHoldBack = true;
    notifications.tell('full', 'The disk is full', '');
    notifications.desktopIsBack();
    expect(shown).toHaveLength(2);
  });

  it('is back for quiet hours that end after it was', () => {
    const { notifications, shown, world } = setUp(messages('one'));
    notifications.handle(received);
    shown.pop()!.listener.onHeldBack();
    world.isQuietHour = true;
    notifications.desktopIsBack();
    expect(shown).toEqual([]);
    world.isQuietHour = false;
    notifications.followQuiet();
    expect(shown).toHaveLength(1);
  });
});

describe('the sounds', () => {
  it('are of a kind, wanted or not, and played here where the desktop does not', () => {
    const { notifications, shown, played } = setUp(messages('one'));
    notifications.handle({ kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' });
    notifications.tell('full', 'The disk is full', '');
    expect(shown.map(({ sound }) => sound)).toEqual(['message', undefined]);
    shown[0]!.listener.onUnheard('message');
    expect(played).toEqual(['message']);
  });
});

describe('what is not wanted', () => {
  it('is neither shown nor told later', () => {
    const { notifications, shown, world } = setUp(messages('one'));
    world.unwanted.add('messageReceived');
    world.fillsScreen = true;
    notifications.handle({ kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' });
    world.fillsScreen = false;
    notifications.followQuiet();
    expect(shown).toEqual([]);
  });
});

describe('a hint', () => {
  it('says when the desktop has taken it, and not before', () => {
    const { notifications, shown } = setUp(messages());
    let count = 0;
    notifications.hint('in-tray', 'In the tray', '', () => (count += 1));
    expect(shown).toHaveLength(1);
    expect(count).toBe(0);
    shown[0]!.listener.onShown();
    expect(count).toBe(1);
  });

  it('is worth nothing later: where nothing may be shown it is left out', () => {
    const { notifications, shown, world } = setUp(messages());
    world.isQuietHour = true;
    notifications.hint('in-tray', 'In the tray', '', () => expect.unreachable('it was not shown'));
    world.isQuietHour = false;
    notifications.followQuiet();
    expect(shown).toEqual([]);
  });
});
