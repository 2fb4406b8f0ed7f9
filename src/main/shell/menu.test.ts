import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { applicationMenu } from './menu';

const actions = {
  newConversation: () => {},
  history: () => {},
  testConnection: () => {},
  open: () => {},
  quit: () => {},
};

function all(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...all(Array.isArray(item.submenu) ? item.submenu : [])]);
}

describe('applicationMenu', () => {
  it.each(['darwin', 'linux', 'win32'] as const)('has editing, zoom and a way to close a window on %s', (platform) => {
    const items = all(applicationMenu(platform, false, actions));
    expect(items.map(({ role }) => role)).toEqual(expect.arrayContaining(['editMenu', 'zoomIn', 'zoomOut', 'close']));
    expect(items.find(({ id }) => id === 'new-conversation')?.accelerator).toBe('CmdOrCtrl+N');
  });

  it('quits by the menu of the application on macOS, by the file menu elsewhere', () => {
    const quits = (platform: NodeJS.Platform): boolean =>
      all(applicationMenu(platform, false, actions)).some(({ accelerator }) => accelerator === 'Ctrl+Q');
    expect(quits('linux')).toBe(true);
    expect(quits('darwin')).toBe(false);
    expect(applicationMenu('darwin', false, actions)[0]).toEqual({ role: 'appMenu' });
  });

  it('has no developer tools in a build', () => {
    const roles = (isDevelopment: boolean) =>
      all(applicationMenu('linux', isDevelopment, actions)).map(({ role }) => role);
    expect(roles(true)).toContain('toggleDevTools');
    expect(roles(false)).not.toContain('toggleDevTools');
  });
});
