import { describe, expect, it } from 'vitest';
import { maxAccounts, type Settings } from '../../shared/settings';
import { accountHash, settingsByAccount } from './account-settings';
import { openSettings } from './settings';

const dana = accountHash('im.example.com', 'sip:dana@example.com');
const lee = accountHash('im.example.com', 'sip:lee@example.com');

function open(store: Record<string, unknown> = {}) {
  const file = { store };
  return { file, settings: settingsByAccount(openSettings({ folder: '/nowhere', openFile: () => file })) };
}

it('knows an account by its server and its person, however they are written', () => {
  expect(accountHash(' IM.example.com', 'sip:Dana@example.com')).toBe(dana);
  expect(new Set([dana, lee, accountHash('club.example.com', 'sip:dana@example.com')]).size).toBe(3);
});

describe('settings that go by the numbers of an account', () => {
  it('are its own, also after a restart; the others are everybody’s', () => {
    const { settings, file } = open();
    settings.useAccount(dana, false);
    settings.set({ groupOrder: [3, 1], collapsedGroups: [1], theme: 'dark' });
    settings.useAccount(lee, false);
    expect(settings.get()).toMatchObject({ groupOrder: [], collapsedGroups: [], theme: 'dark' });
    settings.set({ removedRecents: [{ id: 'c1', at: 7 }], groupOrder: [2] });
    settings.useAccount(dana, false);
    expect(settings.get()).toMatchObject({ groupOrder: [3, 1], collapsedGroups: [1], removedRecents: [] });

    const again = open(file.store).settings;
    again.useAccount(lee, false);
    expect(again.get()).toMatchObject({ groupOrder: [2], removedRecents: [{ id: 'c1', at: 7 }] });
    expect(again.get().ofAccounts).toEqual([]);
  });

  it('of an earlier Parley become those of the account that was used last, and of no other', () => {
    const kept = { groupOrder: [3, 1], collapsedGroups: [2], removedRecents: [{ id: 'c1', at: 7 }] };
    const { settings, file } = open(kept);
    settings.useAccount(lee, false);
    expect(settings.get()).toMatchObject({ groupOrder: [], collapsedGroups: [], removedRecents: [] });
    settings.useAccount(dana, true);
    expect(settings.get()).toMatchObject(kept);
    expect(file.store).toMatchObject({ groupOrder: [], collapsedGroups: [], removedRecents: [] });
    settings.useAccount(lee, true);
    expect(settings.get().groupOrder).toEqual([]);
  });

  it('are told to whoever listens when another account is used', () => {
    const { settings } = open({ groupOrder: [3, 1] });
    const heard: Settings[] = [];
    settings.onChanged((changed) => void heard.push(changed));
    settings.useAccount(lee, false);
    settings.set({ groupOrder: [2] });
    settings.useAccount(lee, false);
    expect(heard.map(({ groupOrder }) => groupOrder)).toEqual([[], [2]]);
  });

  it('are kept of the accounts used last, and given to no window that asks to set them for another', () => {
    const { settings, file } = open();
    for (let at = 0; at <= maxAccounts; at += 1) {
      settings.useAccount(accountHash('im.example.com', `sip:p${at}@example.com`), false);
      settings.set({ groupOrder: [at] });
    }
    settings.set({ ofAccounts: [], theme: 'dark' });
    expect(file.store['ofAccounts']).toHaveLength(maxAccounts);
    settings.useAccount(accountHash('im.example.com', 'sip:p0@example.com'), false);
    expect(settings.get().groupOrder).toEqual([]);
  });

  it('of a guest are forgotten, and an account’s own are hidden from a guest', () => {
    const { settings, file } = open();
    settings.useAccount(dana, false);
    settings.set({ groupOrder: [3, 1] });
    const before = JSON.stringify(file.store);
    settings.holdWrites('guest');
    settings.useAccount(lee, false);
    settings.set({ groupOrder: [9] });
    settings.useAccount(dana, false);
    expect(settings.get().groupOrder).toEqual([]);
    settings.holdWrites(false);
    expect(settings.get().groupOrder).toEqual([3, 1]);
    expect(JSON.stringify(file.store)).toBe(before);
  });
});
