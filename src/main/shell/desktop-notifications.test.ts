import { describe, expect, it, vi } from 'vitest';
import type { KeptBus } from './bus/kept-bus';
import { BusError, type BusCall, type BusReply, type BusSignal } from './bus/session-bus';
import { createDesktopNotifications } from './desktop-notifications';
import { plain, type NotificationContent } from './notification-content';

const service = 'org.freedesktop.Notifications';
const properties = 'org.freedesktop.DBus.Properties';

/** A bus on which the notification service answers what it is asked only when it is told to. */
function deskOf(capabilities: readonly string[] = ['inhibitions']) {
  let owner = ':1.1';
  let numbers = 0;
  const listeners: ((signal: BusSignal) => void)[] = [];
  const questions: {
    readonly to: string;
    readonly done: (reply: BusReply) => void;
    readonly fail: (e: Error) => void;
  }[] = [];
  const shown: string[] = [];
  /** Of the bus itself, that come too late. */
  let lateAnswers = 0;
  const answerOf = (call: BusCall): readonly unknown[] => {
    if (call.member === 'GetNameOwner') return [owner];
    if (call.member === 'GetCapabilities') return [capabilities];
    if (call.member === 'Notify') {
      shown.push(String(call.body?.[3]));
      return [++numbers];
    }
    return [];
  };
  const bus: KeptBus = {
    get: async () => ({
      uniqueName: ':1.9',
      call: (call) =>
        new Promise((done, fail) => {
          const to = call.destination;
          if (call.member === 'AddMatch' && lateAnswers-- > 0) fail(new BusError('timeout', 'AddMatch'));
          else if (call.member === 'Get') questions.push({ to, done, fail });
          else done({ sender: to, body: answerOf(call) });
        }),
      onSignal: (listener) => void listeners.push(listener),
      onClosed: () => undefined,
      close: () => undefined,
    }),
    close: async () => undefined,
  };
  const kept = bus.get();
  const signal = (each: Partial<BusSignal>): void => {
    for (const listener of listeners)
      listener({ sender: owner, path: '', interface: '', member: '', body: [], ...each });
  };
  const onBack = vi.fn();
  const held: string[] = [];
  const closed: string[] = [];
  const show = createDesktopNotifications({
    bus: { ...bus, get: () => kept },
    log: () => undefined,
    soundFile: () => '',
    onBack,
  });
  return {
    shown,
    held,
    closed,
    onBack,
    questions,
    listeners,
    answersLate: (times: number) => void (lateAnswers = times),
    tell(title: string, more: Partial<NotificationContent> = {}) {
      show({ ...plain(title, title, ''), ...more }, undefined, {
        onAction: () => undefined,
        onReply: () => undefined,
        onClosed: () => void closed.push(title),
        onHeldBack: () => void held.push(title),
        onShown: () => undefined,
        onUnheard: () => undefined,
      });
    },
    /** Of the oldest question, or of the one after so many. */
    async answer(isInhibited: boolean, after = 0) {
      await vi.waitFor(() => expect(questions.length).toBeGreaterThan(after));
      const [question] = questions.splice(after, 1);
      question!.done({ sender: question!.to, body: [isInhibited] });
      await settle();
    },
    async say(isInhibited: boolean) {
      const path = '/org/freedesktop/Notifications';
      signal({ interface: properties, path, member: 'PropertiesChanged', body: [service, { Inhibited: isInhibited }] });
      await settle();
    },
    async change(next: string) {
      const before = owner;
      owner = next;
      signal({
        sender: 'org.freedesktop.DBus',
        interface: 'org.freedesktop.DBus',
        member: 'NameOwnerChanged',
        body: [service, before, next],
      });
      await settle();
    },
  };
}

const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('a desktop that was asked to show nothing', () => {
  it('is believed what it said last, also where an older question is answered after that', async () => {
    const desk = deskOf();
    desk.tell('One');
    await vi.waitFor(() => expect(desk.questions).toHaveLength(1));
    await desk.say(true);
    await desk.answer(false);
    expect([desk.held, desk.shown, desk.onBack.mock.calls]).toEqual([['One'], [], []]);
  });

  it('is believed the newer of two answers, in whichever order they come', async () => {
    const desk = deskOf();
    desk.tell('One');
    desk.tell('Two');
    await vi.waitFor(() => expect(desk.questions).toHaveLength(2));
    await desk.answer(false, 1);
    await desk.answer(true);
    expect([desk.held, desk.shown.toSorted()]).toEqual([[], ['One', 'Two']]);
    desk.tell('Three');
    await desk.answer(true);
    expect(desk.held).toEqual(['Three']);
  });

  it('shows again what was held back only when somebody is there who shows it', async () => {
    const desk = deskOf();
    desk.tell('One');
    await desk.answer(true);
    expect(desk.held).toEqual(['One']);
    await desk.change('');
    expect(desk.onBack).not.toHaveBeenCalled();
    await desk.change(':1.2');
    expect(desk.onBack).not.toHaveBeenCalled();
    await desk.answer(true);
    expect(desk.onBack).not.toHaveBeenCalled();
    await desk.change(':1.3');
    await desk.answer(false);
    expect(desk.onBack).toHaveBeenCalledOnce();
  });

  it('is no reason to hold back from the next one what the one before it was asked', async () => {
    const desk = deskOf();
    desk.tell('One');
    await vi.waitFor(() => expect(desk.questions).toHaveLength(1));
    await desk.change(':1.2');
    const [old, next] = [0, 1];
    await vi.waitFor(() => expect(desk.questions).toHaveLength(2));
    expect(desk.questions[next]!.to).toBe(':1.2');
    await desk.answer(false, next);
    await desk.answer(true, old);
    expect([desk.held, desk.shown, desk.closed]).toEqual([[], ['One'], []]);
  });
});

describe('a bus that answers late', () => {
  it('costs one notification, and no other', async () => {
    const desk = deskOf([]);
    desk.answersLate(1);
    desk.tell('One');
    await vi.waitFor(() => expect(desk.closed).toEqual(['One']));
    desk.tell('Two');
    await vi.waitFor(() => expect(desk.shown).toEqual(['Two']));
    expect(desk.listeners).toHaveLength(1);
  });

  it('shows with the next one what waits for an answer', async () => {
    const desk = deskOf([]);
    desk.answersLate(1);
    desk.tell('One', { isSticky: true });
    await settle();
    expect(desk.shown).toEqual([]);
    desk.tell('Two');
    await vi.waitFor(() => expect(desk.shown.toSorted()).toEqual(['One', 'Two']));
  });
});

describe('a notification on its way to a service that goes away', () => {
  it('is given to the next one', async () => {
    const desk = deskOf();
    desk.tell('One', { isSticky: true });
    await vi.waitFor(() => expect(desk.questions).toHaveLength(1));
    const [question] = desk.questions.splice(0);
    question!.fail(new BusError('closed', 'Get: gone'));
    await desk.change('');
    expect(desk.closed).toEqual([]);
    await desk.change(':1.2');
    await desk.answer(false);
    expect([desk.shown, desk.closed]).toEqual([['One'], []]);
  });
});
