import { expect, it } from 'vitest';
import { historyNoticeOf } from './history-notices';

it.each([
  ['damaged', 'history-set-aside', 'could not be read'],
  ['damaged-inside', 'history-damaged', 'is damaged'],
  ['newer', 'history-newer', 'newer Parley'],
  ['key-lost', 'history-key-lost', 'cannot be unlocked'],
] as const)('says of a %s history where it was kept', (cause, code, title) => {
  const notice = historyNoticeOf({ kind: 'set-aside', cause, path: '/profile/history/1.db.kept' });
  expect(notice.code).toBe(code);
  expect(notice.title).toContain(title);
  expect(notice.body).toContain('/profile/history/1.db.kept');
});

it('says whether what is said now is kept', () => {
  expect(historyNoticeOf({ kind: 'not-opened' }).body).toContain('is not kept');
  expect(historyNoticeOf({ kind: 'not-written' }).body).toContain('kept in memory');
});
