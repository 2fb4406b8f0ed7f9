import { describe, expect, it, vi } from 'vitest';
import { emptyModel } from '../../shared/domain/model';
import { createFollower } from './follow-model';
import { byId, conversation, onlineModel } from './testing/model';

function setUp() {
  const windows = {
    broadcast: vi.fn(),
    closeConversation: vi.fn(),
    follow: vi.fn(),
    sessionEnded: vi.fn(),
    flash: vi.fn(),
  };
  const tray = { update: vi.fn() };
  const notifications = { handle: vi.fn(), clear: vi.fn(), clearAll: vi.fn(), followQuiet: vi.fn() };
  const notices = { add: vi.fn(), over: vi.fn() };
  const setBadge = vi.fn();
  return {
    windows,
    tray,
    notifications,
    notices,
    setBadge,
    follower: createFollower({ windows, tray, notifications, notices, setBadge }),
  };
}

describe('createFollower', () => {
  it('passes every batch on to the windows and shows what is unread', () => {
    const { follower, windows, tray, setBadge } = setUp();
    const model = onlineModel({ conversations: byId(conversation({ unread: 2 })) });
    const batch = { seq: 4, changes: [{ kind: 'conversation', conversation: conversation({ unread: 2 }) }] } as const;
    follower.onChanges(batch, model);
    expect(windows.broadcast).toHaveBeenCalledWith('model:changes', batch);
    expect(tray.update).toHaveBeenCalledWith(model);
    expect(setBadge).toHaveBeenCalledWith(2);
  });

  it('takes away the notification of a conversation that was read', () => {
    const { follower, notifications } = setUp();
    follower.onChanges({ seq: 1, changes: [{ kind: 'conversation', conversation: conversation() }] }, onlineModel());
    expect(notifications.clear).toHaveBeenCalledWith('c1');
  });

  it('tells when somebody who was not to be disturbed may be again', () => {
    const { follower, notifications } = setUp();
    const { self } = onlineModel();
    follower.onChanges({ seq: 1, changes: [{ kind: 'self', self }] }, onlineModel());
    expect(notifications.followQuiet).toHaveBeenCalledOnce();
  });

  it('closes the window of a conversation that is gone', () => {
    const { follower, windows } = setUp();
    follower.onChanges({ seq: 1, changes: [{ kind: 'conversationRemoved', id: 'c1' }] }, onlineModel());
    expect(windows.closeConversation).toHaveBeenCalledWith('c1');
  });

  it('shows the conversation that another has become part of, where that one was shown', () => {
    const { follower, windows } = setUp();
    const changes = [
      { kind: 'threadJoined', from: 'c1', into: 'c2' },
      { kind: 'conversationRemoved', id: 'c1' },
    ] as const;
    follower.onChanges({ seq: 1, changes }, onlineModel());
    expect(windows.follow).toHaveBeenCalledWith('c1', 'c2');
    expect(windows.follow.mock.invocationCallOrder[0]).toBeLessThan(
      windows.closeConversation.mock.invocationCallOrder[0] ?? 0,
    );
  });

  it('leaves nothing of a person who signed out on the screen', () => {
    const { follower, windows, notifications } = setUp();
    follower.onChanges({ seq: 1, changes: [{ kind: 'reset' }] }, emptyModel);
    expect(windows.sessionEnded).toHaveBeenCalled();
    expect(notifications.clearAll).toHaveBeenCalled();
  });

  it.each([
    ['stale-answers', 'stale-answers', {}],
    ['unreadable-events', 'events-unreadable', { details: 'Something.' }],
  ] as const)('says a warning of %s in the main window, until somebody else signs in', (warning, code, more) => {
    const { follower, notices } = setUp();
    follower.onSignal({ kind: 'warning', code: warning, message: 'Something.' });
    expect(notices.add).toHaveBeenCalledExactlyOnceWith(code, more);
    follower.onChanges({ seq: 1, changes: [{ kind: 'reset' }] }, emptyModel);
    expect(notices.over).toHaveBeenCalledWith(code);
  });

  it('keeps warnings that are said at once out of the main window', () => {
    const { follower, notices } = setUp();
    follower.onSignal({ kind: 'warning', code: 'characters-replaced', message: 'Some.' });
    expect(notices.add).not.toHaveBeenCalled();
  });

  it('asks for attention when somebody wants something', () => {
    const { follower, windows, notifications } = setUp();
    const signal = { kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' } as const;
    follower.onSignal(signal);
    expect(windows.flash).toHaveBeenCalledWith('c1');
    expect(notifications.handle).toHaveBeenCalledWith(signal);
  });
});
