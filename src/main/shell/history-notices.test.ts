import { describe, expect, it } from 'vitest';
import { historyNoticeOf, importNoticeOf } from './history-notices';

/** As it is said now. */
function said(notice: ReturnType<typeof importNoticeOf>) {
  return notice && { ...notice, subject: notice.subject() };
}

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

describe('an import that nobody looked at', () => {
  const outcome = { added: 1_204, known: 0, tooOld: 0, notYet: 0, leftOut: [], isStopped: false };
  const threads = ['lee', 'kim', 'old friend', 'mo', 'sam'].map((name, index) => ({
    name,
    added: 300 - index,
    ...(index < 2 && { uri: `sip:${name}@example.com` as const }),
  }));
  const nameOf = (uri: string): string => (uri.includes('lee') ? 'Lee Park' : 'Kim Okafor');

  it('says how much came in, and of whom', () => {
    expect(said(importNoticeOf({ kind: 'added', outcome: { ...outcome, threads } }, nameOf))).toEqual({
      code: 'logs-imported',
      subject: '1,204 messages came in, with Lee Park, Kim Okafor, old friend, and 2 others.',
    });
    const none = { ...outcome, added: 0, threads: [] };
    expect(said(importNoticeOf({ kind: 'added', outcome: none }, nameOf))?.subject).toBe('No message was new.');
  });

  it('says what stays where it ended early', () => {
    const cutOff = (added: number) => said(importNoticeOf({ kind: 'cut-off', added }, nameOf));
    expect(cutOff(7)).toEqual({ code: 'logs-stopped', subject: 'At least 7 messages were added, and stay.' });
    expect(cutOff(0)?.subject).toBe('What was added until then stays.');
    expect(said(importNoticeOf({ kind: 'left', added: 2 }, nameOf))).toEqual({
      code: 'logs-stopped',
      subject: '2 messages were added, and stay.',
    });
    const failed = importNoticeOf({ kind: 'failed', failure: { code: 'internal' }, added: 0 }, nameOf);
    expect(said(failed)).toEqual({ code: 'logs-stopped', subject: 'Nothing was added.' });
  });

  it('is not told to whoever stopped it', () => {
    const stopped = { ...outcome, threads, isStopped: true };
    expect(importNoticeOf({ kind: 'added', outcome: stopped }, nameOf)).toBeUndefined();
  });
});
