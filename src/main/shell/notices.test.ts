import { describe, expect, it } from 'vitest';
import type { Notice } from '../../shared/domain/notice';
import { createNotices } from './notices';

describe('createNotices', () => {
  it('tells of a notice, and keeps it for windows that open later until it is dismissed', () => {
    const told: Notice[] = [];
    const notices = createNotices((notice) => void told.push(notice));
    notices.add('history-set-aside', { subject: '/profile/old.db' });
    const notice = { code: 'history-set-aside', subject: '/profile/old.db', hasDetails: false };
    expect(told).toEqual([notice]);
    expect(notices.list()).toEqual([notice]);
    notices.dismiss('history-set-aside');
    expect(notices.list()).toEqual([]);
  });

  it('tells windows that there is a file, and where it is nobody but who shows it', () => {
    const notices = createNotices(() => undefined);
    const settings = [{ name: 'theme', what: 'value' }] as const;
    notices.add('settings-not-understood', { subject: 'a copy', file: '/profile/copy.json', settings });
    expect(notices.list()).toEqual([
      { code: 'settings-not-understood', subject: 'a copy', hasDetails: false, hasFile: true, settings },
    ]);
    expect(notices.file('settings-not-understood')).toBe('/profile/copy.json');
    notices.dismiss('settings-not-understood');
    expect(notices.file('settings-not-understood')).toBeUndefined();
  });

  it('makes one line of many errors, with the details of the latest', () => {
    const notices = createNotices(() => undefined);
    for (let error = 0; error < 200; error += 1) {
      notices.add('internal-error', { details: `error ${error} ${'x'.repeat(300)}` });
    }
    expect(notices.list()).toEqual([{ code: 'internal-error', hasDetails: true }]);
    const details = notices.details('internal-error') ?? '';
    expect(details).toContain('error 199 ');
    expect(details).not.toContain('error 1 ');
    expect(details.length).toBeLessThanOrEqual(20_000);
  });

  it('takes back what is not true any more, and tells only of what was there', () => {
    const over: string[] = [];
    const notices = createNotices(
      () => undefined,
      (code) => void over.push(code),
    );
    notices.add('history-not-written', { details: 'disk full' });
    notices.over('history-not-written');
    notices.over('history-not-written');
    expect(notices.list()).toEqual([]);
    expect(over).toEqual(['history-not-written']);
  });

  it('says words of its own anew in another language, and only of what is still there', () => {
    let language = 'en';
    const told: (string | undefined)[] = [];
    const notices = createNotices(({ subject }) => void told.push(subject));
    notices.add('logs-read', { subject: () => `read, in ${language}` });
    notices.add('history-set-aside', { subject: '/profile/old.db' });
    notices.add('updated', { subject: () => `new, in ${language}` });
    notices.dismiss('updated');
    told.length = 0;
    language = 'de';
    expect(notices.list().map(({ subject }) => subject)).toEqual(['read, in de', '/profile/old.db']);
    notices.sayAnew();
    expect(told).toEqual(['read, in de', '/profile/old.db']);
  });
});
