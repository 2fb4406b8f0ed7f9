// Settings that go by the numbers that a server gives to groups and conversations: they mean something to one account alone. Everybody
// reads and sets them as if there were but one; here they are kept by account, which is a server and a person, known by a hash.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { defaultSettings, maxAccounts, type AccountPart, type Settings } from '../../shared/settings';
import type { SettingsStore } from './settings';

export interface AccountSettings extends SettingsStore {
  /** Signed in with from now on. `isHeir`: what an earlier Parley kept for all accounts at once becomes theirs. */
  useAccount(account: string, isHeir: boolean): void;
}

/** `server` as it was typed; empty: the demo. */
export function accountHash(server: string, person: string): string {
  return createHash('sha256').update(`${server.trim().toLowerCase()}\n${person.toLowerCase()}`).digest('hex');
}

export function settingsByAccount(store: SettingsStore): AccountSettings {
  let who: string | undefined;
  const listeners = new Set<(settings: Settings) => void>();

  const partIn = ({ ofAccounts }: Settings): AccountPart | undefined => ofAccounts.find((each) => each.who === who);
  const seen = (settings: Settings): Settings => ({
    ...settings,
    ...(who !== undefined && partOf(partIn(settings) ?? defaultSettings)),
    ofAccounts: [],
  });
  const tell = (): void => {
    for (const listener of listeners) listener(seen(store.get()));
  };
  store.onChanged(tell);

  /** The one used last stands first, and the one not used for longest goes. */
  function withPart(part: Omit<AccountPart, 'who'>): Pick<Settings, 'ofAccounts'> {
    if (who === undefined) return { ofAccounts: store.get().ofAccounts };
    const others = store.get().ofAccounts.filter((each) => each.who !== who);
    return { ofAccounts: [{ who, ...part }, ...others].slice(0, maxAccounts) };
  }

  return {
    get: () => seen(store.get()),
    owners: () => store.owners(),
    set({ ofAccounts: _, ...changes }) {
      if (who === undefined) return seen(store.set(changes));
      const { groupOrder, collapsedGroups, removedRecents, ...rest } = changes;
      const part = partOf({ ...seen(store.get()), ...defined({ groupOrder, collapsedGroups, removedRecents }) });
      const isOther = !isDeepStrictEqual(part, partOf(seen(store.get())));
      return seen(store.set({ ...rest, ...(isOther && withPart(part)) }));
    },
    useAccount(account, isHeir) {
      if (who === account) return;
      who = account;
      const before = partOf(store.get());
      const isLeft = isHeir && !partIn(store.get()) && !isDeepStrictEqual(before, partOf(defaultSettings));
      if (isLeft) store.set({ ...partOf(defaultSettings), ...withPart(before) });
      else tell();
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    holdWrites: (held) => store.holdWrites(held),
  };
}

function partOf({ groupOrder, collapsedGroups, removedRecents }: Omit<AccountPart, 'who'>): Omit<AccountPart, 'who'> {
  return { groupOrder, collapsedGroups, removedRecents };
}

function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Partial<T>;
}
