import { afterEach, describe, expect, it } from 'vitest';
import { listed, speak, t } from './language';

afterEach(() => speak('en', []));

describe('the words of the shell', () => {
  it('are those of the catalogue, with their values and forms', () => {
    expect(t('shell.menu.quit')).toBe('Quit Parley');
    expect(t('main-window.invitation.title', { name: 'Dana' })).toBe('Dana wants to talk');
    expect([1, 2].map((n) => t('shell.unread', {}, n))).toEqual(['1 unread', '2 unread']);
    expect(listed(['Lee', 'Kim'])).toBe('Lee and Kim');
  });

  it('follow the language that is set, and say whether it is another one', async () => {
    expect(await speak('system', ['en-GB'])).toBe(false);
    expect(await speak('en-XA', [])).toBe(true);
    expect(t('shell.menu.quit')).toMatch(/^\[Qúít Párléy ·+\]$/u);
    expect(await speak('en-XA', ['en'])).toBe(false);
    expect(await speak('system', ['en-XA', 'en'])).toBe(false);
  });
});
