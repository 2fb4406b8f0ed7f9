import { expect, it } from 'vitest';
import { manageSettings } from '../policy/managed-settings';
import { openSettings } from '../store/settings';
import { createWindowSettings } from './window-settings';

function open(fixed: Parameters<typeof manageSettings>[1] = {}) {
  const file = { store: {} };
  return createWindowSettings(manageSettings(openSettings({ folder: '/nowhere', openFile: () => file }), fixed));
}

it('are changed by two windows at once, and both changes hold', () => {
  const settings = open();
  const seen = { quietHoursDays: settings.now().quietHoursDays };
  settings.change({ changes: { quietHoursDays: [0, 1, 2, 3, 4, 5] }, seen });
  settings.change({ changes: { quietHoursDays: [1, 2, 3, 4, 5, 6] }, seen });
  expect(settings.now().quietHoursDays).toEqual([1, 2, 3, 4, 5]);
});

it('have a higher number with every change, which the answer and the news share', () => {
  const settings = open();
  const news: number[] = [];
  settings.onChanged(({ revision }) => news.push(revision));
  const before = settings.now().revision;
  const answers = [settings.change({ changes: { theme: 'dark' } }), settings.change({ changes: { theme: 'light' } })];
  expect(answers.map(({ revision }) => revision)).toEqual(news);
  expect(news).toEqual([before + 1, before + 2]);
  expect(settings.now()).toEqual(answers[1]);
});

it('are refused where an administrator has set them', () => {
  const settings = open({ quietHoursDays: [1] });
  const change = (): unknown => settings.change({ changes: { quietHoursDays: [1, 2] }, seen: { quietHoursDays: [1] } });
  expect(change).toThrow(expect.objectContaining({ code: 'set-by-organisation' }));
});
