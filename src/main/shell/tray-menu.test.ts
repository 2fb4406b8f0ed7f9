import { describe, expect, it } from 'vitest';
import { emptyModel, type Model } from '../../shared/domain/model';
import { defaultPolicy } from '../../shared/domain/connection';
import { byId, conversation, onlineModel } from './testing/model';
import { countUnread, trayView, type TrayMenuItem } from './tray-menu';

const labels = (items: readonly TrayMenuItem[]): string[] =>
  items.map((item) => (item.type === 'separator' ? '-' : item.label));

function choices(model: Model) {
  const submenu = trayView(model).menu.find((item) => item.type === 'submenu');
  return submenu?.type === 'submenu' ? submenu.items : [];
}

describe('trayView', () => {
  it('offers to open and to quit while nobody is signed in', () => {
    const view = trayView(emptyModel);
    expect(labels(view.menu)).toEqual(['Open Parley', 'Settings', '-', 'Quit Parley']);
    expect(view).toMatchObject({ icon: 'offline', hasUnread: false, tooltip: 'Parley: Signed out' });
  });

  it('says that it waits for a server that is away, and offers to try now or not to wait', () => {
    const view = trayView(emptyModel, true);
    const waits = [
      'Waiting for the server…',
      'Try now',
      'Stop waiting',
      '-',
      'Open Parley',
      'Settings',
      '-',
      'Quit Parley',
    ];
    expect(labels(view.menu)).toEqual(waits);
    expect(view).toMatchObject({ icon: 'connecting', tooltip: 'Parley: Waiting for the server…' });
    // The menu stays while it tries.
    const trying = trayView({ ...emptyModel, connection: { kind: 'connecting', step: 'signing-in' } }, true);
    expect(labels(trying.menu)).toEqual(waits);
    expect(trying.tooltip).toBe('Parley: Signing in…');
    expect(labels(trayView(onlineModel(), true).menu)).toContain('Sign out');
  });

  it('offers availability and signing out while online', () => {
    expect(labels(trayView(onlineModel()).menu)).toEqual([
      'Open Parley',
      'Availability',
      'Settings',
      '-',
      'Sign out',
      'Quit Parley',
    ]);
  });

  it('lets a person who waits for the connection sign out, and set nothing', () => {
    const failure = { code: 'unreachable' } as const;
    const view = trayView(onlineModel({ connection: { kind: 'reconnecting', failure, attempt: 2, retryAt: 5 } }));
    expect(labels(view.menu)).toEqual(['Open Parley', 'Settings', '-', 'Sign out', 'Quit Parley']);
    expect(view).toMatchObject({
      icon: 'connecting',
      tooltip: 'Parley: Connection lost, trying again…, last known: Available',
    });
  });

  it.each(['available', 'busy', 'do-not-disturb'] as const)('shows no %s that others may not see any more', (state) => {
    const connection = { kind: 'reconnecting', failure: { code: 'unreachable' }, attempt: 1, retryAt: 5 } as const;
    expect(trayView(onlineModel({ connection }, state)).icon).toBe('connecting');
  });

  it('says so when nothing goes on without the person', () => {
    const failure = { code: 'wrong-password' } as const;
    const connection = { kind: 'reconnecting', failure, attempt: 2, retryAt: 5, asks: 'password' } as const;
    expect(trayView(onlineModel({ connection })).tooltip).toBe('Parley: Sign in again to go on, last known: Available');
  });

  it('marks the one choice that holds', () => {
    const items = choices(onlineModel({}, 'do-not-disturb'));
    expect(items.filter((item) => item.type === 'radio' && item.checked)).toEqual([
      {
        type: 'radio',
        label: 'Do not disturb',
        checked: true,
        action: { kind: 'set-availability', availability: 'do-not-disturb' },
      },
    ]);
  });

  it.each([
    ['inactive', 'Available'],
    ['busy-inactive', 'Busy'],
  ] as const)('keeps the choice of somebody who is %s: %s', (availability, label) => {
    const checked = choices(onlineModel({}, availability)).filter((item) => item.type === 'radio' && item.checked);
    expect(labels(checked)).toEqual([label]);
  });

  it('offers to appear offline only where the administrator allows it', () => {
    expect(labels(choices(onlineModel()))).toContain('Appear offline');
    const policy = { ...defaultPolicy, canAppearOffline: false };
    expect(labels(choices(onlineModel({ policy })))).toEqual([
      'Available',
      'Busy',
      'Do not disturb',
      'Be right back',
      'Away',
    ]);
  });

  it.each([
    ['available', 'available'],
    ['inactive', 'available'],
    ['busy', 'busy'],
    ['busy-inactive', 'busy'],
    ['do-not-disturb', 'do-not-disturb'],
    ['be-right-back', 'away'],
    ['away', 'away'],
    ['offline', 'offline'],
    ['unknown', 'offline'],
  ] as const)('shows %s as %s', (availability, icon) => {
    expect(trayView(onlineModel({}, availability)).icon).toBe(icon);
  });

  it('tells of what is unread', () => {
    const one = trayView(onlineModel({ conversations: byId(conversation({ unread: 1 })) }));
    expect(one).toMatchObject({ hasUnread: true, tooltip: 'Parley: Available, 1 unread' });
  });
});

describe('countUnread', () => {
  it('adds up messages, and counts an invitation that waits as at least one', () => {
    const conversations = byId(
      conversation({ id: 'c1', unread: 3 }),
      conversation({ id: 'c2', state: 'invited', unread: 0 }),
      conversation({ id: 'c3', state: 'ended', unread: 0 }),
    );
    expect(countUnread(onlineModel({ conversations }))).toBe(4);
  });
});
