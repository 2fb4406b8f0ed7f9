import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultSettings, type Settings } from '../../shared/settings';
import type { SettingsNow } from '../../shared/settings-edit';
import { useSettingsStore } from './settings-store';

let tell: (json: string) => void;
let answers: ((now: SettingsNow) => void)[];
let asked: (Partial<Settings> & { seen?: Partial<Settings> })[];
const now = (revision: number, part: Partial<Settings> = {}): SettingsNow => ({
  ...defaultSettings,
  ...part,
  revision,
});

beforeEach(() => {
  setActivePinia(createPinia());
  answers = [];
  asked = [];
  vi.stubGlobal('window', {
    parley: {
      methods: {
        'settings:get': () => Promise.resolve({ ok: true, value: now(0) }),
        'settings:set': (input: Partial<Settings>) => {
          asked.push(input);
          return new Promise((resolve) => answers.push((value) => resolve({ ok: true, value })));
        },
      },
      on: { 'settings:changed': (listener: typeof tell) => void (tell = listener) },
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

it('keeps what was answered where older news comes after it', async () => {
  const store = useSettingsStore();
  await store.open();
  const changes = [store.update({ quietHoursDays: [2, 3] }), store.update({ quietHoursDays: [3] })];
  answers[0]!(now(1, { quietHoursDays: [2, 3] }));
  answers[1]!(now(2, { quietHoursDays: [3] }));
  await Promise.all(changes);
  tell(JSON.stringify(now(1, { quietHoursDays: [2, 3] })));
  expect(store.settings.quietHoursDays).toEqual([3]);
  tell(JSON.stringify(now(2, { quietHoursDays: [3] })));
  expect(store.settings.quietHoursDays).toEqual([3]);
});

it('keeps the news of another window where an older answer comes after it', async () => {
  const store = useSettingsStore();
  await store.open();
  const change = store.update({ theme: 'dark' });
  tell(JSON.stringify(now(2, { theme: 'dark', hideOffline: true })));
  answers[0]!(now(1, { theme: 'dark' }));
  await change;
  expect(store.settings).toMatchObject({ theme: 'dark', hideOffline: true });
});

it('says out of what a change was made', async () => {
  const store = useSettingsStore();
  await store.open();
  void store.update({ recentEmoji: ['a'] });
  void store.update({ recentEmoji: ['b', 'a'] });
  expect(asked.map(({ seen }) => seen)).toEqual([{ recentEmoji: [] }, { recentEmoji: ['a'] }]);
});
