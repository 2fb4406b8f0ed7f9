import type { BrowserWindow, KeyboardEvent, MenuItem, MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { acceleratorOf } from '../../shared/commands/chord';
import { chordsOf, commands } from '../../shared/commands/commands';
import { applicationMenu } from './menu';

const actions = {
  newConversation: () => {},
  history: () => {},
  testConnection: () => {},
  about: () => {},
  settings: () => {},
  guide: () => {},
  open: () => {},
  quit: () => {},
  run: () => {},
};

function all(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...all(Array.isArray(item.submenu) ? item.submenu : [])]);
}

const rolesOf = (platform: NodeJS.Platform) => all(applicationMenu(platform, false, actions)).map(({ role }) => role);

describe('applicationMenu', () => {
  it.each(['darwin', 'linux', 'win32'] as const)('has editing, zoom and a way to close a window on %s', (platform) => {
    const items = all(applicationMenu(platform, false, actions));
    expect(items.map(({ role }) => role)).toEqual(expect.arrayContaining(['editMenu', 'zoomOut', 'close']));
    expect(items.find(({ id }) => id === 'zoomIn')?.accelerator).toBe('CmdOrCtrl+Plus');
    expect(items.find(({ id }) => id === 'newConversation')?.accelerator).toBe('CmdOrCtrl+N');
  });

  it('enlarges a window up to 300 % and no further', () => {
    const items = all(applicationMenu('linux', false, actions)).filter(({ label }) => label === 'Larger');
    expect(items).toHaveLength(2);
    for (const { click } of items) {
      const window = { webContents: { zoomLevel: 5 } };
      for (let presses = 0; presses < 9; presses += 1) {
        click?.({} as MenuItem, window as unknown as BrowserWindow, {} as KeyboardEvent);
      }
      expect(1.2 ** window.webContents.zoomLevel).toBeCloseTo(3, 1);
    }
  });

  it('quits by the menu of the application on macOS, by the file menu elsewhere', () => {
    const quits = (platform: NodeJS.Platform): boolean =>
      all(applicationMenu(platform, false, actions)).some(({ id, role }) => id === 'quit' && role !== 'quit');
    expect(quits('linux')).toBe(true);
    expect(quits('darwin')).toBe(false);
    expect(rolesOf('darwin')).toContain('quit');
    expect(rolesOf('linux')).not.toContain('quit');
  });

  it.each([
    ['darwin', 'Parley'],
    ['linux', '&Help'],
    ['win32', '&Help'],
  ] as const)('tells about Parley, once, where %s has that: in the menu %s', (platform, label) => {
    let told = 0;
    const menu = applicationMenu(platform, false, { ...actions, about: () => void (told += 1) });
    const entries = menu.flatMap((top) =>
      all([top]).flatMap((item) => (item.id === 'about' ? [[top.label, item]] : [])),
    );
    expect(entries).toEqual([[label, expect.objectContaining({ label: 'About Parley' })]]);
    // The platform would show a panel of its own.
    expect(rolesOf(platform)).not.toContain('about');
    expect(rolesOf(platform)).not.toContain('appMenu');
    (entries[0]![1] as { click(): void }).click();
    expect(told).toBe(1);
  });

  it.each(['darwin', 'linux', 'win32'] as const)(
    'shows keys of the table alone, and leaves the page its own on %s',
    (platform) => {
      const run = vi.fn();
      const items = all(applicationMenu(platform, false, { ...actions, run })).filter(({ accelerator }) => accelerator);
      const known = new Set(commands.flatMap((command) => chordsOf(command, platform).map(acceleratorOf)));
      for (const item of items) expect(known, item.label).toContain(item.accelerator);
      const ofPage = items.filter(({ id }) => commands.find((command) => command.id === id)?.by === 'page');
      expect(ofPage.length).toBeGreaterThan(8);
      const window = {} as BrowserWindow;
      for (const item of ofPage) {
        expect(item.registerAccelerator, item.label).toBe(false);
        item.click?.({} as MenuItem, window, {} as KeyboardEvent);
        expect(run).toHaveBeenLastCalledWith(item.id, window);
      }
    },
  );

  it('has no developer tools in a build', () => {
    const roles = (isDevelopment: boolean) =>
      all(applicationMenu('linux', isDevelopment, actions)).map(({ role }) => role);
    expect(roles(true)).toContain('toggleDevTools');
    expect(roles(false)).not.toContain('toggleDevTools');
  });
});
