import { afterEach, describe, expect, it } from 'vitest';
import { listed, speak, t } from './language';

afterEach(() => speak('en', {}));

describe('the words of the shell', () => {
  it('are those of the catalogue, with their values and forms', () => {
    expect(t('shell.menu.quit')).toBe('Quit Parley');
    expect(t('main-window.invitation.title', { name: 'Dana' })).toBe('Dana wants to talk');
    expect([1, 2].map((n) => t('shell.unread', {}, n))).toEqual(['1 unread', '2 unread']);
    expect(listed(['Lee', 'Kim'])).toBe('Lee and Kim');
  });

  it('are in English where the language that is spoken leaves them out', () => {
    speak('de', { shell: { menu: { quit: 'Parley beenden' } } });
    expect(t('shell.menu.quit')).toBe('Parley beenden');
    expect(t('commands.names.zoomIn')).toBe('Larger');
    expect(listed(['Lee', 'Kim'])).toBe('Lee und Kim');
  });
});
